"""The file beside the search index with what pages show of popularity."""

import os

import pytest

from catalog.datasets import popularity_file


@pytest.mark.django_db
def test_what_a_killed_run_left_goes_with_the_next_one() -> None:
    left, written = (popularity_file.path().with_suffix(f".{number}.part") for number in (999991, 999992))
    for part in (left, written):
        part.write_bytes(b"x")
    os.utime(left, (1, 1))
    try:
        popularity_file.publish()
        assert not left.exists()
        assert written.exists(), "another process is at it"
        assert popularity_file.path().exists()
    finally:
        written.unlink()

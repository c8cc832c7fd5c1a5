"""The file beside the search index with the popularity that pages show."""

import os
from datetime import timedelta

from catalog.datasets import popularity, popularity_file
from tests.catalog.conftest import TODAY


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


def test_the_file_has_what_the_database_has() -> None:
    for back in (0, 1, 2):
        popularity.store_points("movie", TODAY - timedelta(days=back), [(603, 9.0 - back)])
    popularity_file.publish()
    points = [(TODAY - timedelta(days=2), 7.0), (TODAY - timedelta(days=1), 8.0), (TODAY, 9.0)]
    assert popularity_file.history("movie", 603) == points
    assert popularity_file.history("tv", 603) == []
    assert popularity_file.movers("movie", 1)[1][0] == (603, 9.0, 8.0)
    assert popularity_file.movers("movie", 2) == (None, []), "no window of the site's"


def test_without_a_file_or_with_a_damaged_one_there_is_nothing() -> None:
    assert popularity_file.version() == ""
    assert popularity_file.history("movie", 603) == []
    popularity_file.ensure()
    version = popularity_file.version()
    assert version
    popularity_file.ensure()
    assert popularity_file.version() == version
    popularity_file.path().write_bytes(b"no database")
    assert popularity_file.history("movie", 603) == []
    assert popularity_file.movers("movie", 1) == (None, [])

"""The index file: a new one is noticed, a damaged one goes, a busy one stays."""

import sqlite3
from pathlib import Path

import pytest

from catalog.search import matching
from catalog.search.build import build
from catalog.search.index import Index
from jobs import dispatch
from tests.catalog.search.conftest import TITLES, ids


def test_without_a_file_nothing_is_found_and_a_new_one_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "titles.sqlite3"
    index = Index(path)
    assert index.find("matrix") == []
    assert not index.exists
    build(path, TITLES)
    assert ids(index, "matr")
    build(path, [("movie", 1, "Another", 1.0)])
    assert ids(index, "matr") == []
    assert ids(index, "anoth") == [1]
    path.write_bytes(b"no database")
    assert index.find("anoth") == []


@pytest.mark.parametrize("damage", ["a page in the middle", "the beginning", "cut off", "no database"])
def test_a_damaged_search_file_goes_and_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    path = tmp_path / "titles.sqlite3"
    build(path, [("movie", number, f"The Matrix {number}", 1.0) for number in range(1, 2000)], [])
    published: list[tuple[object, ...]] = []
    monkeypatch.setattr(dispatch, "publish", lambda *task: published.append(task))
    content = bytearray(path.read_bytes())
    if damage == "a page in the middle":
        content[8192:] = b"\xaa" * (len(content) - 8192)
    elif damage == "the beginning":
        content[:100] = b"\xaa" * 100
    elif damage == "cut off":
        content = content[: 3 * 4096]
    else:
        content = bytearray(b"what is this?" * 1000)
    path.write_bytes(content)
    index = Index(path)
    assert index.find("matrix") == []
    assert index.find_by_ids("movie", [1]) == {}
    assert (index.suggest_name("matrx"), index.size(), index.built_at()) == ("", 0, 0.0)
    assert not path.exists()
    dispatch.drain()
    assert published == [("jobs.tasks.run_job", "index")]


def test_a_search_file_that_is_only_busy_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "titles.sqlite3"
    build(path, [("movie", 603, "The Matrix", 1.0)], [])

    def busy(*_: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    index = Index(path)
    with monkeypatch.context() as patch:
        patch.setattr(matching, "find_hits", busy)
        assert index.find("matrix") == []
    assert [hit.id for hit in index.find("matrix")] == [603]

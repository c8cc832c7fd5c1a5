"""Building the index file."""

from pathlib import Path

import pytest

from catalog.search.build import SPELLINGS, WORDS, build
from catalog.search.index import Index
from tests.catalog.search.conftest import TITLES, ids


def test_the_best_known_have_an_index_of_their_own_and_the_others_are_found_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are: by words, by beginnings, with other words, and in the order of their popularity."""
    monkeypatch.setattr("catalog.search.build.BATCH_SIZE", 2)
    for module in ("build", "matching"):
        monkeypatch.setattr(f"catalog.search.{module}.BEST_SIZE", 5)
    path = tmp_path / "titles.sqlite3"
    assert build(path, TITLES).titles == len(TITLES)
    index = Index(path)
    assert index.size() == len(TITLES)
    for typed, number in (
        ("the matrix re", 604),
        ("zvyag", 7),
        ("keanu r", 6384),
        ("левиафан", 12),
        ("كفر", 3),
        ("年華", 2),
    ):
        assert number in ids(index, typed), typed
    assert [hit.popularity for hit in index.find("matr")] == [90.0, 60.0, 3.0, 1.0]


def test_a_build_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "titles.sqlite3"
    build(path, TITLES)

    def broken() -> object:
        yield TITLES[0]
        raise ValueError("line 2")

    with pytest.raises(ValueError, match="line 2"):
        build(path, broken())  # type: ignore[arg-type]
    assert ids(Index(path), "matr")
    assert [path.name for path in tmp_path.iterdir()] == ["titles.sqlite3"]


def test_steps_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.search.build.BATCH_SIZE", 10)
    steps: list[tuple[str, int, int]] = []
    build(tmp_path / "titles.sqlite3", TITLES, report=lambda *step: steps.append(step))
    assert steps == [(WORDS, 0, 23), (WORDS, 10, 23), (WORDS, 20, 23), (SPELLINGS, 0, 0)]


def test_an_empty_file_answers_nothing(tmp_path: Path) -> None:
    result = build(tmp_path / "titles.sqlite3", [])
    index = Index(tmp_path / "titles.sqlite3")
    assert result.titles == index.size() == 0
    assert index.exists
    assert index.built_at() > 0
    assert index.find("matrix") == []

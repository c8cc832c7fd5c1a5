# ruff: noqa: E501
"""Answers while typing: what people type finds what they mean."""

from pathlib import Path

import pytest

from catalog.search.build import build
from catalog.search.index import Index
from catalog.search.normalize import split_words

TITLES = [
    ("movie", 603, "The Matrix", 90.0), ("movie", 604, "The Matrix Reloaded", 60.0), ("movie", 11, "Star Wars", 95.0),
    ("movie", 194, "Le Fabuleux Destin d'Amélie Poulain", 50.0), ("movie", 129, "千と千尋の神隠し", 80.0),
    ("movie", 1398, "Сталкер", 30.0), ("movie", 268, "Batman", 70.0), ("movie", 10681, "WALL·E", 65.0),
    ("movie", 424, "Schindler's List", 66.0), ("movie", 496243, "기생충", 85.0), ("movie", 2, "花樣年華", 40.0),
    ("movie", 3, "كفرناحوم", 20.0), ("movie", 4, "المومياء", 10.0), ("movie", 8, "M", 12.0), ("movie", 9, "Monsters, Inc.", 75.0),
    ("movie", 5, "Matrixx", 1.0), ("tv", 1399, "Game of Thrones", 99.0), ("tv", 5, "Matrix", 3.0), ("movie", 6, "Der Untergang", 33.0),
    ("person", 13, "Andrei Tarkovsky", 7.0), ("person", 7, "Andrey Zvyagintsev", 8.0), ("person", 6384, "Keanu Reeves", 40.0), ("movie", 12, "Левиафан", 15.0),
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    path = tmp_path_factory.mktemp("index") / "titles.sqlite3"
    known = [("movie", 129, "Spirited Away", "2001", "/x.jpg"), ("movie", 6, "Downfall", "2004", "")]
    build(path, TITLES, known)
    return Index(path)


def found(index: Index, text: str) -> list[int]:
    return [hit.id for hit in index.find(text)]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("matrix", 603), ("MATRIX", 603), ("matr", 603), ("the mat", 603), ("reloaded matrix", 604), ("amelie", 194),
        ("amélie", 194), ("destin fabu", 194), ("千と千", 129), ("千尋", 129), ("神隠", 129), ("千", 129), ("기생", 496243),
        ("생충", 496243), ("年華", 2), ("сталк", 1398), ("stalker", 1398), ("СТАЛКЕР", 1398), ("звягинцев", 7), ("тарковский", 13), ("андрей тарковский", 13), ("leviafan", 12),
        ("левиафан", 12), ("كفر", 3), ("مومياء", 4), ("wall e", 10681), ("walle", 10681), ("wall-e", 10681),
        ("schindlers list", 424), ("schindler's", 424), ("spirited", 129), ("downfall", 6), ("untergang", 6),
        ("m", 8), ("keanu", 6384),
    ],
)  # fmt: skip
def test_what_is_typed_finds_what_is_meant(index: Index, typed: str, number: int) -> None:
    assert number in found(index, typed)[:5], found(index, typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("matirx", 603), ("mtrix", 603), ("matrrix", 603), ("natrix", 603), ("starwars", 11), ("bat man", 268),
        ("star wrs", 11), ("gmae of thrones", 1399), ("game of thrnoes", 1399), ("keanu reves", 6384), ("amelei", 194),
        ("сталкр", 1398), ("тарковскй", 13), ("сталекр", 1398), ("zvyagintsv", 7), ("matri reloded", 604), ("relaoded", 604),
    ],
)  # fmt: skip
def test_typos_are_forgiven(index: Index, typed: str, number: int) -> None:
    hits = index.find(typed)
    assert number in [hit.id for hit in hits], hits
    assert all(hit.is_guess for hit in hits)


def test_the_popular_come_first_and_what_is_called_just_so_before_them(index: Index) -> None:
    assert found(index, "matr")[:2] == [603, 604]
    assert [hit.name for hit in index.find("matrix")][:3] == ["The Matrix", "Matrix", "The Matrix Reloaded"]
    assert index.find("matirx")[0].name == "The Matrix"
    assert found(index, "m")[0] == 8
    assert [hit.kind for hit in index.find("matrix", kinds=["movie"])] == ["movie"] * 3


def test_a_hit_has_what_is_known_of_it(index: Index) -> None:
    (hit,) = index.find("spirited")
    assert (hit.name, hit.other, hit.year, hit.poster) == ("千と千尋の神隠し", "Spirited Away", "2001", "/x.jpg")


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
        assert number in found(index, typed), typed
    assert [hit.popularity for hit in index.find("matr")] == [90.0, 60.0, 3.0, 1.0]


def test_did_you_mean(index: Index) -> None:
    assert index.suggest_name("matirx") == "The Matrix"
    assert index.suggest_name("matrix") == ""
    assert index.suggest_name("qqqqzzzz") == ""


ODD = [
    "",
    " ",
    '"',
    "*",
    "(",
    "a OR b",
    "NOT",
    "x" * 5000,
    "🎬",
    "\x00",
    "NEAR(a b)",
    "-",
    "'; drop table title",
    "a" * 200 + " b",
]


@pytest.mark.parametrize("typed", ODD)
def test_anything_may_be_typed(index: Index, typed: str) -> None:
    index.find(typed)
    index.suggest_name(typed)


def test_without_a_file_nothing_is_found_and_a_new_one_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "titles.sqlite3"
    index = Index(path)
    assert index.find("matrix") == []
    assert not index.exists
    build(path, TITLES)
    assert found(index, "matr")
    build(path, [("movie", 1, "Another", 1.0)])
    assert found(index, "matr") == []
    assert found(index, "anoth") == [1]
    path.write_bytes(b"no database")
    assert index.find("anoth") == []


def test_a_build_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "titles.sqlite3"
    build(path, TITLES)

    def broken() -> object:
        yield TITLES[0]
        raise ValueError("line 2")

    with pytest.raises(ValueError, match="line 2"):
        build(path, broken())  # type: ignore[arg-type]
    assert found(Index(path), "matr")
    assert [one.name for one in tmp_path.iterdir()] == ["titles.sqlite3"]


def test_words() -> None:
    assert split_words("Amélie & Co") == ["amelie", "and", "co"]
    assert split_words("千と千") == ["千", "と", "千と", "と千"]
    assert split_words("Сталкер") == ["сталкер", "stalker"]

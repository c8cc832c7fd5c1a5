# ruff: noqa: E501
"""What people type finds what they mean: prefixes, words in any order, several alphabets, the popular first."""

import pytest

from catalog.search.index import Index
from tests.catalog.search.conftest import ids


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
    assert number in ids(index, typed)[:5], ids(index, typed)


def test_the_popular_come_first_and_what_is_called_just_so_before_them(index: Index) -> None:
    assert ids(index, "matr")[:2] == [603, 604]
    assert [hit.name for hit in index.find("matrix")][:3] == ["The Matrix", "Matrix", "The Matrix Reloaded"]
    assert index.find("matirx")[0].name == "The Matrix"
    assert ids(index, "m")[0] == 8
    assert [hit.kind for hit in index.find("matrix", kinds=["movie"])] == ["movie"] * 3


def test_a_hit_has_what_is_known_of_it(index: Index) -> None:
    (hit,) = index.find("spirited")
    assert (hit.name, hit.other, hit.year, hit.poster) == ("千と千尋の神隠し", "Spirited Away", "2001", "/x.jpg")


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


def test_a_hit_is_found_by_its_id(index: Index) -> None:
    hits = index.find_by_ids("movie", [603, 999])
    assert list(hits) == [603]
    assert (hits[603].name, hits[603].is_guess) == ("The Matrix", False)
    assert index.find_by_ids("movie", []) == {}

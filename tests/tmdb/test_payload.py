"""Answers are read leniently: a value that is missing, or of another type, is that type's empty value."""

import math
from typing import Any

import pytest

from tmdb.payload import (
    get_dict,
    get_float,
    get_int,
    get_names,
    get_rows,
    get_str,
    get_strings,
    get_value,
    parse_year,
)

MOVIE: dict[str, Any] = {
    "title": " The Matrix ",
    "runtime": 136,
    "vote_average": 8.2,
    "belongs_to_collection": {"name": "The Matrix Collection"},
    "genres": [{"id": 28, "name": "Action"}, {"id": 878}, "Science Fiction", None],
    "origin_country": ["US", " ", 7, "AU"],
}


def test_values_are_read_by_their_path() -> None:
    assert get_value(MOVIE, "belongs_to_collection", "name") == "The Matrix Collection"
    assert get_str(MOVIE, "title") == "The Matrix"
    assert (get_int(MOVIE, "runtime"), get_int(MOVIE, "vote_average")) == (136, 8)
    assert get_float(MOVIE, "vote_average") == 8.2
    assert get_dict(MOVIE, "belongs_to_collection") == {"name": "The Matrix Collection"}


def test_lists_hold_only_what_is_read() -> None:
    assert get_rows(MOVIE, "genres") == [{"id": 28, "name": "Action"}, {"id": 878}]
    assert get_rows([{"id": 1}, None]) == [{"id": 1}]
    assert get_names(MOVIE, "genres") == ["Action"]
    assert get_strings(MOVIE, "origin_country") == ["US", "AU"]


@pytest.mark.parametrize("data", [None, [], "text", 7, {}, {"a": None}, {"a": {"b": None}}, {"a": [{"b": 1}]}])
def test_what_is_missing_is_empty(data: Any) -> None:
    path = ("a", "b")
    assert get_value(data, *path) is None
    assert (get_str(data, *path), get_int(data, *path), get_float(data, *path)) == ("", 0, 0.0)
    assert (get_rows(data, *path), get_dict(data, *path), get_strings(data, *path)) == ([], {}, [])


@pytest.mark.parametrize("value", ["7", True, math.nan, math.inf, -math.inf, 2**63, [7], {}])
def test_what_is_no_number_is_zero(value: Any) -> None:
    assert (get_int({"a": value}, "a"), get_float({"a": value}, "a")) == (0, 0.0)


@pytest.mark.parametrize(
    ("date", "year"), [("1999-03-31", "1999"), ("1999", "1999"), ("", ""), ("199", ""), ("soon", "")]
)
def test_a_year_is_that_of_a_date(date: str, year: str) -> None:
    assert parse_year(date) == year

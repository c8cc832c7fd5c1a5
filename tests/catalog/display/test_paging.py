"""Pages of a list: which one an address asks for, and the ways to the others."""

import pytest
from django.test import RequestFactory

from catalog.display.paging import BadPage, Pager, parse_page_number


def number_in(query: str) -> int:
    return parse_page_number(RequestFactory().get(f"/?{query}"))


@pytest.mark.parametrize(("query", "number"), [("", 1), ("page=1", 1), ("page=500", 500), ("page=2&page=3", 3)])
def test_the_page_that_an_address_asks_for(query: str, number: int) -> None:
    assert number_in(query) == number


@pytest.mark.parametrize("value", ["", "0", "501", "-1", "x", "1.5", "%2B1", "1_0", "²", "٣", "00001", "9" * 5000])
def test_what_is_no_page_is_refused(value: str) -> None:
    with pytest.raises(BadPage):
        number_in(f"page={value}")


def test_other_parameters_go_along_and_the_first_page_has_no_number() -> None:
    pager = Pager.of(2, 3, "type=tv&year=1999")
    assert (pager.previous_url, pager.next_url) == ("?type=tv&year=1999", "?type=tv&year=1999&page=3")
    assert Pager.of(2, 2).previous_url == "?"


@pytest.mark.parametrize(("total", "shown"), [(-1, 1), (0, 1), (7, 7), (1000, 500)])
def test_there_is_one_page_at_least_and_500_at_most(total: int, shown: int) -> None:
    assert Pager.of(1, total).total == shown


def test_at_its_ends_a_list_goes_no_further() -> None:
    assert (Pager(1, 3).previous_url, Pager(3, 3).next_url) == ("", "")
    assert [Pager(number, 3).is_beyond for number in (3, 4)] == [False, True]


@pytest.mark.parametrize(
    ("pager", "numbers"),
    [
        (Pager(1, 1), [1]),
        (Pager(1, 5), [1, 2, 3, 0, 5]),
        (Pager(7, 500), [1, 0, 5, 6, 7, 8, 9, 0, 500]),
        (Pager(3, 4), [1, 2, 3, 4]),
        (Pager(9, 2), [1, 2]),
    ],
)
def test_the_first_those_around_and_the_last_are_named(pager: Pager, numbers: list[int]) -> None:
    entries = list(pager.entries)
    assert [number for number, _, _ in entries] == numbers
    assert all(bool(url) == bool(number) for number, url, _ in entries)
    assert [number for number, _, is_current in entries if is_current] == [pager.number][: pager.number in numbers]

"""Addresses of pages, and of what can have none."""

import pytest
from django.urls import resolve

from catalog.display import urls


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("The Matrix", "/movie/603-the-matrix/"),
        ("Amélie & Co", "/movie/603-amelie-co/"),
        ("千と千尋", "/movie/603/"),
        ("--", "/movie/603/"),
        ("", "/movie/603/"),
        ("x" * 300, f"/movie/603-{'x' * 80}/"),
    ],
)
def test_a_slug_is_what_can_be_read_of_a_name(name: str, address: str) -> None:
    assert urls.movie(603, name) == address


@pytest.mark.parametrize("number", [0, -1, 2**31, 10**12])
def test_a_number_that_is_no_id_has_no_address(number: int) -> None:
    assert urls.movie(number) == urls.tv(number) == urls.person(number) == urls.page("company", number) == ""
    assert urls.season(number, 1) == urls.episode(number, 1, 1) == urls.order(number, "5acf") == ""


def test_specials_are_season_0() -> None:
    assert urls.season(1399, 0) == "/tv/1399/season/0/"
    assert urls.season(1399, -1) == ""
    assert urls.episode(1399, 0, 0) == "/tv/1399/season/0/episode/0/"
    assert urls.episode(1399, 1, -1) == urls.episode(1399, -1, 1) == ""


@pytest.mark.parametrize("identity", ["", "a/b", "../x", "a b", "ä", "x" * 101])
def test_an_id_in_letters_leads_nowhere_else(identity: str) -> None:
    assert urls.credit(identity) == urls.review(identity) == urls.order(1399, identity) == ""


@pytest.mark.parametrize("path", ["/movie/603/", "/movie/603-the-matrix/", "/movie/603-/", "/movie/0000000603-x/"])
def test_of_an_address_its_id_counts(path: str) -> None:
    assert resolve(path).kwargs == {"movie_id": 603}

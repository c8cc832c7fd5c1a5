"""Discover: addresses, form, chips, results."""

import pytest
from django.http import QueryDict
from django.test import Client

import jobs.redis_client
from catalog.discover.filters import address, parse_filters
from tests.conftest import get_page
from tests.stand_in import DOWN, StandIn


def test_three_filters_in_words_with_a_way_out_of_each(visitor: Client) -> None:
    body = get_page(
        visitor,
        "/discover/movie/?with_genres=878|27&primary_release_date.gte=1975&primary_release_date.lte=1985"
        "&vote_average.gte=7",
    )
    for words in ("Science Fiction or Horror", "1975–1985", "score at least 7", "Alien", "Blade Runner"):
        assert words in body
    assert "The Matrix" not in body
    assert 'href="?primary_release_date.gte=1975&amp;primary_release_date.lte=1985&amp;vote_average.gte=7"' in body


def test_what_the_form_sends_becomes_an_address_that_says_just_that(visitor: Client) -> None:
    sent = "with_genres=878&with_genres=27&with_genres.any=on&sort_by=&vote_average.gte=7&with_runtime.gte=&page=1"
    response = visitor.get(f"/discover/movie/?{sent}")
    assert response.status_code == 302
    assert response.headers["Location"] == "/discover/movie/?with_genres=878%7C27&vote_average.gte=7"


def test_all_of_several_genres_or_any_of_them() -> None:
    assert parse_filters(QueryDict("with_genres=1&with_genres=2"), "movie") == {"with_genres": "1,2"}
    assert parse_filters(QueryDict("with_genres=1&with_genres=2&with_genres.any=on"), "movie") == {"with_genres": "1|2"}
    assert parse_filters(QueryDict("with_networks=1&unknown=2"), "movie") == {}
    assert address({"with_genres": "1|2"}, 3) == "with_genres=1|2&page=3"


def test_a_name_becomes_an_id_and_the_chip_says_the_name(visitor: Client) -> None:
    response = visitor.get("/discover/movie/?add.with_cast=keanu+reeves")
    assert response.headers["Location"] == "/discover/movie/?with_cast=6384"
    body = get_page(visitor, "/discover/movie/?with_cast=6384")
    assert "Keanu Reeves in the cast" in body
    assert "John Wick" in body


def test_an_unknown_name_is_said_and_nothing_else_is_lost(visitor: Client) -> None:
    body = get_page(visitor, "/discover/movie/?with_genres=37&add.with_keywords=qqqqzzzz")
    assert "qqqqzzzz is nobody and nothing" in body
    assert "Western" in body


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("vote_average.gte=abc", "Enter a number"),
        ("vote_average.gte=11", "less than or equal to 10"),
        ("primary_release_date.gte=1999-13-01", "A year or a date"),
        ("primary_release_date.gte=yesterday", "A year or a date"),
        ("with_runtime.lte=-5", "greater than or equal to 0"),
    ],
)
def test_a_filter_that_makes_no_sense_is_marked_and_not_sent(
    visitor: Client, stand_in: StandIn, query: str, words: str
) -> None:
    body = get_page(visitor, f"/discover/movie/?{query}", status=422)
    assert words in body
    assert "make no sense" in body
    assert not [call for call in stand_in.calls if call.startswith("/discover")]


FILTERED = [
    ("movie", "with_original_language=ja", "Spirited Away"),
    ("movie", "with_origin_country=SE", "Seventh Seal"),
    ("movie", "with_companies=10342", "Ghibli"),
    ("movie", "with_runtime.lte=95&with_genres=16", "Toy Story"),
    ("movie", "without_genres=28,12,18&with_genres=27", "The Shining"),
    ("movie", "certification_country=US&certification.lte=PG&with_genres=27", None),
    ("movie", "with_people=525", "Inception"),
    ("movie", "with_crew=525", "Inception"),
    ("movie", "with_keywords=4565", "The Matrix"),
    ("movie", "sort_by=revenue.desc", "Avatar"),
    ("movie", "with_watch_providers=8&watch_region=US", None),
    ("movie", "with_release_type=3&region=DE&release_date.gte=1990&release_date.lte=2000", None),
    ("tv", "with_networks=49", "Game of Thrones"),
    ("tv", "with_status=3&with_type=4", None),
    ("tv", "first_air_date.gte=2019&with_original_language=ja", "JUJUTSU KAISEN"),
    ("tv", "air_date.gte=2019-05-19&air_date.lte=2019-05-19", "Game of Thrones"),
]


@pytest.mark.parametrize(("kind", "query", "title"), FILTERED)
def test_every_filter_has_a_chip_and_is_heeded(visitor: Client, kind: str, query: str, title: str | None) -> None:
    body = get_page(visitor, f"/discover/{kind}/?{query}")
    assert 'class="chip chip-removable"' in body or "sort_by" in query
    if title and title != "Ghibli":
        assert title in body


def test_pages_keep_the_filters(visitor: Client) -> None:
    body = get_page(visitor, "/discover/movie/?with_genres=18&page=2")
    assert "?with_genres=18&amp;page=3" in body
    assert 'aria-current="page"' in body


def test_the_lists_of_the_form_may_be_missing(visitor: Client, stand_in: StandIn) -> None:
    get_page(visitor, "/discover/movie/?with_genres=37")

    for key in jobs.redis_client.client().scan_iter("*gateway:genre-*"):
        jobs.redis_client.client().delete(key)
    stand_in.fault = DOWN
    assert "Django Unchained" in get_page(visitor, "/discover/movie/?with_genres=37")

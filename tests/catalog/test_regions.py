"""What a visitor's language and country change: posters, charts, time zones, and the words that say so."""

from urllib.parse import parse_qs

import pytest
from django.test import Client

from catalog.locale import cookie_name
from tests.conftest import get_page
from tests.stand_in import StandIn


@pytest.fixture
def german() -> Client:
    return Client(headers={"Accept-Language": "de-DE,de;q=0.9"})


def parameters_of(stand_in: StandIn, path: str) -> list[dict[str, list[str]]]:
    return [parse_qs(call.partition("?")[2]) for call in stand_in.calls if call.startswith(f"{path}?")]


def test_a_german_sees_the_german_poster(german: Client, visitor: Client) -> None:
    assert 'src="/demo/t/p/w342/movie-603-poster-de-1.jpg"' in get_page(german, "/movie/603/")
    assert 'src="/demo/t/p/w342/movie-603-poster-en-1.jpg"' in get_page(visitor, "/movie/603/")


class TestThisWeek:
    def test_where_nothing_is_new_the_newest_before_stand_below(self, german: Client) -> None:
        cookie = {"Cookie": f"{cookie_name('language')}=de-DE; {cookie_name('region')}=IS"}
        assert "TMDB knows of nothing that fits in Iceland" in get_page(german, "/movies/this-week/", **cookie)
        assert "Before that" in get_page(german, "/movies/this-week/")


class TestTimeZones:
    def test_today_is_that_of_the_visitors_country(self, german: Client, stand_in: StandIn) -> None:
        body = get_page(german, "/tv/airing-today/")
        assert parameters_of(stand_in, "/tv/airing_today")[0]["timezone"] == ["Europe/Berlin"]
        assert "Your country’s (Europe/Berlin)" in body

    def test_another_can_be_chosen(self, german: Client, stand_in: StandIn) -> None:
        get_page(german, "/tv/airing-today/?timezone=Asia/Tokyo")
        assert parameters_of(stand_in, "/tv/airing_today")[0]["timezone"] == ["Asia/Tokyo"]


@pytest.mark.parametrize("address", ["/trending/", "/tv/popular/", "/tv/top-rated/", "/people/popular/"])
def test_where_tmdb_has_no_filter_for_a_country_the_page_says_so(visitor: Client, address: str) -> None:
    assert "for the whole world" in get_page(visitor, address)


# Pages of titles, and the route whose answer has them.
LISTS = {
    "/": "/trending/all/day",
    "/trending/": "/trending/all/day",
    "/search/?q=chihiro": "/search/multi",
    "/movies/top-rated/": "/movie/top_rated",
    "/discover/movie/": "/discover/movie",
    "/company/174/": "/discover/movie",
    "/network/49/": "/discover/tv",
    "/keyword/4565/": "/keyword/4565/movies",
    "/collection/2344/": "/collection/2344",
    "/list/8300003/": "/list/8300003",
    "/movie/129/": "/movie/129",
    "/person/6384/": "/person/6384",
}


@pytest.mark.parametrize("address", LISTS)
def test_titles_are_asked_for_in_the_visitors_language(german: Client, stand_in: StandIn, address: str) -> None:
    german.get(address)
    assert {parameters["language"][0] for parameters in parameters_of(stand_in, LISTS[address])} == {"de-DE"}


def test_a_translated_title_is_shown(german: Client) -> None:
    assert "Chihiros Reise ins Zauberland" in get_page(german, "/search/?q=chihiro")

"""What a visitor's language and country change: posters, charts, time zones, and the words that say so."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client

from catalog.display.formatting import with_article
from catalog.display.images import choose_poster_path
from catalog.locale import Locale, cookie_name
from catalog.pages.title.parts import TitleParts
from tests.conftest import page
from tests.stand_in import StandIn

GERMAN = Locale("de-DE", "DE")


def poster(language: str | None, name: str) -> dict[str, Any]:
    return {"iso_639_1": language, "file_path": f"/{name}.jpg"}


@pytest.fixture
def german() -> Client:
    return Client(headers={"Accept-Language": "de-DE,de;q=0.9"})


def queries_of(stand_in: StandIn, path: str) -> list[dict[str, list[str]]]:
    return [parse_qs(call.partition("?")[2]) for call in stand_in.calls if call.startswith(f"{path}?")]


class TestPosters:
    everything = (poster("ja", "ja"), poster("en", "en"), poster(None, "none"), poster("de", "de"), poster("de", "de2"))

    @pytest.mark.parametrize(
        ("path", "without", "shown"),
        [
            ("/de2.jpg", set(), "/de2.jpg"),
            ("/ja.jpg", set(), "/de.jpg"),
            ("/ja.jpg", {"de"}, "/none.jpg"),
            ("/ja.jpg", {"de", None}, "/en.jpg"),
            ("/ja.jpg", {"de", None, "en"}, "/ja.jpg"),
        ],
        ids=["TMDB's choice of the language", "the language", "no text", "English", "what there is"],
    )
    def test_the_visitors_language_then_none_then_english(
        self, path: str, without: set[str | None], shown: str
    ) -> None:
        posters = [row for row in self.everything if row["iso_639_1"] not in without]
        assert choose_poster_path(path, posters, GERMAN) == shown

    def test_a_films_page_shows_that_poster(self) -> None:
        data = {"id": 1, "title": "A", "poster_path": "/ja.jpg", "images": {"posters": list(self.everything)}}
        poster = TitleParts(data, GERMAN, "/movie/1/").poster
        assert poster
        assert poster.src.endswith("/de.jpg")

    def test_a_german_sees_the_german_poster(self, german: Client, visitor: Client) -> None:
        assert 'src="/demo/t/p/w342/movie-603-poster-de-1.jpg"' in page(german, "/movie/603/")
        assert 'src="/demo/t/p/w342/movie-603-poster-en-1.jpg"' in page(visitor, "/movie/603/")


class TestThisWeek:
    def test_asks_for_the_cinemas_of_the_visitors_country_in_the_week_around_today(
        self, german: Client, stand_in: StandIn
    ) -> None:
        assert "As seen from Germany" in page(german, "/movies/this-week/")
        week, before = sorted(queries_of(stand_in, "/discover/movie"), key=lambda query: "sort_by" in query)
        today = datetime.now(UTC).date()
        assert week["region"] == before["region"] == ["DE"]
        assert week["with_release_type"] == before["with_release_type"] == ["2|3"]
        assert week["release_date.gte"] == [(today - timedelta(days=6)).isoformat()]
        assert week["release_date.lte"] == [(today + timedelta(days=1)).isoformat()]
        assert before["release_date.lte"] == [(today - timedelta(days=7)).isoformat()]

    def test_where_nothing_is_new_the_newest_before_stand_below(self, german: Client) -> None:
        cookie = {"Cookie": f"{cookie_name('language')}=de-DE; {cookie_name('region')}=IS"}
        assert "TMDB knows of nothing that fits in Iceland" in page(german, "/movies/this-week/", **cookie)
        assert "Before that" in page(german, "/movies/this-week/")


class TestTimeZones:
    def test_today_is_that_of_the_visitors_country(self, german: Client, stand_in: StandIn) -> None:
        body = page(german, "/tv/airing-today/")
        assert queries_of(stand_in, "/tv/airing_today")[0]["timezone"] == ["Europe/Berlin"]
        assert "Your country’s (Europe/Berlin)" in body

    def test_another_can_be_chosen(self, german: Client, stand_in: StandIn) -> None:
        page(german, "/tv/airing-today/?timezone=Asia/Tokyo")
        assert queries_of(stand_in, "/tv/airing_today")[0]["timezone"] == ["Asia/Tokyo"]


@pytest.mark.parametrize("address", ["/trending/", "/tv/popular/", "/tv/top-rated/", "/people/popular/"])
def test_where_tmdb_has_no_filter_for_a_country_the_page_says_so(visitor: Client, address: str) -> None:
    assert "for the whole world" in page(visitor, address)


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
    assert {query["language"][0] for query in queries_of(stand_in, LISTS[address])} == {"de-DE"}


def test_a_translated_title_is_shown(german: Client) -> None:
    assert "Chihiros Reise ins Zauberland" in page(german, "/search/?q=chihiro")


@pytest.mark.parametrize(
    ("country", "spoken"),
    [
        ("United Kingdom", "the United Kingdom"),
        ("Czech Republic", "the Czech Republic"),
        ("Faroe Islands", "the Faroe Islands"),
        ("Netherlands", "the Netherlands"),
        ("Germany", "Germany"),
        ("Unitedia", "Unitedia"),
    ],
)
def test_a_country_is_spoken_of_as_one_speaks_of_it(country: str, spoken: str) -> None:
    assert with_article(country) == spoken

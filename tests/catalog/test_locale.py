"""Language, country and theme: guessed, chosen, remembered, and heeded."""

import pytest
from django.test import Client

from catalog.locale import cookie_name, guess_language
from tests.conftest import get_page
from tests.stand_in import DOWN, StandIn


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de-AT"),
        ("de", "de-DE"),
        ("fr;q=0.8", "fr-FR"),
        ("xx-YY,it", "it-IT"),
        ("*", "en-GB"),
        ("", "en-GB"),
        ("x" * 10_000, "en-GB"),
        ("en", "en-GB"),
    ],
)
def test_the_first_guess_comes_from_the_browser(accept: str, language: str) -> None:
    assert guess_language(accept) == language


def test_tmdb_is_asked_in_the_visitors_language_and_for_their_country(stand_in: StandIn) -> None:
    german = Client(headers={"Accept-Language": "de-DE"})
    get_page(german, "/movies/popular/")
    assert any("language=de-DE" in call and "region=DE" in call for call in stand_in.calls)


def test_a_choice_is_kept_and_heeded(visitor: Client, stand_in: StandIn) -> None:
    choice = {"language": "fr-FR", "region": "BE", "theme": "light", "next": "/movies/popular/"}
    response = visitor.post("/preferences/", choice)
    assert response.headers["Location"] == "/movies/popular/"
    stand_in.forget()
    body = get_page(visitor, "/movies/popular/")
    assert 'data-theme="light"' in body
    assert "As seen from" in body
    assert any("language=fr-FR" in call and "region=BE" in call for call in stand_in.calls)


def test_a_wrong_choice_is_refused_and_a_foreign_address_not_followed(visitor: Client) -> None:
    assert visitor.post("/preferences/", {"language": "xx", "region": "GB", "theme": "dark"}).status_code == 422
    away = {"language": "en-GB", "region": "GB", "theme": "dark", "next": "https://evil.example/"}
    assert visitor.post("/preferences/", away).headers["Location"] == "/"


@pytest.mark.parametrize("cookie", ["<script>", "de", "zz-zz", "x" * 5000])
def test_broken_cookies_are_ignored(visitor: Client, cookie: str) -> None:
    for name in ("language", "region", "theme"):
        visitor.cookies[cookie_name(name)] = cookie
    assert 'data-theme="dark"' in get_page(visitor, "/movies/popular/")


def test_what_nobody_translated_stands_in_english_and_says_so(stand_in: StandIn) -> None:
    finnish = Client(headers={"Accept-Language": "fi-FI"})
    body = get_page(finnish, "/movie/603-the-matrix/")
    assert 'lang="en"' in body
    assert "Nobody has translated this yet" in body


def test_preferences_stand_without_tmdbs_lists(visitor: Client, stand_in: StandIn) -> None:
    stand_in.fault = DOWN
    assert "de-DE" in get_page(visitor, "/preferences/")

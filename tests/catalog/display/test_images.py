"""Pictures in the visitor's language, and where they come from."""

from typing import Any

import pytest

from catalog.display.images import choose_poster_path, images, sort_by_language
from catalog.pages.title.parts import TitleParts
from jobs import redis_client
from tests.catalog.answers import GERMAN, ODD_VALUES


def poster(language: str | None, name: str) -> dict[str, Any]:
    return {"iso_639_1": language, "file_path": f"/{name}.jpg"}


POSTERS = [poster("ja", "ja"), poster("en", "en"), poster(None, "none"), poster("de", "de"), poster("de", "de2")]


@pytest.mark.parametrize(
    ("tmdb_choice", "lacking", "path"),
    [
        ("/de2.jpg", set(), "/de2.jpg"),
        ("/ja.jpg", set(), "/de.jpg"),
        ("/ja.jpg", {"de"}, "/none.jpg"),
        ("/ja.jpg", {"de", None}, "/en.jpg"),
        ("/ja.jpg", {"de", None, "en"}, "/ja.jpg"),
    ],
    ids=["TMDB's choice of the language", "the language", "no text", "English", "what there is"],
)
def test_the_visitors_language_then_none_then_english(tmdb_choice: str, lacking: set[str | None], path: str) -> None:
    rows = [row for row in POSTERS if row["iso_639_1"] not in lacking]
    assert choose_poster_path(tmdb_choice, rows, GERMAN) == path


def test_other_languages_are_left_out() -> None:
    assert [row["file_path"] for row in sort_by_language(POSTERS, GERMAN)] == [
        "/de.jpg", "/de2.jpg", "/none.jpg", "/en.jpg",
    ]  # fmt: skip


def test_a_films_page_shows_that_poster() -> None:
    data = {"id": 1, "title": "A", "poster_path": "/ja.jpg", "images": {"posters": POSTERS}}
    picture = TitleParts(data, GERMAN, "movie").poster
    assert picture
    assert picture.src.endswith("/de.jpg")


@pytest.mark.parametrize("value", [value for value in ODD_VALUES if value is None or isinstance(value, str)])
def test_without_a_path_there_is_no_picture(value: Any) -> None:
    assert choose_poster_path("", [{"file_path": value}], GERMAN) in {"", "text"}
    assert images().poster("") is None


def test_until_tmdbs_configuration_is_there_the_built_in_one_is_used() -> None:
    redis_client.client().flushdb()
    picture = images().poster("/a.jpg")
    assert picture
    assert picture.src == "/demo/t/p/w342/a.jpg"

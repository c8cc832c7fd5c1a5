"""Titles of a film or show in other countries."""

from typing import Any

import pytest

from catalog.pages.title.sections.alternative_titles import AlternativeTitles, content
from tests.catalog.answers import ODD_VALUES, section_request


def row(title: str, country: str, kind: str = "") -> dict[str, str]:
    return {"title": title, "iso_3166_1": country, "type": kind}


@pytest.mark.parametrize("key", ["titles", "results"])
def test_the_visitors_country_comes_first_then_the_others_by_name(key: str) -> None:
    rows = [row("Le Voyage", "FR"), row("Chihiros Reise", "DE"), row("Sen", "BR"), row("Voyage", "FR", "short")]
    titles = content({"alternative_titles": {key: rows}}, section_request(), {})
    assert [country.name for country in titles.countries] == ["Germany", "Brazil", "France"]
    assert [(title.title, title.note) for title in titles.countries[2].titles] == [
        ("Le Voyage", ""),
        ("Voyage", "short"),
    ]


def test_a_title_without_a_country_is_not_lost() -> None:
    titles = content({"alternative_titles": {"titles": [row("The One", "")]}}, section_request(), {})
    assert [(country.name, country.titles[0].title) for country in titles.countries] == [("Anywhere", "The One")]


@pytest.mark.parametrize("key", ["original_title", "original_name"])
def test_the_original_title_says_its_language(key: str) -> None:
    titles = content({key: "千と千尋の神隠し", "original_language": "ja"}, section_request(), {})
    assert titles == AlternativeTitles("千と千尋の神隠し", "ja", [])


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_answers_have_no_titles(odd: Any) -> None:
    assert content({"alternative_titles": odd}, section_request(), {}).countries == []
    assert content({"alternative_titles": {"titles": [odd, row("", "DE")]}}, section_request(), {}).countries == []

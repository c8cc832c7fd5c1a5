"""A show's facts."""

from typing import Any

import pytest

from catalog.display.facts import Fact
from catalog.pages.title.tv_facts import build_facts, build_line, get_content_rating, get_years
from tests.catalog.answers import GERMAN, ODD_VALUES

SHOW = {
    "id": 1396, "first_air_date": "2008-01-20", "last_air_date": "2013-09-29", "status": "Ended", "type": "Scripted",
    "number_of_seasons": 5, "number_of_episodes": 62, "episode_run_time": [47, 45],
    "networks": [{"id": 174, "name": "AMC"}], "origin_country": ["US"],
    "content_ratings": {"results": [{"iso_3166_1": "US", "rating": "TV-MA"}, {"iso_3166_1": "DE", "rating": "16"}]},
    "screened_theatrically": {"results": [
        {"season_number": 4, "episode_number": 10}, {"season_number": 4, "episode_number": 9}, {"season_number": 1},
    ]},
}  # fmt: skip


def by_label(facts: list[Fact]) -> dict[str, list[str]]:
    return {fact.label: [value.text for value in fact.values] for fact in facts}


@pytest.mark.parametrize(
    ("first", "last", "status", "years"),
    [
        ("2008-01-20", "2013-09-29", "Ended", "2008–2013"),
        ("2008-01-20", "2013-09-29", "Returning Series", "2008–"),
        ("2026-01-20", "", "Planned", "2026–"),
        ("2008-01-20", "2008-09-29", "Ended", "2008"),
        ("2008-01-20", "", "Ended", "2008"),
        ("", "2013-09-29", "Ended", ""),
        ("soon", None, "Planned", ""),
    ],
)
def test_years(first: Any, last: Any, status: str, years: str) -> None:
    assert get_years({"first_air_date": first, "last_air_date": last, "status": status}) == years


def test_the_line_has_years_rating_and_seasons() -> None:
    assert build_line(SHOW, GERMAN) == ["2008–2013", "FSK 16", "5 seasons"]
    assert build_line({"number_of_seasons": 1}, GERMAN) == ["1 season"]


def test_the_rating_is_that_of_the_visitors_country() -> None:
    assert get_content_rating(SHOW, "US") == "TV-MA"
    assert get_content_rating(SHOW, "FR") == ""


def test_facts_are_labelled_and_those_without_a_value_left_out() -> None:
    assert by_label(build_facts(SHOW, GERMAN)) == {
        "Status": ["Ended"],
        "First aired": ["20 January 2008"],
        "Last aired": ["29 September 2013"],
        "Episodes": ["62 episodes, 47 min"],
        "Shown in cinemas": ["S4 E9", "S4 E10"],
        "Networks": ["AMC"],
        "Countries": ["United States of America"],
    }


def test_a_kind_other_than_the_usual_one_is_said() -> None:
    assert by_label(build_facts({"type": "Reality"}, GERMAN)) == {"Kind": ["Reality"]}


def test_countries_of_production_come_before_those_of_origin() -> None:
    data = {"production_countries": [{"name": "Canada"}], "origin_country": ["US"]}
    assert by_label(build_facts(data, GERMAN)) == {"Countries": ["Canada"]}


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_answers_have_no_facts(odd: Any) -> None:
    keys = set(SHOW) - {"status", "type", "origin_country"}
    data = dict.fromkeys(keys, odd if not isinstance(odd, int) else None)
    assert build_facts(data, GERMAN) == []
    assert build_line(data, GERMAN) == []

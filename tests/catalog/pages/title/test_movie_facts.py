"""A film's facts."""

from typing import Any

import pytest

from catalog.display.facts import Fact
from catalog.pages.title.movie_facts import build_facts, build_line, format_certification, get_certification, get_year
from tests.catalog.answers import GERMAN, ODD_VALUES


def release(date: str, kind: int, certification: str = "") -> dict[str, Any]:
    return {"release_date": date, "type": kind, "certification": certification}


FILM = {
    "release_date": "1999-03-31", "runtime": 136, "status": "Released", "budget": 63_000_000,
    "genres": [{"id": 28, "name": "Action"}, {"id": 0, "name": "None"}, {"name": "Nameless"}],
    "production_companies": [{"id": 79, "name": "Village Roadshow"}, {"name": "Unknown"}],
    "production_countries": [{"name": "Australia"}], "spoken_languages": [{"english_name": "English"}],
    "release_dates": {"results": [
        {"iso_3166_1": "US", "release_dates": [release("1999-03-31", 3, "R")]},
        {"iso_3166_1": "DE", "release_dates": [
            release("1999-12-01T00:00:00.000Z", 5), release("1999-06-17", 3, "16"), release("1999-06-18", 3),
        ]},
    ]},
}  # fmt: skip


def by_label(facts: list[Fact]) -> dict[str, list[str]]:
    return {fact.label: [value.text for value in fact.values] for fact in facts}


def test_the_line_has_year_certification_and_runtime() -> None:
    assert build_line(FILM, GERMAN) == ["1999", "FSK 16", "2 h 16 min"]


def test_the_certification_is_the_first_of_the_visitors_country() -> None:
    assert get_certification(FILM, "US") == "R"
    assert get_certification(FILM, "FR") == ""


@pytest.mark.parametrize(
    ("certification", "region", "text"),
    [("16", "DE", "FSK 16"), ("0", "DE", "FSK 0"), ("16", "FR", "16"), ("", "DE", "")],
)
def test_german_certifications_say_whose_they_are(certification: str, region: str, text: str) -> None:
    assert format_certification(certification, region) == text


def test_facts_are_labelled_and_those_without_a_value_left_out() -> None:
    assert by_label(build_facts(FILM, GERMAN)) == {
        "Genres": ["Action"],
        "Released in Germany": ["17 June 1999, in cinemas", "1 December 1999, on disc"],
        "First released": ["31 March 1999"],
        "Countries": ["Australia"],
        "Languages": ["English"],
        "Companies": ["Village Roadshow", "Unknown"],
        "Budget": ["$63 million"],
    }


def test_genres_and_companies_lead_somewhere() -> None:
    genres, *_, companies, _ = build_facts(FILM, GERMAN)
    assert genres.values[0].url == "/discover/movie/?with_genres=28"
    assert [company.url for company in companies.values] == ["/company/79-village-roadshow/", ""]


def test_a_status_is_said_only_if_it_is_news() -> None:
    assert by_label(build_facts({"status": "Rumored"}, GERMAN)) == {"Status": ["Rumored"]}


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_answers_have_no_facts(odd: Any) -> None:
    keys = set(FILM) - {"status"}
    data = dict.fromkeys(keys, odd if not isinstance(odd, int) else None)
    assert build_facts(data, GERMAN) == []
    assert build_line(data, GERMAN) == []
    assert get_year({"release_date": odd}) == ""

"""A film's releases and a show's ratings."""

from typing import Any

import pytest

from catalog.gateway import Unavailable, UpstreamProblem
from catalog.pages.title.sections.releases import Release, film_content, show_content
from tests.catalog.answers import ODD_VALUES, answer, section_request

MEANINGS = {"certifications": {"DE": [{"certification": "16", "meaning": "From 16."}]}}
ANSWERS = {"certifications": answer(MEANINGS)}


def country(code: str, *releases: dict[str, Any]) -> dict[str, Any]:
    return {"iso_3166_1": code, "release_dates": list(releases)}


def films(*countries: dict[str, Any]) -> dict[str, Any]:
    return {"release_dates": {"results": list(countries)}}


def test_the_visitors_country_comes_first_then_the_earliest() -> None:
    data = films(
        country("FR", {"release_date": "1999-06-23"}),
        country("US", {"release_date": "1999-04-01"}, {"release_date": "1999-03-31"}),
        country("DE", {"release_date": "1999-06-17"}),
        country("GB"),
    )
    countries = film_content(data, section_request(), ANSWERS).countries
    assert [(row.name, row.is_own) for row in countries] == [
        ("Germany", True), ("United States of America", False), ("France", False),
    ]  # fmt: skip
    assert [release.date for release in countries[1].releases] == ["31 March 1999", "1 April 1999"]


def test_a_note_and_the_reasons_stand_beside_the_date() -> None:
    row = {"release_date": "1999-06-17", "type": 1, "certification": "", "note": "Munich", "descriptors": ["Noise", 7]}
    [germany] = film_content(films(country("DE", row)), section_request(), ANSWERS).countries
    assert germany.releases == [Release("17 June 1999", "Premiere", "", "", "Munich", "Noise")]
    assert germany.releases[0].remarks == "Munich; Noise"
    assert Release("", "", "", "", "", "Noise").remarks == "Noise"


def test_what_a_certificate_means_is_said_once() -> None:
    rows = [{"release_date": f"1999-06-{day}", "certification": "16"} for day in (17, 18)]
    releases = film_content(films(country("DE", *rows)), section_request(), ANSWERS)
    assert releases.meanings == [("Germany", "FSK 16", "From 16.")]


def test_without_tmdbs_list_certificates_have_no_meaning() -> None:
    down = {"certifications": Unavailable(UpstreamProblem.DOWN)}
    data = films(country("DE", {"certification": "16"}))
    assert film_content(data, section_request(), down).meanings == []


def test_a_shows_ratings_by_country() -> None:
    rows = [
        {"iso_3166_1": "US", "rating": "TV-MA"}, {"iso_3166_1": "DE", "rating": "16", "descriptors": ["Blood"]},
        {"iso_3166_1": "FR", "rating": ""},
    ]  # fmt: skip
    germany, america = show_content({"content_ratings": {"results": rows}}, section_request("tv"), ANSWERS)
    assert germany.releases == [Release("", "", "FSK 16", "From 16.", "", "Blood")]
    assert (germany.is_own, america.is_own) == (True, False)
    assert america.releases[0].certification == "TV-MA"


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_answers_have_no_countries(odd: Any) -> None:
    answers = {"certifications": answer(odd)}
    assert film_content({"release_dates": odd}, section_request(), answers).countries == []
    assert (
        film_content({"release_dates": {"results": [country("DE"), odd]}}, section_request(), answers).countries == []
    )
    assert show_content({"content_ratings": odd}, section_request("tv"), answers) == []

"""Filters in words."""

import pytest

from catalog.discover.chips import build_chips
from catalog.discover.form import DiscoverForm
from catalog.discover.reference import Reference

REFERENCE = Reference(
    genres=[("878", "Science Fiction"), ("27", "Horror")],
    countries=[("DE", "Germany"), ("US", "United States of America")],
    languages=[("ja", "Japanese")],
    providers=[("8", "Netflix"), ("9", "Prime")],
    certifications={"DE": [("12", "12"), ("16", "16")]},
)
NAMES = {("person", 525): "Christopher Nolan", ("company", 174): "Warner Bros.", ("keyword", 1): "dystopia"}


def texts(kind: str, **values: str) -> list[str]:
    form = DiscoverForm(kind, {name.replace("__", "."): value for name, value in values.items()}, REFERENCE)
    return [chip.text for chip in build_chips(form, NAMES)]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"with_genres": "878|27"}, "Science Fiction or Horror"),
        ({"with_genres": "878,27"}, "Science Fiction and Horror"),
        ({"without_genres": "27"}, "not Horror"),
        ({"with_genres": "999"}, "999"),
        ({"primary_release_date__gte": "1975", "primary_release_date__lte": "1985"}, "1975–1985"),
        ({"primary_release_date__gte": "1975", "primary_release_date__lte": "1975"}, "1975"),
        ({"primary_release_date__gte": "1975"}, "since 1975"),
        ({"primary_release_date__lte": "1975-06-20"}, "until 1975-06-20"),
        ({"release_date__gte": "1990"}, "released since 1990"),
        ({"vote_average__gte": "7"}, "score at least 7"),
        ({"vote_average__gte": "7", "vote_average__lte": "9"}, "score 7–9"),
        ({"vote_count__lte": "100"}, "votes at most 100"),
        ({"with_runtime__lte": "120"}, "under 2 h"),
        ({"with_runtime__gte": "90"}, "over 1 h 30 min"),
        ({"with_runtime__gte": "60", "with_runtime__lte": "120"}, "1 h to 2 h"),
        ({"with_runtime__gte": "long"}, "long– min"),
        ({"with_watch_providers": "8|9"}, "on Netflix or Prime"),
        ({"without_watch_providers": "8"}, "not on Netflix"),
        ({"with_watch_monetization_types": "rent|buy"}, "to Rent or Buy"),
        ({"watch_region": "US"}, "watching in United States of America"),
        ({"with_people": "525"}, "with Christopher Nolan"),
        ({"with_cast": "525,6"}, "Christopher Nolan and person 6 in the cast"),
        ({"with_crew": "someone"}, "someone in the crew"),
        ({"with_companies": "174"}, "by Warner Bros."),
        ({"without_companies": "174"}, "not by Warner Bros."),
        ({"with_keywords": "1"}, "about dystopia"),
        ({"without_keywords": "1"}, "not about dystopia"),
        ({"with_original_language": "ja"}, "in Japanese"),
        ({"with_origin_country": "DE"}, "from Germany"),
        ({"certification": "12|16"}, "rated 12 or 16"),
        ({"certification__gte": "12", "certification__lte": "16"}, "from 12 up to 16"),
        ({"certification__lte": "16"}, "up to 16"),
        ({"certification_country": "DE"}, "certified in Germany"),
        ({"region": "DE"}, "released in Germany"),
        ({"with_release_type": "3|4"}, "In cinemas or Digital"),
    ],
)
def test_a_films_filters_in_words(values: dict[str, str], text: str) -> None:
    assert texts("movie", **values) == [text]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"first_air_date__gte": "2019"}, "since 2019"),
        ({"air_date__gte": "2019-05-19", "air_date__lte": "2019-05-19"}, "with an episode 2019-05-19"),
        ({"with_networks": "49"}, "on network 49"),
        ({"with_status": "3"}, "Ended"),
        ({"with_type": "4|2"}, "Scripted or Miniseries"),
        ({"screened_theatrically": "on"}, "also shown in cinemas"),
    ],
)
def test_a_shows_filters_in_words(values: dict[str, str], text: str) -> None:
    assert texts("tv", **values) == [text]


def test_chips_stand_in_the_order_of_the_table_and_a_value_without_words_has_none() -> None:
    assert texts("movie", region="DE", vote_average__gte="7", with_genres="27") == [
        "Horror", "score at least 7", "released in Germany",
    ]  # fmt: skip
    assert texts("movie", with_genres="|", sort_by="title.asc") == []


def test_a_chip_leads_to_the_address_without_both_its_bounds() -> None:
    values = {"primary_release_date.gte": "1975", "primary_release_date.lte": "1985", "with_genres": "878|27"}
    genres, years = build_chips(DiscoverForm("movie", values, REFERENCE), {})
    assert genres.remove_url == "?primary_release_date.gte=1975&primary_release_date.lte=1985"
    assert years.remove_url == "?with_genres=878|27"

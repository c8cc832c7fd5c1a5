"""Cards, made of rows that hold anything."""

from typing import Any

import pytest

from catalog.display.cards import build_card, build_cards, build_person_cards, describe_person, kind_of
from catalog.locale import Locale
from tests.catalog.answers import BRITISH, GERMAN, ODD_VALUES

ADULT = Locale("en-GB", "GB", shows_adult=True)


@pytest.mark.parametrize(
    ("row", "kind", "expected"),
    [
        ({"media_type": "tv", "title": "A"}, "movie", "tv"),
        ({"name": "A"}, "collection", "collection"),
        ({"title": "A"}, "", "movie"),
        ({"first_air_date": ""}, "", "tv"),
        ({"name": "A"}, "", "person"),
    ],
    ids=["the row says it", "the list says it", "a title", "a date on television", "neither"],
)
def test_the_kind_of_a_row(row: dict[str, Any], kind: str, expected: str) -> None:
    assert kind_of(row, kind) == expected


def test_a_film_has_title_year_score_and_address() -> None:
    row = {"id": 603, "title": "The Matrix", "release_date": "1999-03-31", "vote_average": 8.2, "vote_count": 9}
    card = build_card(row, BRITISH)
    assert (card.title, card.year, card.score, card.url) == ("The Matrix", "1999", 8.2, "/movie/603-the-matrix/")
    assert build_card(row | {"vote_count": 0}, BRITISH).score is None


def test_a_title_nobody_translated_tells_its_language() -> None:
    row = {"id": 1, "title": "花樣年華", "original_title": "花樣年華", "original_language": "zh"}
    assert build_card(row, GERMAN).lang == "zh"
    assert build_card(row | {"original_language": "de"}, GERMAN).lang == ""
    assert build_card(row | {"title": "In the Mood for Love"}, GERMAN).lang == ""


@pytest.mark.parametrize(
    ("row", "note"),
    [
        ({"character": "Neo", "job": "Stunts"}, "Neo"),
        ({"job": "Editor"}, "Editor"),
        ({"known_for": [{"title": "A"}, {"name": "B"}, {"title": "C"}]}, "A, B"),
        ({"known_for": [{}], "known_for_department": "Acting"}, "Acting"),
        ({}, ""),
    ],
)
def test_a_person_is_described_by_what_they_did(row: dict[str, Any], note: str) -> None:
    [card] = build_person_cards([{"id": 6384, "name": "Keanu Reeves"} | row])
    assert card.note == note


def test_what_has_no_page_or_stands_there_twice_is_left_out() -> None:
    rows = [
        {"id": 1, "title": "A"},
        {"id": 1, "title": "A again"},
        {"id": 0, "title": "No id"},
        {"id": 2, "media_type": "hologram"},
        {"id": 1, "name": "A person of that number", "media_type": "person"},
    ]
    assert [(card.kind, card.title) for card in build_cards(rows, BRITISH)] == [
        ("movie", "A"),
        ("person", "A person of that number"),
    ]


def test_what_is_for_adults_is_shown_to_those_who_want_it() -> None:
    rows = [{"id": 1, "title": "A", "adult": True}, {"id": 2, "title": "B", "adult": "true"}]
    assert [card.id for card in build_cards(rows, BRITISH)] == [2]
    assert [card.id for card in build_cards(rows, ADULT)] == [1, 2]


@pytest.mark.parametrize("kind", ["movie", "tv", "person", "collection"])
@pytest.mark.parametrize("value", ODD_VALUES)
def test_odd_rows_have_no_card_or_one_without_a_name(kind: str, value: Any) -> None:
    odd = dict.fromkeys(("title", "name", "poster_path", "release_date", "vote_average", "known_for"), value)
    [card] = build_cards([odd | {"id": 1}], BRITISH, kind)
    assert card.title in {"Untitled", "Nameless", "text"}
    assert build_cards([odd | {"id": "1"}], BRITISH, kind) == []
    assert describe_person({"known_for": value}) == ""

"""Changes of the last fourteen days."""

from datetime import date
from typing import Any

import pytest

from catalog.gateway import NotFound
from catalog.pages.title.sections.changes import MAX_TEXT_LENGTH, FieldChanges, calls, content, describe_value
from tests.catalog.answers import ODD_VALUES, answer, section_request


def changes(*items: dict[str, Any], key: str = "name") -> list[FieldChanges]:
    answers = {"changes": answer({"changes": [{"key": key, "items": list(items)}]})}
    return content({}, section_request(), answers)


@pytest.mark.parametrize(
    ("kind", "operation"),
    [("movie", "movie-changes"), ("tv", "tv-series-changes"), ("person", "person-changes")],
)
def test_the_period_is_the_longest_that_tmdb_takes(kind: str, operation: str) -> None:
    call = calls(section_request(kind))["changes"]
    query = dict(call.query)
    assert call.operation.id == operation
    assert (date.fromisoformat(query["end_date"]) - date.fromisoformat(query["start_date"])).days == 13


def test_an_episodes_changes_have_no_period() -> None:
    assert calls(section_request("episode"))["changes"].query == ()


@pytest.mark.parametrize(
    ("key", "label"),
    [("plot_keywords", "Keywords"), ("production_code", "Production code"), ("", "Something"), ("imdb_id", "IMDb id")],
)
def test_fields_are_called_as_people_call_them(key: str, label: str) -> None:
    assert changes({"value": "x"}, key=key)[0].label == label


def test_the_latest_change_comes_first() -> None:
    [field] = changes(
        {"time": "2026-11-01 10:00:00 UTC", "action": "added", "value": "A"},
        {
            "time": "2026-11-03 10:00:00 UTC",
            "action": "updated",
            "original_value": "A",
            "value": "B",
            "iso_639_1": "de",
        },
        {"time": "2026-11-02 10:00:00 UTC", "action": "deleted", "original_value": "C"},
    )
    assert [(entry.when, entry.action, entry.before, entry.after) for entry in field.entries] == [
        ("3 November 2026", "changed", "A", "B"), ("2 November 2026", "taken away", "C", ""),
        ("1 November 2026", "added", "", "A"),
    ]  # fmt: skip
    assert field.entries[0].language == "German"


@pytest.mark.parametrize("key", ["value", "original_value"])
def test_a_picture_is_shown_instead_of_told(key: str) -> None:
    [field] = changes({key: {"poster": {"file_path": "/p.jpg", "iso_639_1": "de"}}}, key="images")
    [entry] = field.entries
    assert entry.picture
    assert (entry.shape, entry.before, entry.after) == ("poster", "", "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("A title", "A title"),
        (7, "7"),
        (True, "yes"),
        (False, "no"),
        (None, ""),
        (["a", None, "b"], "a, b"),
        ({"season_id": 3624, "season_number": 0}, "Season 0"),
        ({"episode_id": 63056, "episode_number": 1}, "Episode 1"),
        ({"id": 5, "name": "dystopia"}, "dystopia"),
        ({"credit_id": "5b", "person": {"name": "Keanu"}, "character": "Neo"}, "Neo, Keanu"),
        ({"id": 5, "add_to_every_season": True}, "id 5, add to every season True"),
        ({"poster_path": "/a.jpg", "id": "x"}, ""),
        ({}, ""),
    ],
)
def test_a_value_in_words(value: Any, text: str) -> None:
    assert describe_value(value) == text


def test_a_long_text_is_cut_after_a_word() -> None:
    text = describe_value("word " * 100)
    assert text.endswith("word …")
    assert len(text) <= MAX_TEXT_LENGTH + 2


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_fields_without_changes_are_left_out(odd: Any) -> None:
    assert content({}, section_request(), {"changes": answer({"changes": odd})}) == []
    assert content({}, section_request(), {"changes": answer({"changes": [{"key": odd, "items": []}]})}) == []


def test_without_an_answer_there_is_no_page() -> None:
    with pytest.raises(NotFound):
        content({}, section_request(), {"changes": NotFound()})

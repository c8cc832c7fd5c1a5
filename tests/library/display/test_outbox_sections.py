"""The outbox in words: each kind of entry, with and without what it is about."""

from typing import Any

import pytest

from library.display.outbox_sections import OutboxSection, build_outbox_row, describe_entry
from library.models import OutboxEntry, Title

FILM = Title(kind="movie", tmdb_id=603, name="The Matrix")


def entry(action: str, desired: Any = True, **fields: Any) -> OutboxEntry:
    return OutboxEntry(action=action, desired=desired, **fields)


@pytest.mark.parametrize(
    ("action", "desired", "text"),
    [
        ("rating", 8.5, "The Matrix: rated 8.5"),
        ("rating", 8.0, "The Matrix: rated 8"),
        ("rating", None, "The Matrix: rating taken back"),
        ("favorite", True, "The Matrix: a favourite"),
        ("favorite", False, "The Matrix: no longer a favourite"),
        ("watchlist", True, "The Matrix: on the watchlist"),
        ("watchlist", False, "The Matrix: off the watchlist"),
        ("list_item", True, "The Matrix: onto “Owls”"),
        ("list_item", False, "The Matrix: off “Owls”"),
    ],
)
def test_what_is_done_with_a_title(action: str, desired: Any, text: str) -> None:
    assert describe_entry(entry(action, desired, title=FILM), "Owls") == text


@pytest.mark.parametrize(
    ("action", "named", "nameless"),
    [
        ("list", "“Owls” made", "A list made"),
        ("list_clear", "“Owls” cleared", "A list cleared"),
        ("list_drop", "“Owls” deleted on TMDB", "A list deleted"),
    ],
)
def test_what_is_done_with_a_list(action: str, named: str, nameless: str) -> None:
    assert describe_entry(entry(action), "Owls") == named
    assert describe_entry(entry(action)) == nameless  # it is gone here


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({}, ""),
        ({"attempts": 1}, ""),
        ({"attempts": 2}, "Tried 2 times."),
        ({"problem": "TMDB isn't answering."}, "TMDB isn't answering."),
        ({"problem": "TMDB isn't answering.", "attempts": 1}, "TMDB isn't answering. Tried 1 time."),
    ],
)
def test_tries_are_counted_once_they_matter(fields: dict[str, Any], note: str) -> None:
    assert build_outbox_row(entry("rating", 8.0, title=FILM, **fields)).note == note


def test_only_what_is_refused_or_failed_can_be_decided() -> None:
    assert not build_outbox_row(entry("list")).is_decidable
    assert build_outbox_row(entry("list", state="failed")).is_decidable
    assert build_outbox_row(entry("list", failures=1)).is_decidable
    assert build_outbox_row(entry("list")).url == ""


def test_the_rest_is_counted() -> None:
    row = build_outbox_row(entry("list"))
    assert OutboxSection("Waiting", 1, "", [row]).rest == ""
    assert OutboxSection("Waiting", 3, "", [row]).rest == "And 2 more."

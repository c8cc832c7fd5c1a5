"""What was entered at TMDB last."""

from typing import Any

import pytest

from catalog.pages.latest import HEADINGS, LatestPage, LatestView
from tests.catalog.answers import BRITISH, ODD_VALUES, answer


def latest(data: Any, kind: str = "movie") -> LatestView:
    return LatestPage(kind, BRITISH).view({"latest": answer(data)})


@pytest.mark.parametrize("kind", HEADINGS)
def test_each_kind_has_a_call_and_an_address(kind: str) -> None:
    assert LatestPage(kind, BRITISH).calls()["latest"].path == f"/{kind}/latest"
    view = latest({}, kind)
    assert view.metadata.title == HEADINGS[kind]
    assert [label for label, _, is_current in view.tabs if is_current] == ["Latest"]
    assert view.metadata.canonical == view.tabs[-1][1]


def test_a_film_has_a_card_and_a_person_a_life() -> None:
    film = latest({"id": 1, "title": "A Film", "overview": "It begins."})
    assert film.card
    assert (film.card.title, film.overview) == ("A Film", "It begins.")
    assert latest({"id": 2, "name": "Somebody", "biography": "Was born."}, "person").overview == "Was born."


def test_what_is_for_adults_is_not_shown() -> None:
    assert latest({"id": 1, "title": "A Film", "adult": True}).card is None


@pytest.mark.parametrize("kind", HEADINGS)
@pytest.mark.parametrize("data", [value for value in ODD_VALUES if isinstance(value, dict)] + [{"id": -1}, {"id": "1"}])
def test_what_has_no_id_has_no_card(kind: str, data: dict[str, Any]) -> None:
    view = latest(data, kind)
    assert view.card is None
    assert view.overview == ""

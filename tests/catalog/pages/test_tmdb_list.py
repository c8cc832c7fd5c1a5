"""A list that a member of TMDB keeps."""

from typing import Any

import pytest

from catalog.pages.tmdb_list import TmdbListPage, TmdbListView
from tests.catalog.answers import BRITISH, ODD_VALUES, answer


def tmdb_list(number: int = 1, **data: Any) -> TmdbListView:
    whole = {"name": "Directed by women", "description": "All kinds.", "created_by": "mona", "items": []} | data
    return TmdbListPage(8300003, BRITISH, number).view({"details": answer(whole)})


def test_a_list_says_whose_it_is_and_how_long() -> None:
    view = tmdb_list(item_count=13)
    assert (view.kicker, view.intro) == ("A list by mona on TMDB, 13 films", "All kinds.")
    assert view.metadata.canonical == "/list/8300003-directed-by-women/"
    assert tmdb_list(created_by="", item_count=1).kicker == "A list on TMDB, 1 film"


def test_without_a_number_its_films_are_counted() -> None:
    rows = [{"id": 603, "title": "The Matrix"}, {"id": 1399, "media_type": "tv", "name": "Game of Thrones"}]
    view = tmdb_list(items=rows)
    assert view.kicker.endswith("2 films")
    assert [card.kind for card in view.results.cards] == ["movie", "tv"]


def test_an_empty_list_says_so_and_beyond_its_end_the_pager_does() -> None:
    empty = tmdb_list().results
    assert empty.empty
    assert (empty.empty.heading, empty.pager) == ("Nothing on it", None)
    beyond = tmdb_list(number=9, total_pages=2).results
    assert beyond.empty is None
    assert beyond.pager
    assert beyond.pager.is_beyond


@pytest.mark.parametrize("value", ODD_VALUES)
def test_odd_answers_are_an_empty_list_without_a_name(value: Any) -> None:
    view = TmdbListPage(1, BRITISH).view({"details": answer(value)})
    assert (view.heading, view.intro, view.results.cards) == ("Nameless", "", [])
    assert tmdb_list(items=value, total_pages=value).results.cards == []

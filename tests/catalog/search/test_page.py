"""The search page's view-model, also with answers that are empty, missing or odd."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from catalog import search
from catalog.display.cards import Card
from catalog.display.lists import CardList
from catalog.gateway import Answer, NotFound, Unavailable, UpstreamProblem
from catalog.gateway.results import CacheMetadata
from catalog.locale import Locale
from catalog.search.build import build
from catalog.search.index import Index
from catalog.search.page import (
    MAX_SUGGESTIONS,
    TYPES,
    SearchPage,
    SearchView,
    build_hit_card,
    build_suggestion_cards,
)

PAGE = SearchPage("matrix", "multi", "", Locale("en-GB", "GB"))
DOWN = Unavailable(UpstreamProblem.DOWN)
ODD = [
    {},
    {"results": None},
    {"results": "none"},
    {"results": [None, 1, "x", [], {}]},
    {
        "results": [{"id": "x", "media_type": 7, "title": None, "name": []}],
        "total_results": "many",
        "total_pages": None,
    },
]


def answer(data: Any) -> Answer:
    return Answer(data, CacheMetadata(0.0, "digest"))


def view(page: SearchPage, data: Any) -> SearchView:
    return page.view({"search": answer(data)})


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """The site's, with two titles."""
    path = tmp_path / "titles.sqlite3"
    build(path, [("movie", 603, "The Matrix", 9.0), ("person", 6384, "Keanu Reeves", 8.0)])
    index = Index(path)
    monkeypatch.setattr(search, "title_index", lambda: index)
    return index


def test_without_a_query_nothing_is_sent_or_found() -> None:
    page = replace(PAGE, query="")
    assert not page.calls()
    shown = page.view({})
    assert (shown.heading, shown.cards, shown.links, shown.count_line) == ("Search", [], [], "")


@pytest.mark.parametrize("type_", TYPES)
def test_each_type_has_a_call_of_its_own(type_: str) -> None:
    [call] = replace(PAGE, type=type_, number=2).calls().values()
    assert call.operation.id == f"search-{type_}"
    assert "query=matrix" in call.key
    assert "page=2" in call.key


@pytest.mark.parametrize(("type_", "parameter"), [("movie", "year=1999"), ("tv", "first_air_date_year=1999")])
def test_a_year_narrows_films_and_shows(type_: str, parameter: str) -> None:
    [call] = replace(PAGE, type=type_, year="1999").calls().values()
    assert parameter in call.key


def test_results_are_cards_in_their_order() -> None:
    rows = [
        {"id": 603, "media_type": "movie", "title": "The Matrix", "release_date": "1999-03-31"},
        {"id": 6384, "media_type": "person", "name": "Keanu Reeves"},
    ]
    shown = view(PAGE, {"results": rows, "total_results": 2, "total_pages": 1})
    assert [(card.kind, card.id, card.title) for card in shown.cards] == [
        ("movie", 603, "The Matrix"),
        ("person", 6384, "Keanu Reeves"),
    ]
    assert shown.count_line == "2 found"
    assert shown.results.empty is None
    assert shown.suggested_name == ""


def test_companies_are_links_and_those_without_a_name_are_left_out() -> None:
    rows = [{"id": 1, "name": "Ghibli", "origin_country": "JP"}, {"id": 2}, {"name": ""}]
    shown = view(replace(PAGE, type="company"), {"results": rows})
    [link] = shown.links
    assert (link.name, link.url) == ("Ghibli", "/company/1-ghibli/")
    assert shown.results == CardList([], shown.pager), "beside links stands their pager"
    assert view(PAGE, {"results": rows}).links == []


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize("data", ODD)
def test_odd_answers_leave_out_what_is_not_there(index: Index, type_: str, data: Any) -> None:
    shown = view(replace(PAGE, type=type_), data)
    assert all(isinstance(card, Card) for card in shown.cards)
    assert shown.links == []
    assert shown.count_line in {"", "0 found"}
    assert bool(shown.results.cards) != bool(shown.results.empty)
    assert not shown.pager.next_url


def test_where_nothing_is_found_a_name_is_suggested(index: Index) -> None:
    shown = view(replace(PAGE, query="matirx"), {"results": []})
    assert shown.suggested_name == "The Matrix"
    assert shown.suggested_url == "/search/?q=The+Matrix"


@pytest.mark.parametrize(("type_", "ids"), [("multi", [603]), ("movie", [603])])
def test_while_tmdb_is_away_the_index_answers(index: Index, type_: str, ids: list[int]) -> None:
    shown = replace(PAGE, type=type_).view({"search": DOWN})
    assert [card.id for card in shown.cards] == ids
    assert shown.problem == UpstreamProblem.DOWN.value
    assert shown.fallback_message == "TMDB isn't answering. These are titles that this site keeps itself."
    assert shown.results == CardList(shown.cards)
    assert shown.count_line == ""


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        (replace(PAGE, type="person"), DOWN),
        (replace(PAGE, type="company"), DOWN),
        (replace(PAGE, number=2), DOWN),
        (replace(PAGE, query="nothing like it"), DOWN),
        (PAGE, NotFound()),
    ],
    ids=["another kind", "no kind of the index", "second page", "no match", "no answer of TMDB's"],
)
def test_an_index_that_knows_nothing_hides_no_problem(
    index: Index, page: SearchPage, outcome: Unavailable | NotFound
) -> None:
    with pytest.raises(type(outcome)):
        page.view({"search": outcome})


def test_tabs_and_pages_keep_what_was_searched_for() -> None:
    page = replace(PAGE, query="a & b", type="movie", year="1999", number=2)
    shown = view(page, {"results": [], "total_pages": 3})
    addresses = {label: address for label, address, _ in shown.tabs}
    assert addresses["Shows"] == "/search/?q=a+%26+b&type=tv&year=1999"
    assert addresses["People"] == "/search/?q=a+%26+b&type=person"
    assert addresses["Everything"] == "/search/?q=a+%26+b"
    assert [label for label, _, is_current in shown.tabs if is_current] == ["Films"]
    assert shown.pager.next_url == "?q=a+%26+b&type=movie&year=1999&page=3"


def test_where_a_year_hides_everything_a_link_leads_to_all_years() -> None:
    shown = view(replace(PAGE, type="movie", year="1999"), {"results": []})
    assert shown.results.empty
    assert (shown.results.empty.heading, shown.results.empty.url) == (
        "Nothing of that name in that year",
        "/search/?q=matrix&type=movie",
    )


def test_beyond_the_last_page_the_pager_leads_back() -> None:
    shown = view(replace(PAGE, number=9), {"results": [], "total_pages": 3})
    assert shown.results == CardList([], shown.pager)
    assert shown.pager.is_beyond


def test_a_hit_is_a_card(index: Index) -> None:
    film, person = (build_hit_card(index.find(text)[0]) for text in ("matrix", "keanu"))
    assert (film.kind, film.title, film.url) == ("movie", "The Matrix", "/movie/603-the-matrix/")
    assert (person.kind, person.picture) == ("person", None)


@pytest.mark.parametrize("data", ODD)
def test_odd_answers_give_no_suggestions(data: Any) -> None:
    assert all(isinstance(card, Card) for card in build_suggestion_cards(data, PAGE.locale))


def test_suggestions_are_few() -> None:
    rows = [{"id": number, "media_type": "movie", "title": "Alien"} for number in range(1, 21)]
    assert len(build_suggestion_cards({"results": rows}, PAGE.locale)) == MAX_SUGGESTIONS

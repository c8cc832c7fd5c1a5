"""Discover's page and its view-model."""

from typing import Any

import pytest

from catalog.discover.page import DiscoverPage, DiscoverView, api_arguments
from catalog.gateway import NotFound, Unavailable, UpstreamProblem
from tests.catalog.answers import GERMAN, ODD_VALUES, answer


def page(kind: str = "movie", number: int = 1, unknown: tuple[str, ...] = (), **values: str) -> DiscoverPage:
    filters = sorted((name.replace("__", "."), value) for name, value in values.items())
    return DiscoverPage(kind, tuple(filters), GERMAN, number, unknown)


def view(discover: DiscoverPage, results: dict[str, Any], **answers: Any) -> DiscoverView:
    names = {name: NotFound() for name in discover.calls()}
    return discover.view({**names, "results": answer(results), **answers})


def test_the_calls_are_results_lists_and_names() -> None:
    calls = page(with_cast="6384,525", with_keywords="4565").calls()
    assert list(calls) == [
        "results", "genres", "languages", "countries", "providers", "certifications", "person 6384", "person 525",
        "keyword 4565",
    ]  # fmt: skip
    assert "certifications" not in page("tv").calls()


def test_results_are_asked_for_in_the_visitors_language() -> None:
    query = dict(page("tv", 3, with_networks="49", vote_average__gte="7").calls()["results"].query)
    assert query == {"language": "de-DE", "page": "3", "with_networks": "49", "vote_average.gte": "7"}


@pytest.mark.parametrize(
    ("values", "arguments"),
    [
        (
            {"air_date.gte": "1975", "air_date.lte": "1975"},
            {"air_date_gte": "1975-01-01", "air_date_lte": "1975-12-31"},
        ),
        ({"air_date.gte": "1975-06-20"}, {"air_date_gte": "1975-06-20"}),
        ({"vote_count.gte": "1975"}, {"vote_count_gte": "1975"}),
        ({"with_watch_providers": "8"}, {"with_watch_providers": "8", "watch_region": "DE"}),
        ({"with_watch_providers": "8", "watch_region": "US"}, {"with_watch_providers": "8", "watch_region": "US"}),
        ({"certification.lte": "12"}, {"certification_lte": "12", "certification_country": "DE"}),
        ({"release_date.gte": "1999"}, {"release_date_gte": "1999-01-01", "region": "DE"}),
        ({"watch_region": "US"}, {"watch_region": "US"}),
        ({}, {}),
    ],
)
def test_filters_as_the_client_takes_them(values: dict[str, str], arguments: dict[str, str]) -> None:
    assert api_arguments(values, "DE") == arguments


def test_a_name_stands_in_the_chip_and_its_id_in_the_form() -> None:
    discover = view(page(with_cast="6384"), {}, **{"person 6384": answer({"name": "Keanu Reeves"})})
    assert [chip.text for chip in discover.chips] == ["Keanu Reeves in the cast"]
    assert discover.hidden_values == [("with_cast", "6384")]


def test_without_the_name_the_chip_has_the_id() -> None:
    discover = view(page(with_cast="6384"), {}, **{"person 6384": Unavailable(UpstreamProblem.DOWN)})
    assert [chip.text for chip in discover.chips] == ["person 6384 in the cast"]


def test_a_network_stands_in_the_form_by_its_number() -> None:
    assert view(page("tv", with_networks="49"), {}).hidden_values == []


def test_results_have_cards_a_number_and_pages_that_keep_the_filters() -> None:
    results = {"results": [{"id": 603, "title": "The Matrix"}], "total_results": 41, "total_pages": 3}
    discover = view(page(number=2, with_genres="18"), results)
    assert [card.url for card in discover.cards] == ["/movie/603-the-matrix/"]
    assert (discover.total, discover.pager.next_url) == (41, "?with_genres=18&page=3")
    assert (discover.is_empty, discover.notices) == (False, [])


@pytest.mark.parametrize(("number", "is_empty"), [(1, True), (2, False)])
def test_without_results_it_is_empty_unless_the_page_is_beyond_the_last(number: int, is_empty: bool) -> None:
    assert view(page(number=number), {"results": []}).is_empty is is_empty


def test_unknown_names_and_errors_are_told() -> None:
    discover = view(page(number=2, unknown=("qqqq",), vote_average__gte="11"), {})
    assert [notice.level for notice in discover.notices] == ["info", "error"]
    assert discover.notices[0].text == "qqqq is nobody and nothing that TMDB knows."
    assert (discover.is_empty, discover.pager.is_beyond) == (False, False)


def test_a_filter_that_makes_no_sense_is_known_without_tmdb() -> None:
    assert page(vote_average__gte="eleven").is_invalid
    assert not page(vote_average__gte="7").is_invalid


def test_without_results_from_tmdb_there_is_no_page() -> None:
    with pytest.raises(NotFound):
        page().view({"results": NotFound()})


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_answers_have_no_cards(odd: Any) -> None:
    discover = view(page(with_people="1"), {"results": odd, "total_results": odd}, **{"person 1": answer(odd)})
    assert discover.cards == []
    assert [chip.text for chip in discover.chips] == ["with person 1"]

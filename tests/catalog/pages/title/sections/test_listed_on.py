"""Lists of TMDB's members that hold a title."""

from typing import Any

import pytest

from catalog.pages.title.sections.listed_on import MAX_DESCRIPTION, calls, content
from tests.catalog.answers import ODD_VALUES, answer, section_request


def test_a_list_has_name_size_and_description() -> None:
    row = {"id": 1, "name": "Mind games", "item_count": 1, "description": "x" * 999, "poster_path": "/p.jpg"}
    lists = content({}, section_request(number=2), {"lists": answer({"results": [row], "total_pages": 3})})
    [listed] = lists.rows
    assert (listed.name, listed.url, listed.line) == ("Mind games", "/list/1-mind-games/", "1 film")
    assert len(listed.description) == MAX_DESCRIPTION
    assert (lists.pager.number, lists.pager.total) == (2, 3)


def test_a_list_without_a_name_is_nameless_and_one_without_an_id_is_left_out() -> None:
    lists = content({}, section_request(), {"lists": answer({"results": [{"id": 1}, {"name": "No id"}]})})
    assert [row.name for row in lists.rows] == ["Nameless"]


@pytest.mark.parametrize(("kind", "operation"), [("movie", "movie-lists"), ("tv", "tv-series-lists")])
def test_the_page_of_the_list_is_asked_for(kind: str, operation: str) -> None:
    call = calls(section_request(kind, number=2))["lists"]
    assert call.operation.id == operation
    assert dict(call.query)["page"] == "2"


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_answers_hold_no_lists(odd: Any) -> None:
    lists = content({}, section_request(), {"lists": answer({"results": odd, "total_pages": odd})})
    assert lists.rows == []

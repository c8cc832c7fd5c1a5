"""What is trending: the windows and kinds that its tabs lead to."""

from typing import Any

import pytest

from catalog.gateway import NotFound
from catalog.pages.trending import TRENDING_KINDS, TrendingPage, TrendingView
from tests.catalog.answers import BRITISH, ODD_VALUES, answer

OPERATIONS = {"all": "trending-all", "movie": "trending-movies", "tv": "trending-tv", "person": "trending-people"}


def trending(data: Any, kind: str = "all", window: str = "day", number: int = 1) -> TrendingView:
    return TrendingPage(kind, window, BRITISH, number).view({"trending": answer(data)})


@pytest.mark.parametrize("kind", TRENDING_KINDS)
def test_each_kind_has_a_call(kind: str) -> None:
    call = TrendingPage(kind, "week", BRITISH, 2).calls()["trending"]
    assert call.operation.id == OPERATIONS[kind]
    assert call.path == f"/trending/{kind}/week"
    assert dict(call.query)["page"] == "2"


def test_of_everything_each_row_tells_its_kind() -> None:
    rows = [{"id": 1, "media_type": "movie", "title": "A"}, {"id": 2, "media_type": "person", "name": "B"}]
    assert [(card.kind, card.id) for card in trending({"results": rows}).cards] == [("movie", 1), ("person", 2)]


def test_of_one_kind_the_page_tells_it() -> None:
    assert [card.kind for card in trending({"results": [{"id": 1, "name": "A"}]}, "tv").cards] == ["tv"]


def test_tabs_keep_what_they_do_not_change() -> None:
    view = trending({}, "tv", "week")
    assert ("Films", "/trending/?type=movie&window=week", False) in view.kinds
    assert [label for label, _, is_current in view.kinds if is_current] == ["Shows"]
    assert view.windows == [
        ("Today", "/trending/?type=tv&window=day", False),
        ("This week", "/trending/?type=tv&window=week", True),
        ("Rising and falling", "/trending/movers/?type=tv", False),
    ]
    assert trending({}).windows[-1][1] == "/trending/movers/"


def test_pages_keep_kind_and_window() -> None:
    assert trending({"total_pages": 3}, "tv", "week").pager.next_url == "?type=tv&window=week&page=2"


@pytest.mark.parametrize("value", ODD_VALUES)
def test_odd_answers_are_an_empty_list(value: Any) -> None:
    for data in (value, {"results": value, "total_pages": value}):
        assert trending(data).cards == []


def test_what_is_not_there_is_raised() -> None:
    with pytest.raises(NotFound):
        TrendingPage("all", "day", BRITISH).view({"trending": NotFound()})

"""All reviews of a title."""

from typing import Any

import pytest

from catalog.gateway import NotFound
from catalog.pages.title.sections.reviews import calls, content
from tests.catalog.answers import ODD_VALUES, answer, section_request

PAGE = {"results": [{"id": "a1", "author": "ada", "content": "Good."}], "total_pages": 3, "total_results": 41}


def test_the_first_page_comes_with_the_title() -> None:
    assert calls(section_request()) == {}
    reviews = content({"reviews": PAGE}, section_request(), {})
    assert [review.page_url for review in reviews.reviews] == ["/review/a1/"]
    assert (reviews.total, reviews.pager.total, reviews.pager.next_url) == (41, 3, "?page=2")


@pytest.mark.parametrize(("kind", "operation"), [("movie", "movie-reviews"), ("tv", "tv-series-reviews")])
def test_a_later_page_is_a_call_of_its_own(kind: str, operation: str) -> None:
    call = calls(section_request(kind, number=2))["reviews"]
    assert call.operation.id == operation
    assert dict(call.query)["page"] == "2"
    reviews = content({}, section_request(kind, number=2), {"reviews": answer(PAGE)})
    assert (reviews.pager.number, len(reviews.reviews)) == (2, 1)


def test_without_the_later_page_there_is_none() -> None:
    with pytest.raises(NotFound):
        content({"reviews": PAGE}, section_request(number=2), {"reviews": NotFound()})


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_answers_have_no_reviews(odd: Any) -> None:
    reviews = content({"reviews": odd}, section_request(), {})
    assert (reviews.reviews, reviews.total, reviews.pager.total) == ([], 0, 1)

"""A single review."""

from typing import Any

import pytest

from catalog.gateway import NotFound
from catalog.pages.reviews import ReviewPage, ReviewView
from tests.catalog.answers import ODD_VALUES, answer


def review(**data: Any) -> ReviewView:
    whole = {"id": "58aa", "author": "ada", "content": "Good.", "media_id": 603, "media_title": "The Matrix"} | data
    return ReviewPage("58aa").view({"details": answer(whole)})


@pytest.mark.parametrize(("kind", "url"), [("Movie", "/movie/603-the-matrix/"), ("Tv", "/tv/603-the-matrix/")])
def test_a_review_leads_to_its_title(kind: str, url: str) -> None:
    view = review(media_type=kind)
    assert view.about_url == url
    assert view.all_reviews == "All reviews of The Matrix"
    assert view.metadata.title == "The Matrix: a review by ada"
    assert view.metadata.canonical == "/review/58aa/"


def test_without_a_title_it_leads_nowhere() -> None:
    view = review(media_id=None, media_title=None)
    assert (view.about, view.about_url) == ("Untitled", "")


@pytest.mark.parametrize("value", ODD_VALUES)
def test_odd_answers_are_a_review_of_nobody(value: Any) -> None:
    view = ReviewPage("58aa").view({"details": answer(value)})
    assert view.metadata.title == "Untitled: a review by Anonymous"
    assert (view.lang, view.about_url) == ("", "")


def test_what_is_not_there_is_raised() -> None:
    with pytest.raises(NotFound):
        ReviewPage("58aa").view({"details": NotFound()})

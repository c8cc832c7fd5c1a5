"""The page of a film or show, and the pages behind it."""

import pytest

from catalog.gateway import NotFound, Unavailable, UpstreamProblem
from catalog.pages.title.page import TitlePage
from catalog.pages.title.sections import SECTIONS
from catalog.pages.title.sections.reviews import ReviewList
from tests.catalog.answers import GERMAN, answer

ALL_SECTIONS = [(kind, section) for kind in SECTIONS for section in SECTIONS[kind]]


def test_the_titles_own_page_needs_one_call() -> None:
    page = TitlePage("tv", 1399, GERMAN)
    assert list(page.calls()) == ["details"]
    assert page.template == "catalog/title.html"


@pytest.mark.parametrize(("kind", "section"), ALL_SECTIONS)
def test_a_section_shares_the_call_of_its_title(kind: str, section: str) -> None:
    page = TitlePage(kind, 603, GERMAN, section, number=2)
    assert page.calls()["details"].key == TitlePage(kind, 603, GERMAN).calls()["details"].key
    assert page.template == f"catalog/title/{section}.html"


@pytest.mark.parametrize(("kind", "section"), ALL_SECTIONS)
def test_a_section_can_be_made_of_empty_answers(kind: str, section: str) -> None:
    page = TitlePage(kind, 603, GERMAN, section)
    view = page.view({name: answer({}) for name in page.calls()})
    assert view.content is not None
    assert view.section_name
    assert view.metadata.title.startswith("Untitled: ")


def test_the_content_is_that_of_the_page_of_the_list() -> None:
    page = TitlePage("movie", 603, GERMAN, "reviews", number=3)
    content = page.view({"details": answer({"id": 603}), "reviews": answer({"total_pages": 5})}).content
    assert isinstance(content, ReviewList)
    assert content.pager.number == 3


@pytest.mark.parametrize("outcome", [NotFound(), Unavailable(UpstreamProblem.DOWN)])
def test_without_the_title_there_is_no_page(outcome: NotFound | Unavailable) -> None:
    with pytest.raises(type(outcome)):
        TitlePage("movie", 603, GERMAN).view({"details": outcome})

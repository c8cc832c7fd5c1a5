"""The pages behind a person's page."""

from typing import Any

import pytest

from catalog.gateway import Unavailable, UpstreamProblem
from catalog.pages.person.person import PersonPage, PersonView
from catalog.pages.person.sections import SECTIONS
from tests.catalog.answers import BRITISH, ODD_VALUES, answer

DETAILS = {"id": 6384, "name": "Keanu Reeves", "images": {"profiles": [{"file_path": "/a.jpg"}]}}
DOWN = Unavailable(UpstreamProblem.DOWN)


def section(slug: str, name: str, data: Any, number: int = 1, **details: Any) -> PersonView:
    page = PersonPage(6384, BRITISH, slug, number)
    return page.view({"details": answer(DETAILS | details), name: answer(data)})


def tagged(**more: Any) -> dict[str, Any]:
    media = {"id": 603, "title": "The Matrix", "media_type": "movie"}
    return {"file_path": "/b.jpg", "image_type": "backdrop", "media_type": "movie", "media": media} | more


class TestWalls:
    @pytest.mark.parametrize(("slug", "kind", "empty"), [("films", "movie", "No films"), ("shows", "tv", "No shows")])
    def test_cast_and_crew_stand_together_what_most_voted_on_first(self, slug: str, kind: str, empty: str) -> None:
        data = {"cast": [{"id": 1, "vote_count": 1}], "crew": [{"id": 2, "vote_count": 2}, {"id": 1}]}
        wall = section(slug, "credits", data).content
        assert [(card.kind, card.id) for card in wall.results.cards] == [(kind, 2), (kind, 1)]
        assert wall.heading == "All of them"

    @pytest.mark.parametrize(("slug", "heading"), [("films", "No films"), ("shows", "No shows")])
    def test_without_any_it_leads_back_to_the_person(self, slug: str, heading: str) -> None:
        view = section(slug, "credits", {})
        empty = view.content.results.empty
        assert (empty.heading, empty.url) == (heading, view.url)
        assert view.content.heading == ""

    @pytest.mark.parametrize("value", ODD_VALUES)
    def test_odd_answers_are_empty(self, value: Any) -> None:
        for data in (value, {"cast": value, "crew": value}):
            assert section("films", "credits", data).content.results.cards == []


class TestPictures:
    def test_portraits_stand_on_the_first_page_alone(self) -> None:
        data = {"results": [tagged()], "total_pages": 2}
        first, second = (section("images", "tagged", data, number).content for number in (1, 2))
        assert (len(first.portraits), len(second.portraits)) == (1, 0)
        assert first.pager.next_url == "?page=2"

    def test_a_picture_leads_to_its_title(self) -> None:
        [picture] = section("images", "tagged", {"results": [tagged()]}).content.tagged
        assert (picture.card.url, picture.shape) == ("/movie/603-the-matrix/", "backdrop")
        [poster] = section("images", "tagged", {"results": [tagged(image_type="poster")]}).content.tagged
        assert poster.shape == "poster"

    @pytest.mark.parametrize("lacking", [{"media": None}, {"file_path": ""}, {"media": {"id": 0}}])
    def test_a_picture_of_nothing_is_left_out(self, lacking: dict[str, Any]) -> None:
        assert section("images", "tagged", {"results": [tagged(**lacking)]}).content.tagged == []

    def test_where_there_is_neither_it_says_so(self) -> None:
        assert section("images", "tagged", {}, images={}).content.empty.heading == "No pictures yet"
        assert section("images", "tagged", {}).content.empty is None

    @pytest.mark.parametrize("value", ODD_VALUES)
    def test_odd_answers_are_no_pictures(self, value: Any) -> None:
        for data in (value, {"results": value, "total_pages": value}, {"results": [tagged(media=value)]}):
            content = section("images", "tagged", data, images=value).content
            assert content.portraits == content.tagged == []


@pytest.mark.parametrize("slug", ["films", "shows", "images", "changes"])
def test_a_section_that_tmdb_did_not_answer_is_no_page(slug: str) -> None:
    page = PersonPage(6384, BRITISH, slug)
    with pytest.raises(Unavailable):
        page.view(dict.fromkeys(page.calls(), DOWN) | {"details": answer(DETAILS)})


@pytest.mark.parametrize("slug", SECTIONS)
def test_every_section_has_a_label_and_an_address(slug: str) -> None:
    page = PersonPage(6384, BRITISH, slug)
    view = page.view({name: answer({}) for name in page.calls()} | {"details": answer(DETAILS)})
    assert view.metadata.canonical == f"/person/6384-keanu-reeves/{slug}/"
    assert view.section_name

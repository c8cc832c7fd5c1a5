"""The view-model of a film's or show's page."""

from typing import Any

import pytest

from catalog.pages.title.sections import SECTIONS
from catalog.pages.title.view import TitleView
from tests.catalog.answers import GERMAN, ODD_VALUES

FILM = {
    "id": 603,
    "title": "Matrix",
    "release_date": "1999-03-31",
    "overview": "Ein Hacker. " * 40,
    "poster_path": "/p.jpg",
}
SHOW = {"id": 1399, "name": "Game of Thrones", "first_air_date": "2011-04-17", "status": "Returning Series"}
EPISODE = {"season_number": 8, "episode_number": 6, "name": "The Iron Throne"}


def film(section: str = "", **data: Any) -> TitleView:
    return TitleView({**FILM, **data}, GERMAN, "movie", section)


def show(section: str = "", **data: Any) -> TitleView:
    return TitleView({**SHOW, **data}, GERMAN, "tv", section)


def block_names(view: TitleView) -> list[str]:
    return [block.heading or block.name for block in view.blocks]


class TestMetadata:
    def test_a_films_title_has_its_year(self) -> None:
        metadata = film().metadata
        assert metadata.title == "Matrix (1999)"
        assert metadata.canonical == "/movie/603-matrix/"
        assert metadata.image.endswith("/p.jpg")
        assert len(metadata.description) == 200
        assert metadata.tint == "9"

    def test_a_show_that_goes_on_has_an_open_end(self) -> None:
        assert show().metadata.title == "Game of Thrones (2011–)"

    def test_a_section_stands_behind_its_title(self) -> None:
        metadata = film("titles").metadata
        assert metadata.title == "Matrix (1999): titles"
        assert metadata.canonical == "/movie/603-matrix/titles/"
        assert film("titles").section_name == "Also known as"
        assert film("videos").section_name == "Videos"

    def test_a_title_without_anything_is_untitled(self) -> None:
        assert TitleView({}, GERMAN, "movie").metadata.title == "Untitled"


class TestTabs:
    def test_the_page_itself_is_the_current_one(self) -> None:
        current = [label for label, _, is_current in film().tabs if is_current]
        assert current == ["Overview"]

    def test_all_sections_of_the_kind_are_there(self) -> None:
        assert len(show().tabs) == 1 + len(SECTIONS["tv"])
        assert ("Orders", "/tv/1399-game-of-thrones/orders/", True) in show("orders").tabs
        assert "Orders" not in [label for label, _, _ in film().tabs]


class TestBlocks:
    def test_a_title_without_parts_says_only_that_nobody_reviewed_it(self) -> None:
        assert block_names(film()) == ["popularity", "Reviews"]
        reviews = film().blocks[-1]
        assert (reviews.content, reviews.url) == ([], "")

    def test_blocks_stand_in_their_order_and_lead_to_all_of_what_they_show(self) -> None:
        view = film(
            credits={"cast": [{"id": 1, "name": "A"}], "crew": [{"id": 2, "name": "B", "job": "Director"}]},
            videos={"results": [{"site": "YouTube", "key": str(number), "type": "Clip"} for number in range(5)]},
            images={"backdrops": [{"file_path": "/b.jpg"}]},
            belongs_to_collection={"id": 2344, "name": "The Matrix Collection"},
            recommendations={"results": [{"id": 604, "title": "C"}]},
            similar={"results": [{"id": 605, "title": "D"}]},
            reviews={"results": [{"id": f"a{number}", "content": "Good."} for number in range(5)]},
        )
        assert block_names(view) == [
            "crew", "Cast", "Videos", "Images", "collection", "You might like", "Similar", "popularity", "Reviews",
        ]  # fmt: skip
        assert [block.url.rpartition("603-matrix")[2] for block in view.blocks if block.url] == [
            "/credits/", "/credits/", "/videos/", "/images/", "/reviews/",
        ]  # fmt: skip
        videos, reviews = view.blocks[2], view.blocks[-1]
        assert isinstance(videos.content, list)
        assert isinstance(reviews.content, list)
        assert (len(videos.content), len(reviews.content)) == (2, 2)

    def test_a_show_has_its_next_episode_or_else_the_latest(self) -> None:
        seasons = [{"season_number": 1}]
        both = show(next_episode_to_air=EPISODE, last_episode_to_air=EPISODE, seasons=seasons)
        assert block_names(both)[:2] == ["Next episode", "Seasons"]
        assert block_names(show(last_episode_to_air=EPISODE))[0] == "Latest episode"

    @pytest.mark.parametrize("odd", ODD_VALUES)
    def test_odd_answers_leave_blocks_out(self, odd: Any) -> None:
        parts = ["seasons", "belongs_to_collection", "credits", "videos", "images", "similar", "reviews"]
        if not isinstance(odd, dict) or not odd:
            parts += ["next_episode_to_air", "last_episode_to_air"]
        assert block_names(show(**dict.fromkeys(parts, odd))) == ["popularity", "Reviews"]


def test_a_score_needs_votes() -> None:
    assert film(vote_average=8.2, vote_count=26_000).score == 8.2
    assert film(vote_average=8.2).score is None


def test_the_collection_has_its_own_picture() -> None:
    collection = film(belongs_to_collection={"id": 2344, "name": "Matrix", "backdrop_path": "/c.jpg"}).collection
    assert collection
    assert (collection.title, collection.url) == ("Matrix", "/collection/2344-matrix/")
    assert collection.backdrop


def test_fragments_are_about_kind_and_id() -> None:
    assert (film().subject, show().subject) == ("movie 603", "tv 1399")


def test_facts_are_those_of_the_kind() -> None:
    assert [fact.label for fact in film().facts] == ["First released"]
    assert [fact.label for fact in show().facts] == ["Status", "First aired"]
    assert (film().line, show().line) == (["1999"], ["2011–"])

"""The page of a season."""

from typing import Any

import pytest

from catalog.gateway import NotFound
from catalog.pages.title.season import SeasonPage, SeasonView
from tests.catalog.answers import GERMAN, ODD_VALUES, answer

SEASON = {
    "name": "Staffel 1", "air_date": "2011-04-17", "vote_average": 8.3, "overview": "Der Winter naht.",
    "episodes": [{"season_number": 1, "episode_number": number} for number in (1, 2)],
}  # fmt: skip
SHOW = {
    "id": 1399, "name": "Game of Thrones", "poster_path": "/show.jpg", "backdrop_path": "/back.jpg",
    "seasons": [{"season_number": 0, "id": 3627}, {"season_number": 1, "id": 3624}],
    "season/1": SEASON,
}  # fmt: skip


def season(number: int = 1, **data: Any) -> SeasonView:
    return SeasonPage(1399, number, GERMAN).view({"details": answer({**SHOW, **data})})


def test_one_call_brings_the_season_as_a_part_of_its_show() -> None:
    [call] = SeasonPage(1399, 1, GERMAN).calls().values()
    parts = dict(call.query)["append_to_response"].split(",")
    assert parts[:2] == ["translations", "season/1"]
    assert "season/1/watch/providers" in parts


def test_a_season_says_of_which_show_it_is() -> None:
    view = season()
    assert view.metadata.title == "Game of Thrones: Staffel 1"
    assert view.metadata.canonical == view.url == "/tv/1399/season/1/"
    assert view.metadata.description == "Der Winter naht."
    assert view.crumbs == [("Game of Thrones", "/tv/1399-game-of-thrones/")]
    assert view.changes_url == "/tv/1399/season/1/changes/"
    assert view.links[0].url.endswith("/tv/1399/season/1")


def test_its_id_is_in_the_shows_list_of_seasons() -> None:
    assert season().id == 3624
    assert season(seasons=[]).id == 0


def test_the_line_has_its_year_and_its_episodes() -> None:
    assert season().line == ["2011", "2 episodes"]
    assert season().score == 8.3


def test_its_poster_is_the_seasons_or_the_shows() -> None:
    seasons, shows = season(**{"season/1": {**SEASON, "poster_path": "/own.jpg"}}).poster, season().poster
    assert seasons
    assert shows
    assert seasons.src.endswith("/own.jpg")
    assert shows.src.endswith("/show.jpg")


def test_blocks_are_the_episodes_and_what_there_is_more() -> None:
    assert [block.heading for block in season().blocks] == ["Episodes"]
    whole = season(
        **{
            "season/1/aggregate_credits": {"cast": [{"id": 1, "name": "A"}]},
            "season/1/videos": {"results": [{"site": "YouTube", "key": str(number)} for number in range(9)]},
            "season/1/images": {"posters": [{"file_path": "/a.jpg"}, {"file_path": "/b.jpg"}]},
        }
    )
    assert [(block.heading, block.id) for block in whole.blocks] == [
        ("Episodes", "episodes"), ("Cast", "cast"), ("Videos", ""), ("Posters", "posters"),
    ]  # fmt: skip
    assert len(whole.episodes) == 2
    assert isinstance(whole.blocks[2].content, list)
    assert len(whole.blocks[2].content) == 4


def test_a_single_poster_makes_no_gallery() -> None:
    view = season(**{"season/1/images": {"posters": [{"file_path": "/a.jpg"}]}})
    assert [block.heading for block in view.blocks] == ["Episodes"]


def test_a_season_that_the_show_lacks_is_not_found() -> None:
    with pytest.raises(NotFound):
        season(2)


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_an_empty_season_has_a_page(odd: Any) -> None:
    view = season(**{"season/1": {"episodes": odd, "overview": None}, "seasons": odd, "season/1/videos": odd})
    assert view.heading == "Untitled"
    assert (view.episodes, view.seasons, view.parts.cast, view.score) == ([], [], [], None)
    assert [block.heading for block in view.blocks] == ["Episodes"]

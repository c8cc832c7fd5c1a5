"""The page of an episode."""

from typing import Any

import pytest

from catalog.gateway import NotFound
from catalog.pages.title.episode import EpisodePage, EpisodeView
from tests.catalog.answers import GERMAN, ODD_VALUES, answer

ROWS = [
    {
        "id": 63055 + number, "season_number": 1, "episode_number": number, "name": f"Folge {number}",
        "air_date": "2011-04-24", "runtime": 56, "vote_average": 8.0, "vote_count": 9, "still_path": "/still.jpg",
        "crew": [{"id": 5, "name": "Tim", "job": "Director"}], "guest_stars": [{"id": 6, "name": "Jason"}],
    }
    for number in (1, 2, 3)
]  # fmt: skip
SHOW = {
    "id": 1399, "name": "Game of Thrones", "poster_path": "/show.jpg",
    "season/1": {"name": "Staffel 1", "poster_path": "/season.jpg", "episodes": ROWS},
}  # fmt: skip


def episode(number: int = 2, season: int = 1, **data: Any) -> EpisodeView:
    return EpisodePage(1399, season, number, GERMAN).view({"details": answer({**SHOW, **data})})


def test_one_call_brings_the_episode_and_its_season_as_parts_of_the_show() -> None:
    [call] = EpisodePage(1399, 1, 2, GERMAN).calls().values()
    parts = dict(call.query)["append_to_response"].split(",")
    assert parts[:3] == ["translations", "season/1", "season/1/episode/2"]


def test_an_episode_says_of_which_season_it_is() -> None:
    view = episode()
    assert view.metadata.title == "Game of Thrones: Folge 2"
    assert view.url == "/tv/1399/season/1/episode/2/"
    assert view.crumbs == [("Game of Thrones", "/tv/1399-game-of-thrones/"), ("Staffel 1", "/tv/1399/season/1/")]
    assert view.subject == "episode 1399 1 2"
    assert view.id == 63057
    assert view.links[0].url.endswith("/tv/1399/season/1/episode/2")
    assert (view.line, view.score, view.votes) == (["S1 E2", "24 April 2011", "56 min"], 8.0, 9)


def test_what_tmdb_cannot_append_is_read_from_the_seasons_list() -> None:
    assert episode(**{"season/1/episode/2": {"name": "Der Königsweg"}}).heading == "Der Königsweg"
    assert episode(**{"season/1/episode/2": {"name": "Der Königsweg"}}).id == 63057


def test_neighbours_are_those_of_its_season() -> None:
    assert [(n.rel, n.label, n.episode.code) for n in episode(2).neighbours] == [
        ("prev", "Before", "S1 E1"), ("next", "After", "S1 E3"),
    ]  # fmt: skip
    assert [neighbour.rel for neighbour in episode(1).neighbours] == ["next"]
    assert [neighbour.rel for neighbour in episode(3).neighbours] == ["prev"]


def test_pictures_are_its_still_and_its_seasons_poster() -> None:
    poster, backdrop = episode().poster, episode().backdrop
    assert poster
    assert backdrop
    assert poster.src.endswith("/season.jpg")
    assert backdrop.src.endswith("/still.jpg")


def test_blocks_are_makers_guests_cast_stills_and_videos() -> None:
    assert [block.heading for block in episode().blocks] == ["", "Guest stars"]
    parts = {
        "credits": {"cast": [{"id": 1, "name": "A"}]},
        "images": {"stills": [{"file_path": "/a.jpg"}, {"file_path": "/b.jpg"}]},
        "videos": {"results": [{"site": "YouTube", "key": "a"}]},
    }
    whole = episode(
        **{"season/1/episode/2": {}}, **{f"season/1/episode/2/{name}": part for name, part in parts.items()}
    )
    assert [block.id or block.name for block in whole.blocks] == ["crew", "guests", "cast", "stills", "videos"]


def test_guests_may_stand_among_the_credits() -> None:
    bare = {key: value for key, value in ROWS[0].items() if key != "guest_stars"}
    data = {"season/1": {"episodes": [bare]}, "season/1/episode/1": {}}
    credits = {"season/1/episode/1/credits": {"guest_stars": [{"id": 7, "name": "Guest", "character": "Rider"}]}}
    [guest] = episode(1, **data, **credits).guests
    assert (guest.title, guest.note) == ("Guest", "Rider")


@pytest.mark.parametrize(("number", "season"), [(4, 1), (2, 2), (0, 1)])
def test_an_episode_that_the_season_lacks_is_not_found(number: int, season: int) -> None:
    with pytest.raises(NotFound):
        episode(number, season)


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_a_bare_episode_has_a_page(odd: Any) -> None:
    bare = {"episode_number": 2, "crew": odd, "guest_stars": odd, "overview": None, "still_path": odd}
    view = episode(**{"season/1": {"episodes": [None, bare]}, "season/1/episode/2": {"runtime": None}})
    assert view.heading == "Untitled"
    assert view.season_row.name == "Season 1"
    assert (view.line, view.blocks, view.neighbours, view.backdrop) == (["S1 E2"], [], [], None)

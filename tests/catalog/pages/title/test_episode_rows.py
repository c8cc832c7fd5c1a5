"""Seasons and episodes as rows of a list."""

from typing import Any

import pytest

from catalog.pages.title.episode_rows import (
    build_episode_row,
    build_episode_rows,
    build_season_row,
    build_season_rows,
)


def test_a_season_says_its_year_and_how_many_episodes_it_has() -> None:
    season = build_season_row(
        {
            "season_number": 2, "name": "Season Two", "air_date": "2009-03-08", "episode_count": 13,
            "overview": "More.", "poster_path": "/p.jpg", "vote_average": 8.5,
        },
        1396,
    )  # fmt: skip
    assert (season.name, season.year, season.episodes, season.score) == ("Season Two", "2009", "13 episodes", 8.5)
    assert season.url == "/tv/1396/season/2/"
    assert season.picture


@pytest.mark.parametrize(("number", "name"), [(0, "Specials"), (3, "Season 3")])
def test_a_season_without_a_name_is_called_by_its_number(number: int, name: str) -> None:
    season = build_season_row({"season_number": number}, 1396)
    assert season.name == name
    assert (season.year, season.episodes, season.overview, season.picture, season.score) == ("", "", "", None, None)


def test_an_episode_says_when_how_long_and_how_good() -> None:
    episode = build_episode_row(
        {
            "season_number": 1, "episode_number": 3, "name": "Lord Snow", "air_date": "2011-05-01", "runtime": 57,
            "vote_average": 8.0, "vote_count": 12, "episode_type": "finale", "still_path": "/s.jpg",
        },
        1399,
    )  # fmt: skip
    assert (episode.code, episode.name, episode.date) == ("S1 E3", "Lord Snow", "1 May 2011")
    assert (episode.runtime, episode.score, episode.votes, episode.is_finale) == ("57 min", 8.0, 12, True)
    assert episode.url == "/tv/1399/season/1/episode/3/"


def test_an_episode_without_votes_has_no_score() -> None:
    episode = build_episode_row({"season_number": 1, "episode_number": 3, "vote_average": 8.0}, 1399)
    assert (episode.name, episode.score, episode.votes, episode.is_finale) == ("Episode 3", None, 0, False)


@pytest.mark.parametrize("odd", [{"season_number": -1}, {"season_number": 10**12}])
def test_rows_without_an_address_are_left_out(odd: dict[str, Any]) -> None:
    rows = [odd, {"season_number": 1, "episode_number": 1}]
    assert [season.number for season in build_season_rows(rows, 1399)] == [1]
    assert [episode.code for episode in build_episode_rows(rows, 1399)] == ["S1 E1"]
    assert build_season_rows(rows, 0) == build_episode_rows(rows, 0) == []

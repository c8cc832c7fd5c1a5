"""A single credit: of a film, of a whole show, of its seasons, of its episodes."""

from typing import Any

import pytest

from catalog.pages.credit import CreditPage, CreditView
from tests.catalog.answers import BRITISH, ODD_VALUES, answer

PERSON = {"id": 6384, "name": "Keanu Reeves"}
FILM = {"id": 603, "title": "The Matrix", "character": "Neo"}
SHOW = {"id": 1399, "name": "Game of Thrones"}


def credit(**data: Any) -> CreditView:
    whole = {"id": "52fe", "media_type": "movie", "person": PERSON, "media": FILM} | data
    return CreditPage("52fe", BRITISH).view({"details": answer(whole)})


def of_show(**media: Any) -> CreditView:
    return credit(media_type="tv", media=SHOW | media)


def test_a_credit_names_the_person_the_title_and_the_role() -> None:
    view = credit()
    assert (view.heading, view.role) == ("Keanu Reeves in The Matrix", "Neo")
    assert view.metadata.canonical == "/credit/52fe/"
    assert view.is_whole_title


def test_behind_the_camera_the_role_is_the_job() -> None:
    assert credit(media={"id": 603, "title": "The Matrix"}, job="Editor").role == "Editor"


@pytest.mark.parametrize(("count", "heading"), [(1, "In 1 episode"), (2, "In 2 episodes")])
def test_episodes_lead_to_their_pages(count: int, heading: str) -> None:
    rows = [{"season_number": 1, "episode_number": number} for number in range(1, count + 1)]
    view = of_show(episodes=rows)
    assert view.episodes_heading == heading
    assert view.episodes[0].url == "/tv/1399/season/1/episode/1/"
    assert not view.is_whole_title


def test_seasons_may_be_those_of_another_show() -> None:
    view = of_show(seasons=[{"season_number": 2}, {"season_number": 1, "show_id": 1396}])
    assert [season.url for season in view.seasons] == ["/tv/1399/season/2/", "/tv/1396/season/1/"]


@pytest.mark.parametrize("value", ODD_VALUES)
def test_odd_answers_still_say_something(value: Any) -> None:
    view = credit(person=value, media=value, media_type=value)
    assert view.heading == "Nameless"
    assert (view.media, view.episodes, view.seasons) == (None, [], [])
    assert not view.is_whole_title
    odd = of_show(episodes=value, seasons=value)
    assert (odd.episodes, odd.seasons) == ([], [])


@pytest.mark.parametrize("value", ODD_VALUES)
def test_an_odd_answer_is_a_credit_of_nobody(value: Any) -> None:
    assert CreditPage("52fe", BRITISH).view({"details": answer(value)}).heading == "Nameless"

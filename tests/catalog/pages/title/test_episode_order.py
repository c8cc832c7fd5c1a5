"""The page of another order of a show's episodes."""

from typing import Any

import pytest

from catalog.gateway import NotFound
from catalog.pages.title.episode_order import EpisodeOrderPage, EpisodeOrderView
from tests.catalog.answers import GERMAN, ODD_VALUES, answer

PAGE = EpisodeOrderPage(1399, "5b11ba820e0a265847002c6e", GERMAN)


def order(**data: Any) -> EpisodeOrderView:
    return PAGE.view({"order": answer(data), "show": answer({"id": 1399, "name": "Game of Thrones"})})


def test_the_show_is_asked_for_beside_the_order() -> None:
    assert [call.operation.id for call in PAGE.calls().values()] == ["tv-episode-group-details", "tv-series-details"]


def test_an_order_says_of_which_show_it_is() -> None:
    view = order(name="DVD order", description="As on disc.")
    assert view.metadata.title == "Game of Thrones: DVD order"
    assert view.metadata.canonical == "/tv/1399/order/5b11ba820e0a265847002c6e/"
    assert view.crumbs == [("Game of Thrones", "/tv/1399-game-of-thrones/")]
    assert view.intro == "As on disc."


def test_groups_and_episodes_stand_in_the_order_of_their_numbers() -> None:
    episodes = [
        {"order": 1, "season_number": 1, "episode_number": 1},
        {"order": 0, "season_number": 1, "episode_number": 2, "show_id": 7},
        {"order": 2, "season_number": -1, "episode_number": 2},
    ]
    view = order(groups=[{"order": 2, "name": "Two"}, {"order": 1, "name": "One", "episodes": episodes}])
    assert [group.name for group in view.groups] == ["One", "Two"]
    assert [episode.url for episode in view.groups[0].episodes] == [
        "/tv/7/season/1/episode/2/", "/tv/1399/season/1/episode/1/",
    ]  # fmt: skip


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_an_order_without_groups_has_a_page(odd: Any) -> None:
    view = order(groups=odd)
    assert view.heading == "Another order"
    assert view.groups == []


def test_without_the_order_there_is_no_page() -> None:
    with pytest.raises(NotFound):
        PAGE.view({"order": NotFound(), "show": answer({})})

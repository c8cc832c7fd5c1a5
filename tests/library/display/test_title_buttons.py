"""A title's buttons tell what was done, what can be done, and whether TMDB has it all."""

import pytest

from library.display.title_buttons import TitleButtons, build_push_status, format_rating
from library.title_state import TitleState

FILM, SHOW, EPISODE = ("movie", 603), ("tv", 1399), ("episode", 1399, 1, 2)


@pytest.mark.parametrize(
    ("value", "text"), [(8.0, "8"), (8.5, "8.5"), (0.5, "0.5"), (10, "10"), ("7.0", "7"), (None, "0"), ("", "0")]
)
def test_ratings_are_written_as_tmdb_writes_them(value: float | str | None, text: str) -> None:
    assert format_rating(value) == text


def test_an_untouched_title_has_nothing_to_say() -> None:
    buttons = TitleButtons(TitleState(FILM))
    assert (buttons.rating, buttons.rate_label, buttons.lists_label) == ("", "", "Lists")
    assert not any(star.is_filled or star.is_chosen for star in buttons.stars)
    assert [(mark.name, mark.is_on) for mark in buttons.marks] == [("favorite", False), ("watchlist", False)]
    assert buttons.status == build_push_status(TitleState(SHOW))
    assert (buttons.status.link, buttons.status.icon) == ("", "")
    assert buttons.guest_label == "Rate as a guest"


def test_stars_are_filled_up_to_the_rating() -> None:
    stars = TitleButtons(TitleState(FILM, value=7.5)).stars
    assert [star.label for star in stars][:3] == ["0.5", "1", "1.5"]
    assert sum(star.is_filled for star in stars) == 15
    assert [star.label for star in stars if star.is_chosen] == ["7.5"]


def test_an_episode_has_stars_alone() -> None:
    buttons = TitleButtons(TitleState(EPISODE, value=9, favorite=True, lists=3))
    assert (buttons.marks, buttons.lists_label, buttons.card_name) == ([], "", "episode")
    assert buttons.base == "/tv/1399/season/1/episode/2/"
    assert buttons.rate_label == "Your rating: 9. Change it"


@pytest.mark.parametrize(("lists", "label"), [(0, "Lists"), (1, "On 1 list"), (2, "On 2 lists")])
def test_lists_are_counted(lists: int, label: str) -> None:
    assert TitleButtons(TitleState(SHOW, lists=lists)).lists_label == label


@pytest.mark.parametrize(
    ("state", "link", "icon"),
    [
        (TitleState(FILM, is_waiting=True), "On its way to TMDB", ""),
        (TitleState(FILM, is_waiting=True, is_late=True), "Waiting for TMDB", "clock"),
        (TitleState(FILM, problem="Gone."), "TMDB refuses this: Gone. See what to do.", "triangle-alert"),
        (TitleState(FILM, is_waiting=True, is_late=True, problem="Gone."), "TMDB refuses this: Gone. See", "triangle"),
    ],
)
def test_the_worst_is_told(state: TitleState, link: str, icon: str) -> None:
    status = build_push_status(state)
    assert status.link.startswith(link)
    assert status.icon.startswith(icon)
    assert bool(status.icon) == bool(icon)


def test_the_digest_differs_when_the_buttons_look_different() -> None:
    states = [
        TitleState(FILM), TitleState(FILM, value=8), TitleState(FILM, favorite=True), TitleState(FILM, watchlist=True),
        TitleState(FILM, is_waiting=True), TitleState(FILM, is_late=True), TitleState(FILM, problem="No."),
        TitleState(FILM, lists=1),
    ]  # fmt: skip
    assert len({state.digest for state in states}) == len(states)
    assert TitleState(FILM, problem="No.").digest == TitleState(FILM, problem="Never.").digest

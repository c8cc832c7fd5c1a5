"""A member's, or a guest's, state of titles: of many at once, in a few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from library import services
from library.models import Guest, GuestRating, OutboxEntry, Sync
from library.title_state import TitleState, find_titles, guest_title_states, title_states, with_lists
from tests.library.conftest import Tmdb, title

pytestmark = pytest.mark.django_db

FILM, SHOW, EPISODE = ("movie", 603), ("tv", 1399), ("episode", 1399, 1, 2)


def test_what_nobody_touched_has_an_empty_state(bob: User) -> None:
    assert title_states(bob, []) == {}
    assert title_states(bob, [FILM, EPISODE]) == {FILM: TitleState(FILM), EPISODE: TitleState(EPISODE)}
    assert find_titles([FILM, EPISODE]) == {}


def test_a_show_and_a_film_of_one_number_are_told_apart(bob: User, charlie: User) -> None:
    services.rating_set(user=bob, title=title("movie", 603), value=8)
    services.mark_set(user=bob, title=title("tv", 603), kind="favorite", on=True)
    services.rating_set(user=charlie, title=title("tv", 603), value=2)
    states = title_states(bob, [FILM, ("tv", 603)])
    assert states[FILM] == TitleState(FILM, value=8.0)
    assert states["tv", 603] == TitleState(("tv", 603), favorite=True)


def test_an_episode_is_found_by_its_numbers(bob: User) -> None:
    part = title("episode", 63057, show_id=1399, season=1, number=2)
    other = title("episode", 63058, show_id=1399, season=None, number=None)
    services.rating_set(user=bob, title=part, value=9)
    services.rating_set(user=bob, title=other, value=1)
    assert title_states(bob, [EPISODE])[EPISODE].value == 9.0


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"state": "done"}, TitleState(FILM, value=8.0)),
        ({}, TitleState(FILM, value=8.0, is_waiting=True)),
        ({"attempts": 1}, TitleState(FILM, value=8.0, is_waiting=True, is_late=True)),
        ({"state": "failed", "problem": "Gone."}, TitleState(FILM, value=8.0, problem="Gone.")),
    ],
)
def test_what_waits_or_is_refused(
    bob: User, tmdb: Tmdb, session: str, fields: dict[str, str], state: TitleState
) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    OutboxEntry.objects.update(**fields)
    assert title_states(bob, [FILM])[FILM] == state


def test_a_backoff_makes_it_late(bob: User, tmdb: Tmdb, session: str) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    Sync.objects.update(backoff_until=timezone.now() + timedelta(minutes=1))
    assert title_states(bob, [FILM])[FILM].is_late
    Sync.objects.update(backoff_until=timezone.now() - timedelta(minutes=1))
    assert not title_states(bob, [FILM])[FILM].is_late


def test_lists_are_counted_and_episodes_are_on_none(bob: User, charlie: User) -> None:
    for user in (bob, charlie):
        services.list_create(user=user, name="Owls", first=title())
    assert with_lists(bob, TitleState(FILM)).lists == 1
    assert with_lists(bob, TitleState(SHOW)).lists == 0
    assert with_lists(bob, TitleState(EPISODE)) == TitleState(EPISODE)


def test_a_guests_rating_that_was_taken_back_is_none() -> None:
    guest, now = Guest.objects.create(), timezone.now()
    GuestRating.objects.create(guest=guest, title=title(), halves=15, rated_at=now)
    GuestRating.objects.create(guest=guest, title=title("tv", 1399), halves=None, rated_at=now)
    states = guest_title_states(guest, [FILM, SHOW, EPISODE])
    assert [states[key].value for key in (FILM, SHOW, EPISODE)] == [7.5, None, None]


def test_queries_do_not_grow_with_the_titles(bob: User) -> None:
    for number in range(1, 21):
        services.rating_set(user=bob, title=title("movie", number), value=5)
    with CaptureQueriesContext(connection) as queries:
        title_states(bob, [("movie", number) for number in range(1, 21)])
    assert len(queries) == 4

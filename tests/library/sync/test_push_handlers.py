"""Each kind of entry is told to TMDB, and taken back; told twice, it means the same."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from library import guests, services
from library.models import Guest, GuestRating, List, OutboxEntry, Title
from library.sync import outbox, push_handlers
from tests.library.conftest import Tmdb, episode, title, worker
from tests.stand_in import GONE, WSGI, Start

pytestmark = pytest.mark.django_db


def fill_outbox(bob: User, tmdb: Tmdb) -> None:
    """Bob does something of each kind."""
    services.rating_set(user=bob, title=title(), value=8.5)
    services.rating_set(user=bob, title=title("tv", 1399), value=9)
    services.rating_set(user=bob, title=episode(tmdb), value=10)
    services.mark_set(user=bob, title=title(), kind="favorite", on=True)
    services.mark_set(user=bob, title=title("tv", 1399), kind="watchlist", on=True)
    owls = services.list_create(user=bob, name="Owls", description="Not what they seem", audience="everybody")
    services.list_item_set(list_=owls, title=title(), on=True)
    services.list_item_set(list_=owls, title=title("movie", 604), on=True)


def test_each_kind_of_entry_arrives(bob: User, tmdb: Tmdb, session: str) -> None:
    fill_outbox(bob, tmdb)
    assert worker(bob) == 8
    assert tmdb.ratings(session) == {603: 8.5}
    assert tmdb.ratings(session, "tv") == {1399: 9.0}
    assert list(tmdb.ratings(session, "tv/episodes").values()) == [10.0]
    assert tmdb.marked(session, "favorite") == [603]
    assert tmdb.marked(session, "watchlist", "tv") == [1399]
    assert tmdb.lists(session) == {"Owls": [603, 604]}
    assert not outbox.waiting_entries(bob).exists()


def test_each_is_taken_back(bob: User, tmdb: Tmdb, session: str) -> None:
    fill_outbox(bob, tmdb)
    worker(bob)
    owls = List.objects.get()
    services.rating_clear(user=bob, title=title())
    services.rating_clear(user=bob, title=title("tv", 1399))
    services.rating_clear(user=bob, title=episode(tmdb))
    services.mark_set(user=bob, title=title(), kind="favorite", on=False)
    services.mark_set(user=bob, title=title("tv", 1399), kind="watchlist", on=False)
    services.list_item_set(list_=owls, title=title(), on=False)
    assert worker(bob) == 6
    assert (tmdb.ratings(session), tmdb.marked(session, "favorite")) == ({}, [])
    assert tmdb.lists(session) == {"Owls": [604]}
    services.list_clear(list_=owls)
    worker(bob)
    assert tmdb.lists(session) == {"Owls": []}
    services.list_delete(list_=owls)
    worker(bob)
    assert tmdb.lists(session) == {}


def test_off_a_list_and_on_again_before_tmdb_agrees_with_itself(bob: User, tmdb: Tmdb, session: str) -> None:
    """For some seconds TMDB still says what was before: so it is not asked."""
    owls = services.list_create(user=bob, name="Owls", audience="everybody")
    services.list_item_set(list_=owls, title=title(), on=True)
    worker(bob)
    tmdb.stand_in.calls.clear()
    services.list_item_set(list_=owls, title=title(), on=False)
    worker(bob)
    services.list_item_set(list_=owls, title=title(), on=True)
    worker(bob)
    assert tmdb.lists(session) == {"Owls": [603]}
    assert not any("item_status" in call for call in tmdb.stand_in.calls)


def test_members_and_guests_tell_their_ratings_by_the_same_call(
    visitor: Client, bob: User, tmdb: Tmdb, session: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[int, float | None, list[str]]] = []
    send_rating = push_handlers.send_rating

    def record(title: Title, value: float | None, credentials: push_handlers.Credentials) -> None:
        sent.append((title.tmdb_id, value, list(credentials)))
        send_rating(title, value, credentials)

    monkeypatch.setattr(push_handlers, "send_rating", record)
    services.rating_set(user=bob, title=title(), value=8)
    worker(bob)
    services.rating_clear(user=bob, title=title())
    worker(bob)
    for value in ("6", ""):
        visitor.post("/movie/603/rating/", {"value": value})
        guests.push(Guest.objects.get().pk)
    assert sent == [
        (603, 8.0, ["session_id"]), (603, None, ["session_id"]),
        (603, 6.0, ["guest_session_id"]), (603, None, ["guest_session_id"]),
    ]  # fmt: skip
    assert tmdb.ratings(session) == {}
    assert not GuestRating.objects.exists()


def test_a_rating_of_what_tmdb_no_longer_has_is_refused_for_members_and_guests(
    visitor: Client, bob: User, tmdb: Tmdb, session: str
) -> None:
    visitor.post("/movie/603/rating/", {"value": "6"})
    services.rating_set(user=bob, title=title(), value=8)
    with tmdb.answering(refuse_ratings):
        worker(bob)
        guests.push(Guest.objects.get().pk)
    assert OutboxEntry.objects.get().problem == "TMDB no longer has it."
    assert guests.due_guest_ids() == []
    assert GuestRating.objects.get().value == 6  # it stays here


def refuse_ratings(real: WSGI, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    if not environ["PATH_INFO"].endswith("/rating"):
        return real(environ, start)
    start(GONE.status, [("Content-Type", "application/json")])
    return [GONE.body]

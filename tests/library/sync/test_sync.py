"""A sync ends well, or says why it did not, and is tried again."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.utils import timezone

from accounts import tmdb_link
from accounts.models import TmdbLink, User
from library import services, tasks
from library.models import List, Rating, Sync
from library.sync.merge import has_own_rows
from library.sync.sync import confirm_merge, is_running
from tests.library.conftest import Tmdb, link, sync, title, worker
from tests.stand_in import DOWN, WSGI, Start

pytestmark = pytest.mark.django_db


def test_a_sync_whose_worker_was_killed_is_seen_to_be_dead(bob: User, tmdb: Tmdb, session: str) -> None:
    Sync.objects.filter(user=bob).update(
        state="running", started_at=timezone.now() - timedelta(minutes=11), done=3, total=9,
        seen_at=timezone.now() - timedelta(minutes=11),
    )  # fmt: skip
    assert not is_running(Sync.objects.get(user=bob))
    tasks.sync_all()
    assert Sync.objects.get(user=bob).finished_at


def test_a_sync_that_stopped_is_tried_again_soon(bob: User, tmdb: Tmdb, session: str) -> None:
    tmdb.stand_in.fault = DOWN
    sync(bob)
    tmdb.stand_in.fault = None
    tasks.sync_all()
    assert Sync.objects.get(user=bob).state == "failed"
    Sync.objects.update(started_at=timezone.now() - timedelta(minutes=11))
    Sync.objects.update(seen_at=timezone.now() - timedelta(minutes=11))
    tasks.sync_all()
    assert Sync.objects.get(user=bob).state == "idle"


def test_tmdb_down_in_the_middle_leaves_everything_as_it_was(bob: User, tmdb: Tmdb) -> None:
    link(bob, "mona")
    sync(bob)
    before = Rating.objects.count()
    calls = count(1)

    def fail_later(real: WSGI, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if next(calls) > 5:
            tmdb.stand_in.fault = DOWN
        return real(environ, start)

    with tmdb.answering(fail_later):
        row = sync(bob)
    tmdb.stand_in.fault = None
    assert row.state == "failed"
    assert row.problem == "TMDB isn't answering."
    assert Rating.objects.count() == before
    assert sync(bob).state == "idle"


def test_a_revoked_session_is_noticed(bob: User, tmdb: Tmdb, session: str) -> None:
    tmdb.write("DELETE", "/authentication/session", session)
    row = sync(bob)
    assert TmdbLink.objects.get(user=bob).state == "revoked"
    assert "Link again" in row.problem


def test_a_member_with_rows_of_their_own_is_asked_before_anything_moves(bob: User, tmdb: Tmdb) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    services.mark_set(user=bob, title=title("tv", 1399), kind="watchlist", on=True)
    owls = services.list_create(user=bob, name="Owls", audience="everybody")
    services.list_item_set(list_=owls, title=title("movie", 604), on=True)
    assert has_own_rows(bob)
    session = link(bob, agreed=False)
    assert Sync.objects.get(user=bob).confirmed_at is None
    tmdb.write("POST", "/movie/550/rating", session, value=6)
    sync(bob)
    confirm_merge(user=bob, strategy="mine")
    sync(bob)
    worker(bob)
    assert tmdb.ratings(session) == {550: 6.0, 603: 8.0}
    assert tmdb.marked(session, "watchlist", "tv") == [1399]
    assert tmdb.lists(session) == {"Owls": [604]}
    assert Rating.objects.count() == 2
    assert List.objects.get().tmdb_id


def test_or_takes_what_tmdb_has(bob: User, tmdb: Tmdb) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    session = link(bob, agreed=False)
    tmdb.write("POST", "/movie/550/rating", session, value=6)
    sync(bob)
    confirm_merge(user=bob, strategy="replace")
    sync(bob)
    assert [rating.title.tmdb_id for rating in Rating.objects.select_related("title")] == [550]
    assert tmdb.ratings(session) == {550: 6.0}


def test_unlinking_keeps_the_rows_and_empties_the_outbox(bob: User, tmdb: Tmdb, session: str) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    tmdb_link.link_remove(user=bob)
    assert Rating.objects.count() == 1
    assert not bob.outbox_entries.exists()

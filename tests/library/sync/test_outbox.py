"""The outbox holds what TMDB has to be told, and lets it go when it may."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from library import services
from library.models import OutboxEntry, Sync
from library.sync import outbox, push
from tests.library.conftest import Tmdb, link, title, worker
from tests.stand_in import DOWN, SLOW_DOWN, WSGI, Fault, Start

pytestmark = pytest.mark.django_db


def test_backoffs_grow_and_what_tmdb_asks_for_is_honoured(bob: User, tmdb: Tmdb, session: str) -> None:
    tmdb.stand_in.fault = DOWN
    services.rating_set(user=bob, title=title(), value=5)
    pauses = []
    for _ in range(7):
        worker(bob)
        pauses.append((backoff_until(bob) - timezone.now()).total_seconds())
    assert [round(pause) for pause in pauses] == [20, 40, 80, 160, 300, 300, 300]
    assert OutboxEntry.objects.get().attempts == 7
    tmdb.stand_in.fault = asks_to_wait(86400)
    worker(bob)
    ten_minutes = timezone.now() + timedelta(minutes=10)  # the longest that anything is believed
    assert ten_minutes - timedelta(seconds=30) < backoff_until(bob) <= ten_minutes


def backoff_until(user: User) -> Any:
    return Sync.objects.get(user=user).backoff_until


def asks_to_wait(seconds: int) -> Fault:
    return Fault(**{**vars(SLOW_DOWN), "headers": (("Retry-After", str(seconds)),)})


def test_nothing_is_pushed_before_the_member_has_chosen(bob: User, tmdb: Tmdb) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    session = link(bob, agreed=False)
    services.rating_set(user=bob, title=title("movie", 604), value=8)
    worker(bob)
    assert tmdb.ratings(session) == {}


def test_what_is_enqueued_of_a_list_waits_for_it_and_nothing_else_does(bob: User, tmdb: Tmdb, session: str) -> None:
    owls = services.list_create(user=bob, name="Owls", audience="everybody")
    services.list_item_set(list_=owls, title=title(), on=True)
    services.rating_set(user=bob, title=title("movie", 605), value=5)

    def fail(real: WSGI, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/3/list":
            start("500 Internal Server Error", [("Content-Type", "application/json")])
            return [b'{"success":false,"status_code":11,"status_message":"Oops"}']
        return real(environ, start)

    with tmdb.answering(fail):
        worker(bob)
    assert tmdb.ratings(session) == {605: 5.0}
    assert set(outbox.waiting_entries(bob).values_list("action", flat=True)) == {"list", "list_item"}
    push.push_due(bob.pk)
    assert outbox.waiting_entries(bob).count() == 2
    worker(bob)
    assert tmdb.lists(session) == {"Owls": [603]}


def test_without_a_link_nothing_is_enqueued(bob: User, tmdb: Tmdb) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    assert not OutboxEntry.objects.exists()
    assert bob.ratings.get().value == 8

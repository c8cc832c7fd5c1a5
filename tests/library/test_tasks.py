"""The library's tasks: alone where they have to be, and harmless when they come twice."""

import time

import pytest

from accounts.models import User
from jobs import redis_client
from library import services, tasks
from library.models import OutboxEntry, Sync, Title
from tests.library.conftest import Tmdb, link, title
from tests.stand_in import DOWN

pytestmark = pytest.mark.django_db


def test_pushing_is_done_once_at_a_time(bob: User, tmdb: Tmdb, session: str) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    lock = redis_client.client().lock(f"lock:push:{bob.pk}", timeout=60)
    assert lock.acquire(blocking=False)
    tasks.push(bob.pk)
    assert tmdb.ratings(session) == {}
    lock.release()
    tasks.push(bob.pk)
    assert tmdb.ratings(session) == {603: 8.0}


def test_the_lock_of_a_killed_worker_goes_by_itself(bob: User, tmdb: Tmdb, session: str) -> None:
    redis_client.client().lock(f"lock:push:{bob.pk}", timeout=0.2).acquire(blocking=False)
    services.rating_set(user=bob, title=title(), value=8)
    time.sleep(0.3)
    tasks.push(bob.pk)
    assert tmdb.ratings(session) == {603: 8.0}


def test_the_schedule_finds_what_is_due_and_forgets_what_arrived(bob: User, tmdb: Tmdb, session: str) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    tasks.push_all()
    assert tmdb.ratings(session) == {603: 8.0}
    OutboxEntry.objects.update(done_at="2026-01-01T00:00:00Z")
    tasks.push_all()
    assert not OutboxEntry.objects.exists()


def test_the_schedule_brings_those_into_step_who_agreed(bob: User, charlie: User, tmdb: Tmdb) -> None:
    services.rating_set(user=charlie, title=title(), value=2)
    link(bob, "newcomer")
    link(charlie, "otto", agreed=False)
    tasks.sync_all()
    assert Sync.objects.get(user=bob).finished_at
    assert not Sync.objects.get(user=charlie).finished_at


def test_titles_are_filled_in(bob: User, tmdb: Tmdb) -> None:
    services.rating_set(user=bob, title=title("movie", 603, name="x"), value=8)
    services.rating_set(user=bob, title=title("movie", 999999999, name="Gone"), value=8)
    tasks.fill_titles(bob.pk)
    film = Title.objects.get(tmdb_id=603)
    assert (film.name, film.runtime, film.genres) == ("The Matrix", 136, "|28|878|")
    assert Title.objects.get(tmdb_id=999999999).is_gone
    assert bob.ratings.count() == 2  # what is gone at TMDB was rated all the same


def test_filling_waits_for_better_days(bob: User, tmdb: Tmdb) -> None:
    services.rating_set(user=bob, title=title("movie", 603, name="x"), value=8)
    tmdb.stand_in.fault = DOWN
    tasks.fill_titles(bob.pk)
    assert Title.objects.get(tmdb_id=603).filled_at is None

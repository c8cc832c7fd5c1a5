"""What comes from TMDB does not stand above what was done here today: TMDB tells an order, and not when."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from library import services
from library.models import Mark, Rating, Sync
from library.sync import account_states
from library.sync.sync import confirm_merge
from tests.library.conftest import Tmdb, link, sync, title, worker

pytestmark = pytest.mark.django_db


def newest() -> list[int]:
    return list(Rating.objects.order_by("-rated_at", "-pk").values_list("title__tmdb_id", flat=True))


def rate_there(tmdb: Tmdb, session: str, *films: int) -> None:
    for film in films:
        tmdb.write("POST", f"/movie/{film}/rating", session, value=6)


def rated_here(bob: User, film: int, ago: timedelta) -> None:
    services.rating_set(user=bob, title=title("movie", film), value=8)
    Rating.objects.filter(title__tmdb_id=film).update(rated_at=timezone.now() - ago)


def test_what_was_rated_here_before_linking_stands_first(client: Client, bob: User, tmdb: Tmdb) -> None:
    rated_here(bob, 603, timedelta(hours=3))
    rated_here(bob, 604, timedelta(days=9))
    services.mark_set(user=bob, title=title("movie", 603), kind="watchlist", on=True)
    link(bob, "mona", agreed=False)
    sync(bob)
    confirm_merge(user=bob, strategy="mine")
    sync(bob)
    assert newest()[:2] == [603, 604]
    assert Rating.objects.count() > 100
    marked = Mark.objects.filter(kind="watchlist").order_by("-marked_at").values_list("title__tmdb_id", flat=True)
    assert marked[0] == 603
    assert len(marked) > 20


def test_what_was_rated_here_today_stands_above_what_a_later_sync_brings(bob: User, tmdb: Tmdb, session: str) -> None:
    sync(bob)
    rated_here(bob, 603, timedelta(hours=3))
    worker(bob)
    rate_there(tmdb, session, 604, 605)
    sync(bob)
    assert newest() == [603, 605, 604]


def test_what_a_sync_brings_stands_above_what_was_rated_before_the_last_one(
    bob: User, tmdb: Tmdb, session: str
) -> None:
    rated_here(bob, 603, timedelta(days=9))
    sync(bob)
    Sync.objects.update(finished_at=timezone.now() - timedelta(days=8))
    rate_there(tmdb, session, 604)
    sync(bob)
    rate_there(tmdb, session, 605)
    sync(bob)
    assert newest() == [605, 604, 603]


def test_tmdbs_order_holds_among_what_is_here_already(bob: User, tmdb: Tmdb, session: str) -> None:
    rate_there(tmdb, session, 604, 605, 603)
    Rating.objects.create(
        user=bob, title=title("movie", 605), halves=12, is_imported=True,
        rated_at="2026-01-01T00:00Z", changed_at="2026-01-01T00:00Z",
    )  # fmt: skip
    sync(bob)
    assert newest() == [603, 605, 604]


def test_a_rating_that_a_look_at_its_page_brings_stands_below_todays(bob: User, tmdb: Tmdb, session: str) -> None:
    sync(bob)
    rated_here(bob, 603, timedelta(hours=3))
    services.mark_set(user=bob, title=title("movie", 603), kind="favorite", on=True)
    rate_there(tmdb, session, 604)
    tmdb.write("POST", "/account/me/favorite", session, media_type="movie", media_id=604, favorite=True)
    title("movie", 604)
    account_states.refresh(bob.pk, ("movie", 604))
    assert newest() == [603, 604]
    assert list(Mark.objects.order_by("-marked_at").values_list("title__tmdb_id", flat=True)) == [603, 604]

"""Everything arrives at TMDB, once, in the order meant; whatever happens on the way."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import TmdbLink, User
from library import services
from library.models import List, OutboxEntry, Sync
from library.sync import outbox, push
from library.sync.push_session import PushSession
from tests.library.conftest import Tmdb, link, title, worker
from tests.stand_in import BAD_GATEWAY, DOWN, HTML, SLOW_DOWN, WSGI, Fault, Start

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("fault", [DOWN, BAD_GATEWAY, HTML, SLOW_DOWN, Fault(cut_off=True)])
def test_tmdb_down_for_a_whole_evening_then_back(bob: User, tmdb: Tmdb, session: str, fault: Fault) -> None:
    tmdb.stand_in.fault = fault
    for value in (5, 7, 9):
        services.rating_set(user=bob, title=title(), value=value)
        worker(bob)
    services.mark_set(user=bob, title=title(), kind="watchlist", on=True)
    services.mark_set(user=bob, title=title(), kind="watchlist", on=False)
    services.rating_set(user=bob, title=title("movie", 604), value=3)
    worker(bob)
    assert outbox.waiting_entries(bob).count() == 3
    tmdb.stand_in.fault = None
    tmdb.stand_in.calls.clear()
    worker(bob)
    assert tmdb.ratings(session) == {603: 9.0, 604: 3.0}
    assert tmdb.marked(session, "watchlist") == []
    pushed = [call.partition("?")[0] for call in tmdb.stand_in.calls]
    assert pushed == ["/movie/603/rating", "/account/9100103/watchlist", "/movie/604/rating"]


def backoff_until(user: User) -> Any:
    return Sync.objects.get(user=user).backoff_until


def asks_to_wait(seconds: int) -> Fault:
    return Fault(**{**vars(SLOW_DOWN), "headers": (("Retry-After", str(seconds)),)})


def test_a_storm_of_429_is_not_fanned(bob: User, charlie: User, tmdb: Tmdb, session: str) -> None:
    """The one that is refused makes all others wait: the member's own, and other members'."""
    link(charlie, "otto")
    for film in (603, 604, 605, 550):
        services.rating_set(user=bob, title=title("movie", film), value=5)
        services.rating_set(user=charlie, title=title("movie", film), value=6)
    tmdb.stand_in.fault = asks_to_wait(60)
    tmdb.stand_in.calls.clear()
    worker(bob)
    for user in (bob, charlie, bob):
        push.push_due(user.pk)
    services.rating_set(user=bob, title=title("movie", 13), value=7)
    push.push_due(bob.pk)
    assert len(tmdb.stand_in.calls) == 1
    assert not outbox.due_entries().exists()
    tmdb.stand_in.fault = None
    worker(bob)
    assert list(tmdb.ratings(session)) == [603, 604, 605, 550, 13]


@pytest.fixture
def poisoned(tmdb: Tmdb) -> Iterator[None]:
    """TMDB fails whenever it is asked about film 604, and takes everything else."""

    def fail(real: WSGI, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if "/movie/604/" in environ["PATH_INFO"]:
            start("503 Service Unavailable", [("Content-Type", "application/json")])
            return [DOWN.body]
        return real(environ, start)

    with tmdb.answering(fail):
        yield


def test_one_that_tmdb_has_trouble_with_holds_up_nothing(bob: User, tmdb: Tmdb, session: str, poisoned: None) -> None:
    for film in (604, 603, 605):
        services.rating_set(user=bob, title=title("movie", film), value=5)
    worker(bob)
    assert tmdb.ratings(session) == {603: 5.0, 605: 5.0}
    stuck = OutboxEntry.objects.get(state="waiting")
    assert (stuck.title.tmdb_id, stuck.failures, stuck.problem) == (604, 1, "TMDB has trouble with this one.")
    assert 35 < (stuck.due_at - timezone.now()).total_seconds() <= 40
    for film in (550, 13):
        tmdb.stand_in.calls.clear()
        services.rating_set(user=bob, title=title("movie", film), value=5)
        assert push.push_due(bob.pk) == 1  # at once, and without asking about the other again
        assert len(tmdb.stand_in.calls) == 1
    assert backoff_until(bob) is None


def test_what_waits_by_itself_comes_due_alone_and_makes_nobody_wait(
    bob: User, tmdb: Tmdb, session: str, poisoned: None
) -> None:
    for film in (604, 603):
        services.rating_set(user=bob, title=title("movie", film), value=5)
    worker(bob)
    worker(bob)
    assert OutboxEntry.objects.get(state="waiting").failures == 2
    assert backoff_until(bob) is None


def test_what_can_not_be_sent_at_all_is_refused_and_holds_up_nothing(bob: User, tmdb: Tmdb, session: str) -> None:
    services.rating_set(user=bob, title=title(), value=5)
    OutboxEntry.objects.update(desired="nonsense")
    services.rating_set(user=bob, title=title("movie", 605), value=5)
    worker(bob)
    assert tmdb.ratings(session) == {605: 5.0}
    assert "log" in OutboxEntry.objects.get(state="failed").problem


def test_a_session_that_is_fine_is_not_given_up_for_one_thing_that_is_not_allowed(
    bob: User, tmdb: Tmdb, session: str
) -> None:
    owls = services.list_create(user=bob, name="Owls", audience="everybody")
    List.objects.filter(pk=owls.pk).update(tmdb_id=8300001)  # another account's
    OutboxEntry.objects.filter(action="list").delete()
    services.list_item_set(list_=owls, title=title(), on=True)
    services.rating_set(user=bob, title=title(), value=5)
    worker(bob)
    assert TmdbLink.objects.get(user=bob).is_active
    assert tmdb.ratings(session) == {603: 5.0}
    assert OutboxEntry.objects.get(action="list_item").state == "failed"


def test_an_entry_made_while_another_is_on_its_way_is_not_ticked_off_with_it(
    bob: User, tmdb: Tmdb, session: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.rating_set(user=bob, title=title(), value=5)
    real = push.HANDLERS["rating"]
    seen = []

    def slow(entry: OutboxEntry, session: PushSession) -> None:
        real(entry, session)
        seen.append(entry.desired)
        if len(seen) == 1:
            services.rating_set(user=bob, title=title(), value=9)  # on the other device

    monkeypatch.setitem(push.HANDLERS, "rating", slow)
    worker(bob)
    worker(bob)
    assert seen == [5.0, 9.0]
    assert tmdb.ratings(session) == {603: 9.0}


def test_a_revoked_session_loses_nothing_and_linking_again_goes_on(bob: User, tmdb: Tmdb, session: str) -> None:
    tmdb.write("DELETE", "/authentication/session", session)
    services.rating_set(user=bob, title=title(), value=8)
    services.rating_set(user=bob, title=title("movie", 604), value=7)
    worker(bob)
    assert TmdbLink.objects.get(user=bob).state == "revoked"
    assert outbox.waiting_entries(bob).count() == 2
    services.rating_set(user=bob, title=title("movie", 605), value=6)
    worker(bob)
    again = link(bob)
    worker(bob)
    assert tmdb.ratings(again) == {603: 8.0, 604: 7.0, 605: 6.0}


def test_what_tmdb_will_never_take_is_kept_and_told_and_holds_up_nothing(bob: User, tmdb: Tmdb, session: str) -> None:
    services.rating_set(user=bob, title=title("movie", 999999), value=8)
    services.rating_set(user=bob, title=title(), value=7)
    worker(bob)
    failed = OutboxEntry.objects.get(state="failed")
    assert failed.problem == "TMDB no longer has it."
    assert tmdb.ratings(session) == {603: 7.0}
    assert outbox.retry(OutboxEntry.objects.filter(user=bob)) == 1

"""Everything arrives at TMDB, once, in the order meant; whatever happens on the way."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import TmdbLink, User
from library import services
from library.models import List, OutboxEntry, Sync
from library.sync import outbox, push
from library.sync.push_session import PushSession
from tests.library.conftest import Tmdb, episode, link, title, worker
from tests.stand_in import BAD_GATEWAY, DOWN, HTML, SLOW_DOWN, Fault

pytestmark = pytest.mark.django_db


def test_each_kind_of_wish_arrives(bob: User, tmdb: Tmdb, session: str) -> None:
    services.rating_set(user=bob, title=title(), value=8.5)
    services.rating_set(user=bob, title=title("tv", 1399), value=9)
    services.rating_set(user=bob, title=episode(tmdb), value=10)
    services.mark_set(user=bob, title=title(), kind="favorite", on=True)
    services.mark_set(user=bob, title=title("tv", 1399), kind="watchlist", on=True)
    owls = services.list_create(user=bob, name="Owls", description="Not what they seem", audience="everybody")
    services.list_item_set(list_=owls, title=title(), on=True)
    services.list_item_set(list_=owls, title=title("movie", 604), on=True)
    assert worker(bob) == 8
    assert tmdb.ratings(session) == {603: 8.5}
    assert tmdb.ratings(session, "tv") == {1399: 9.0}
    assert list(tmdb.ratings(session, "tv/episodes").values()) == [10.0]
    assert tmdb.marked(session, "favorite") == [603]
    assert tmdb.marked(session, "watchlist", "tv") == [1399]
    assert tmdb.lists(session) == {"Owls": [603, 604]}
    assert not outbox.waiting_entries(bob).exists()


def test_each_is_taken_back(bob: User, tmdb: Tmdb, session: str) -> None:
    test_each_kind_of_wish_arrives(bob, tmdb, session)
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


def test_pauses_grow_and_what_tmdb_asks_for_is_honoured(bob: User, tmdb: Tmdb, session: str) -> None:
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
    real = tmdb.stand_in.app

    def failing(environ: dict[str, Any], start: Any) -> Any:
        if "/movie/604/" in environ["PATH_INFO"]:
            start("503 Service Unavailable", [("Content-Type", "application/json")])
            return [DOWN.body]
        return real(environ, start)

    wrapped: Any = partial(failing)
    wrapped.get, wrapped.answer, wrapped.state = real.get, real.answer, real.state
    tmdb.stand_in.app = wrapped
    yield
    tmdb.stand_in.app = real


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


def test_what_is_wished_of_a_list_waits_for_the_list_and_nothing_else_does(bob: User, tmdb: Tmdb, session: str) -> None:
    owls = services.list_create(user=bob, name="Owls", audience="everybody")
    services.list_item_set(list_=owls, title=title(), on=True)
    services.rating_set(user=bob, title=title("movie", 605), value=5)
    real = tmdb.stand_in.app

    def failing(environ: dict[str, Any], start: Any) -> Any:
        if environ["PATH_INFO"] == "/3/list":
            start("500 Internal Server Error", [("Content-Type", "application/json")])
            return [b'{"success":false,"status_code":11,"status_message":"Oops"}']
        return real(environ, start)

    tmdb.stand_in.app = failing
    worker(bob)
    tmdb.stand_in.app = real
    assert tmdb.ratings(session) == {605: 5.0}
    assert set(outbox.waiting_entries(bob).values_list("action", flat=True)) == {"list", "list_item"}
    push.push_due(bob.pk)
    assert outbox.waiting_entries(bob).count() == 2
    worker(bob)
    assert tmdb.lists(session) == {"Owls": [603]}


def test_what_can_not_be_sent_at_all_is_refused_and_holds_up_nothing(bob: User, tmdb: Tmdb, session: str) -> None:
    services.rating_set(user=bob, title=title(), value=5)
    OutboxEntry.objects.update(desired="nonsense")
    services.rating_set(user=bob, title=title("movie", 605), value=5)
    worker(bob)
    assert tmdb.ratings(session) == {605: 5.0}
    assert "log" in OutboxEntry.objects.get(state="failed").problem


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


def test_nothing_is_pushed_before_the_member_has_chosen(bob: User, tmdb: Tmdb) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    session = link(bob, agreed=False)
    services.rating_set(user=bob, title=title("movie", 604), value=8)
    worker(bob)
    assert tmdb.ratings(session) == {}


def test_a_wish_made_while_another_is_on_its_way_is_not_ticked_off_with_it(
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


def test_a_list_that_tmdb_deletes_with_an_error_is_deleted(bob: User, tmdb: Tmdb, session: str) -> None:
    owls = services.list_create(user=bob, name="Owls", audience="everybody")
    worker(bob)
    number = List.objects.get().tmdb_id
    services.list_delete(list_=owls)
    tmdb.write("DELETE", f"/list/{number}", session)  # as TMDB does, and then
    real = tmdb.stand_in.app

    class Lying:
        def __call__(self, environ: dict[str, Any], start: Any) -> Any:
            if environ["REQUEST_METHOD"] == "DELETE":
                start("500 Internal Server Error", [("Content-Type", "application/json")])
                return [b'{"success":false,"status_code":11,"status_message":"Oops"}']
            return real(environ, start)

    tmdb.stand_in.app = Lying()
    worker(bob)
    tmdb.stand_in.app = real
    assert not outbox.waiting_entries(bob).exists()


def test_without_a_link_nothing_is_wished(bob: User, tmdb: Tmdb) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    assert not OutboxEntry.objects.exists()
    assert bob.ratings.get().value == 8


@pytest.mark.parametrize("value", [0, 0.3, 10.5, -1, float("nan"), float("inf"), "x"])
def test_what_is_no_rating(bob: User, value: Any) -> None:
    with pytest.raises((ValueError, OverflowError)):
        services.rating_set(user=bob, title=title(), value=value)
    assert not bob.ratings.exists()


def test_episodes_are_on_no_list(bob: User, tmdb: Tmdb) -> None:
    owls = services.list_create(user=bob, name="Owls")
    with pytest.raises(ValueError, match="films and shows"):
        services.list_item_set(list_=owls, title=episode(tmdb), on=True)

"""Everything arrives at TMDB, once, in the order meant; whatever happens on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import TmdbLink, User
from library import outbox, push, services
from library.models import Intent, List
from tests.library.conftest import Tmdb, episode, link, title, worker
from tests.stand_in import BAD_GATEWAY, DOWN, HTML, SLOW_DOWN, Fault

pytestmark = pytest.mark.django_db


def test_each_kind_of_wish_arrives(bob: User, tmdb: Tmdb, session: str) -> None:
    services.rating_set(user=bob, title=title(), value=8.5)
    services.rating_set(user=bob, title=title("tv", 1399), value=9)
    services.rating_set(user=bob, title=episode(tmdb), value=10)
    services.mark_set(user=bob, title=title(), kind="favorite", on=True)
    services.mark_set(user=bob, title=title("tv", 1399), kind="watchlist", on=True)
    owls = services.list_create(user=bob, name="Owls", description="Not what they seem")
    services.list_item_set(list_=owls, title=title(), on=True)
    services.list_item_set(list_=owls, title=title("movie", 604), on=True)
    assert worker(bob) == 8
    assert tmdb.ratings(session) == {603: 8.5}
    assert tmdb.ratings(session, "tv") == {1399: 9.0}
    assert list(tmdb.ratings(session, "tv/episodes").values()) == [10.0]
    assert tmdb.marked(session, "favorite") == [603]
    assert tmdb.marked(session, "watchlist", "tv") == [1399]
    assert tmdb.lists(session) == {"Owls": [603, 604]}
    assert not outbox.waiting(bob).exists()


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
    assert outbox.waiting(bob).count() == 3
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
    for _ in range(4):
        worker(bob)
        pauses.append((Intent.objects.get().due_at - timezone.now()).total_seconds())
    assert pauses == sorted(pauses)
    assert pauses[-1] > 3 * pauses[0] > 0
    assert Intent.objects.get().attempts == 4
    tmdb.stand_in.fault = Fault(**{**vars(SLOW_DOWN), "headers": (("Retry-After", "7200"),)})
    worker(bob)
    assert Intent.objects.get().due_at > timezone.now() + timedelta(hours=1, minutes=55)


def test_a_storm_of_429_is_not_fanned(bob: User, tmdb: Tmdb, session: str) -> None:
    for film in (603, 604, 605, 550):
        services.rating_set(user=bob, title=title("movie", film), value=5)
    tmdb.stand_in.fault = SLOW_DOWN
    tmdb.stand_in.calls.clear()
    worker(bob)
    assert len(tmdb.stand_in.calls) == 1  # the others wait behind the one that was refused
    push.push_due(bob.pk)
    assert len(tmdb.stand_in.calls) == 1


def test_a_worker_killed_between_push_and_commit(
    bob: User, tmdb: Tmdb, session: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.rating_set(user=bob, title=title(), value=5)
    owls = services.list_create(user=bob, name="Owls")
    services.list_item_set(list_=owls, title=title(), on=True)

    def killed(*args: Any) -> None:
        raise KeyboardInterrupt

    for name in ("_tick_off", "_keep_number"):
        monkeypatch.setattr(push, name, killed)
        with pytest.raises(KeyboardInterrupt):
            worker(bob)
        monkeypatch.undo()
        if name == "_tick_off":
            Intent.objects.filter(what="rating").update(attempts=1)
            Intent.objects.filter(what="rating").delete()
            assert tmdb.ratings(session) == {603: 5.0}
    assert tmdb.lists(session) == {"Owls": []}
    worker(bob)
    assert tmdb.lists(session) == {"Owls": [603]}  # one list, not two
    assert List.objects.get().tmdb_id


def test_a_wish_made_while_another_is_on_its_way_is_not_ticked_off_with_it(
    bob: User, tmdb: Tmdb, session: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.rating_set(user=bob, title=title(), value=5)
    real = push.PUSHERS["rating"]
    seen = []

    def slow(intent: Intent, member: push.Member) -> None:
        real(intent, member)
        seen.append(intent.wish)
        if len(seen) == 1:
            services.rating_set(user=bob, title=title(), value=9)  # on the other device

    monkeypatch.setitem(push.PUSHERS, "rating", slow)
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
    assert outbox.waiting(bob).count() == 2
    services.rating_set(user=bob, title=title("movie", 605), value=6)
    worker(bob)
    again = link(bob)
    worker(bob)
    assert tmdb.ratings(again) == {603: 8.0, 604: 7.0, 605: 6.0}


def test_what_tmdb_will_never_take_is_kept_and_told_and_holds_up_nothing(bob: User, tmdb: Tmdb, session: str) -> None:
    services.rating_set(user=bob, title=title("movie", 999999), value=8)
    services.rating_set(user=bob, title=title(), value=7)
    worker(bob)
    failed = Intent.objects.get(state="failed")
    assert failed.trouble == "TMDB no longer has it."
    assert tmdb.ratings(session) == {603: 7.0}
    assert outbox.retry(Intent.objects.filter(user=bob)) == 1


def test_a_list_that_tmdb_deletes_with_an_error_is_deleted(bob: User, tmdb: Tmdb, session: str) -> None:
    owls = services.list_create(user=bob, name="Owls")
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
    assert not outbox.waiting(bob).exists()


def test_without_a_link_nothing_is_wished(bob: User, tmdb: Tmdb) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    assert not Intent.objects.exists()
    assert bob.ratings.get().value == 8


@pytest.mark.parametrize("value", [0, 0.3, 10.5, -1, float("nan"), float("inf"), "x"])
def test_what_is_no_rating(bob: User, value: Any) -> None:
    with pytest.raises((ValueError, OverflowError)):
        services.rating_set(user=bob, title=title(), value=value)
    assert not bob.ratings.exists()


def test_shows_are_on_no_list(bob: User) -> None:
    owls = services.list_create(user=bob, name="Owls")
    with pytest.raises(ValueError, match="films only"):
        services.list_item_set(list_=owls, title=title("tv", 1399), on=True)

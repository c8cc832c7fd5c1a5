"""What a member has at TMDB comes here, and nothing that is on its way there is lost by it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import library.sync.account_states
from accounts.models import TmdbLink, User
from library import services, tasks
from library.models import List, Mark, OutboxEntry, Rating, Sync
from library.sync import outbox
from library.sync.merge import has_own_rows
from library.sync.pull import apply_snapshot, read_snapshot
from library.sync.snapshot import Snapshot
from library.sync.sync import confirm_merge, is_running
from tests.library.conftest import Tmdb, episode, link, sync, title, worker
from tests.stand_in import DOWN, Fault
from tmdb_demo.http import Request

pytestmark = pytest.mark.django_db


def test_everything_comes_and_the_pages_are_counted(bob: User, tmdb: Tmdb) -> None:
    session = link(bob, "mona")
    row = sync(bob)
    assert row.state == "idle"
    assert row.finished_at
    assert (row.done, row.total) == (row.total, row.total)
    assert row.total > 15
    assert Rating.objects.filter(title__kind="movie").count() == 140
    assert Rating.objects.filter(title__kind="tv").count() == 16
    assert Rating.objects.filter(title__kind="episode").count() == 30
    assert Mark.objects.filter(kind="watchlist").count() == 26
    assert {one.name: one.items.count() for one in List.objects.all()} == {
        row["name"]: row["item_count"] for row in tmdb.get("/account/me/lists", session)["results"]
    }
    first = tmdb.get("/account/me/rated/movies", session)["results"][0]
    assert Rating.objects.get(title__tmdb_id=first["id"], title__kind="movie").value == first["rating"]


def test_progress_is_true(bob: User, tmdb: Tmdb) -> None:
    link(bob, "mona")
    seen: list[tuple[int, int]] = []
    read_snapshot(bob.pk, lambda done, total: seen.append((done, total)))
    assert all(done <= total for done, total in seen)
    assert seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    known = [total for done, total in seen if done > 8]  # when each collection has been opened once
    assert set(known) == {seen[-1][1]}


def rate_at_tmdb(tmdb: Tmdb, kind: str, number: int) -> None:
    """So many ratings of the newcomer's, from 2026-01-01 on."""
    db = tmdb.stand_in.app.store.connect()[0]
    ids = [row["id"] for row in db.execute(f"select id from {kind} order by id limit {number}")]
    values = [("account:9100103", kind, one, 7.0, "2026-01-01 00:00:00 UTC", place) for place, one in enumerate(ids)]
    tmdb.state().executemany("insert into rating values (?, ?, ?, ?, ?, ?)", values)


def reading(user: User) -> Snapshot:
    return read_snapshot(user.pk, lambda done, total: None)


def test_two_thousand_ratings_in_a_handful_of_writes(bob: User, tmdb: Tmdb, session: str) -> None:
    rate_at_tmdb(tmdb, "episode", 2000)
    found = reading(bob)
    assert len(found.ratings) == 2000
    with CaptureQueriesContext(connection) as queries:
        apply_snapshot(bob.pk, found, timezone.now())
    assert Rating.objects.count() == 2000
    writes = [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(writes) <= 8, len(writes)
    assert len(queries) < 30, len(queries)


def test_ratings_stand_in_the_order_in_which_they_were_given_at_tmdb(
    client: Client, bob: User, tmdb: Tmdb, session: str
) -> None:
    for film in (605, 603, 604):
        tmdb.write("POST", f"/movie/{film}/rating", session, value=6)
    sync(bob)
    newest = Rating.objects.order_by("-rated_at").values_list("title__tmdb_id", flat=True)
    assert list(newest) == [604, 603, 605]


class Shifting:
    """TMDB, where something happens after a page was read."""

    def __init__(self, tmdb: Tmdb, after: str, happens: Callable[[], object], times: int = 1) -> None:
        self._real, self._after, self._happens, self._times = tmdb.stand_in.app, after, happens, times

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        answer = self._real(environ, start)
        asked = f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}"
        if self._times and self._after in asked:
            self._times -= 1
            self._happens()
        return answer


def test_pages_that_shift_while_they_are_read_lose_nothing(bob: User, tmdb: Tmdb, session: str) -> None:
    """One is taken back behind a page that was read: the next page begins one too late."""
    rate_at_tmdb(tmdb, "movie", 45)
    sync(bob)
    age(bob)
    first = tmdb.get("/account/me/rated/movies", session)["results"][0]["id"]
    real = tmdb.stand_in.app
    tmdb.stand_in.app = Shifting(tmdb, "rated/movies?page=1&", lambda: remove(real, first, session))
    sync(bob)
    tmdb.stand_in.app = real
    assert set(Rating.objects.values_list("title__tmdb_id", flat=True)) == set(every(tmdb, session))
    assert Rating.objects.count() == 44


def remove(app: Any, film: int, session: str) -> None:
    app.answer(Request("DELETE", f"/3/movie/{film}/rating", f"session_id={session}", {}, b"{}"))


def every(tmdb: Tmdb, session: str) -> list[int]:
    pages = tmdb.get("/account/me/rated/movies", session)["total_pages"]
    found = [tmdb.get("/account/me/rated/movies", session, page=page)["results"] for page in range(1, pages + 1)]
    return [row["id"] for rows in found for row in rows]


def test_pages_that_never_stand_still_delete_nothing(bob: User, tmdb: Tmdb, session: str) -> None:
    rate_at_tmdb(tmdb, "movie", 45)
    sync(bob)
    age(bob)
    known, real = every(tmdb, session), tmdb.stand_in.app
    going = iter(known)
    tmdb.stand_in.app = Shifting(tmdb, "rated/movies?page=1&", lambda: remove(real, next(going), session), times=9)
    sync(bob)
    tmdb.stand_in.app = real
    assert Rating.objects.count() == 45
    sync(bob)
    assert set(Rating.objects.values_list("title__tmdb_id", flat=True)) == set(every(tmdb, session))


def test_more_pages_than_tmdb_gives(bob: User, tmdb: Tmdb, session: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is behind the last page is read from the other end; of what is in the middle, nothing is taken for gone."""
    rate_at_tmdb(tmdb, "movie", 110)
    sync(bob)
    age(bob)
    assert Rating.objects.count() == 110
    monkeypatch.setattr("library.sync.snapshot.LAST_PAGE", 4)
    found = reading(bob)
    assert len(found.ratings) == 110
    assert list(found.ratings) == [("movie", one) for one in every(tmdb, session)]
    assert not found.partial
    monkeypatch.setattr("library.sync.snapshot.LAST_PAGE", 2)
    remove(tmdb.stand_in.app, every(tmdb, session)[0], session)
    sync(bob)
    assert Rating.objects.count() == 110


def test_a_list_renamed_at_tmdb_is_renamed_here_unless_it_was_here(bob: User, tmdb: Tmdb, session: str) -> None:
    made = tmdb.write("POST", "/list", session, name="Owls", description="x")["list_id"]
    sync(bob)
    owls = List.objects.get()
    services.list_edit(list_=owls, name="My owls", description="x", audience="nobody", also_on_tmdb=True)
    sync(bob)
    owls.refresh_from_db()
    assert (owls.name, owls.description) == ("My owls", "x")
    tmdb.state().execute("update list set description = 'Not what they seem' where id = ?", (made,))
    sync(bob)
    owls.refresh_from_db()
    assert (owls.name, owls.description) == ("My owls", "Not what they seem")
    tmdb.state().execute("update list set name = 'Ravens' where id = ?", (made,))
    sync(bob)
    owls.refresh_from_db()
    assert (owls.name, owls.audience) == ("Ravens", "nobody")


def test_a_list_deleted_while_the_pages_are_read(bob: User, tmdb: Tmdb, session: str) -> None:
    made = [tmdb.write("POST", "/list", session, name=name, description="")["list_id"] for name in ("Owls", "Ravens")]
    real = tmdb.stand_in.app

    def delete() -> None:
        real.answer(Request("DELETE", f"/3/list/{made[0]}", f"session_id={session}", {}, b"{}"))

    tmdb.stand_in.app = Shifting(tmdb, "/lists?", delete)
    assert sync(bob).state == "idle"
    tmdb.stand_in.app = real
    assert [one.name for one in List.objects.all()] == ["Ravens"]


def test_a_list_that_is_just_made_at_tmdb_does_not_come_back_as_another(bob: User, tmdb: Tmdb, session: str) -> None:
    """A push that was killed, or is at work, has made it there; its row here does not know yet."""
    owls = services.list_create(user=bob, name="Owls", audience="everybody")
    number = tmdb.write("POST", "/list", session, name="Owls", description="")["list_id"]
    apply_snapshot(bob.pk, reading(bob), timezone.now())
    assert List.objects.count() == 1
    OutboxEntry.objects.update(attempts=1)
    worker(bob)
    owls.refresh_from_db()
    assert owls.tmdb_id == number
    assert len(tmdb.lists(session)) == 1


def test_a_list_deleted_at_tmdb_stays_while_something_of_it_waits(bob: User, tmdb: Tmdb, session: str) -> None:
    made = tmdb.write("POST", "/list", session, name="Owls", description="")["list_id"]
    sync(bob)
    services.list_item_set(list_=List.objects.get(), title=title(), on=True)
    age(bob)
    tmdb.write("DELETE", f"/list/{made}", session)
    sync(bob)
    assert List.objects.get().items.count() == 1
    assert OutboxEntry.objects.get().problem == "TMDB no longer has it."
    outbox.drop(OutboxEntry.objects.all())
    sync(bob)
    assert not List.objects.exists()


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


def test_a_second_sync_changes_nothing(bob: User, tmdb: Tmdb) -> None:
    link(bob, "mona")
    sync(bob)
    before = set(Rating.objects.values_list("pk", "halves", "changed_at"))
    sync(bob)
    assert set(Rating.objects.values_list("pk", "halves", "changed_at")) == before


def age(user: User) -> None:
    """As if everything had been done an hour ago."""
    for model in (Rating, Mark):
        model.objects.filter(user=user).update(changed_at="2026-01-01T00:00:00Z")
    user.lists.update(changed_at="2026-01-01T00:00:00Z")
    user.outbox_entries.filter(state="done").update(done_at="2026-01-01T00:00:00Z")


def test_what_changed_and_went_at_tmdb_changes_and_goes_here(bob: User, tmdb: Tmdb, session: str) -> None:
    for film in (603, 604):
        tmdb.write("POST", f"/movie/{film}/rating", session, value=6)
    tmdb.write("POST", "/account/me/favorite", session, media_type="movie", media_id=603, favorite=True)
    made = tmdb.write("POST", "/list", session, name="Owls", description="")["list_id"]
    tmdb.write("POST", f"/list/{made}/add_item", session, media_id=603)
    sync(bob)
    assert (Rating.objects.count(), Mark.objects.count(), List.objects.get().items.count()) == (2, 1, 1)
    age(bob)
    tmdb.write("POST", "/movie/603/rating", session, value=9.5)
    tmdb.write("DELETE", "/movie/604/rating", session)
    tmdb.write("POST", "/account/me/favorite", session, media_type="movie", media_id=603, favorite=False)
    tmdb.write("DELETE", f"/list/{made}", session)
    sync(bob)
    assert {one.title.tmdb_id: one.value for one in Rating.objects.select_related("title")} == {603: 9.5}
    assert not Mark.objects.exists()
    assert not List.objects.exists()


def test_what_waits_is_not_overwritten(bob: User, tmdb: Tmdb, session: str) -> None:
    tmdb.write("POST", "/movie/603/rating", session, value=2)
    tmdb.write("POST", "/movie/604/rating", session, value=2)
    sync(bob)
    found = reading(bob)
    started = timezone.now()
    services.rating_set(user=bob, title=title(), value=9)
    services.rating_clear(user=bob, title=title("movie", 604))
    services.mark_set(user=bob, title=title(), kind="watchlist", on=True)
    services.rating_set(user=bob, title=title("movie", 605), value=4)
    apply_snapshot(bob.pk, found, started)
    assert {one.title.tmdb_id: one.value for one in Rating.objects.select_related("title")} == {603: 9.0, 605: 4.0}
    assert Mark.objects.count() == 1


def test_a_sync_while_rating(bob: User, tmdb: Tmdb, session: str) -> None:
    """What arrived while the pages were read is not undone by what they said before."""
    tmdb.write("POST", "/movie/603/rating", session, value=2)
    sync(bob)
    started = timezone.now()
    found = reading(bob)
    services.rating_set(user=bob, title=title(), value=9)
    services.rating_set(user=bob, title=title("movie", 604), value=4)
    worker(bob)
    apply_snapshot(bob.pk, found, started)
    assert {one.title.tmdb_id: one.value for one in Rating.objects.select_related("title")} == {603: 9.0, 604: 4.0}
    services.rating_clear(user=bob, title=title("movie", 604))
    found = reading(bob)
    worker(bob)
    apply_snapshot(bob.pk, found, started)
    assert Rating.objects.count() == 1


def test_tmdb_down_in_the_middle_leaves_everything_as_it_was(bob: User, tmdb: Tmdb) -> None:
    link(bob, "mona")
    sync(bob)
    before = Rating.objects.count()
    real, calls = tmdb.stand_in.app, [0]

    class Breaking:
        def __call__(self, environ: object, start: object) -> object:
            calls[0] += 1
            if calls[0] > 5:
                tmdb.stand_in.fault = DOWN
            return real(environ, start)

    tmdb.stand_in.app = Breaking()
    row = sync(bob)
    tmdb.stand_in.app, tmdb.stand_in.fault = real, None
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
    assert [one.title.tmdb_id for one in Rating.objects.select_related("title")] == [550]
    assert tmdb.ratings(session) == {550: 6.0}


def test_unlinking_keeps_the_rows_and_forgets_the_wishes(bob: User, tmdb: Tmdb, session: str) -> None:
    from accounts import tmdb_link

    services.rating_set(user=bob, title=title(), value=8)
    tmdb_link.link_remove(user=bob)
    assert Rating.objects.count() == 1
    assert not bob.outbox_entries.exists()


def test_account_states_settle_a_doubt(bob: User, tmdb: Tmdb, session: str) -> None:

    film, part = title(), episode(tmdb)
    tmdb.write("POST", "/movie/603/rating", session, value=9)
    tmdb.write("POST", "/account/me/watchlist", session, media_type="movie", media_id=603, watchlist=True)
    tmdb.write("POST", "/tv/1399/season/1/episode/1/rating", session, value=4)
    library.sync.account_states.refresh(bob.pk, ("movie", 603))
    library.sync.account_states.refresh(bob.pk, ("episode", 1399, 1, 1))
    assert Rating.objects.get(title=film).value == 9
    assert Rating.objects.get(title=part).value == 4
    assert Mark.objects.get().kind == "watchlist"
    age(bob)
    tmdb.write("DELETE", "/movie/603/rating", session)
    library.sync.account_states.refresh(bob.pk, ("movie", 603))
    assert not Rating.objects.filter(title=film).exists()
    tmdb.write("POST", "/tv/1399/season/1/episode/1/rating", session, value=6)
    library.sync.account_states.refresh(bob.pk, ("season", 1399, 1))
    assert Rating.objects.get(title=part).value == 6
    services.rating_set(user=bob, title=film, value=2)
    library.sync.account_states.refresh(bob.pk, ("movie", 603))
    assert Rating.objects.get(title=film).value == 2  # it is on its way


@pytest.mark.parametrize(
    "states_", [b'"rated":null', b'"rated":[],"watchlist":null', b'"rated":{"value":1e999}', b'"a":1']
)
def test_states_that_make_no_sense_settle_nothing(bob: User, tmdb: Tmdb, session: str, states_: bytes) -> None:

    services.rating_set(user=bob, title=title(), value=9)
    services.mark_set(user=bob, title=title(), kind="watchlist", on=True)
    worker(bob)
    age(bob)
    tmdb.stand_in.fault = Fault("200 OK", b'{"id":603,' + states_ + b"}")
    library.sync.account_states.refresh(bob.pk, ("movie", 603))
    assert Rating.objects.get().value == 9
    assert Mark.objects.get().kind == "watchlist"


@pytest.mark.parametrize("kind", ["negative", "nulls", "objects", "lists2"])
def test_what_can_not_be_read_takes_nothing_away(bob: User, tmdb: Tmdb, kind: str) -> None:
    link(bob, "mona")
    sync(bob)
    for model in (Rating, Mark, List):
        assert model._default_manager.update(changed_at=timezone.now() - timedelta(days=1))
    before = {model: set(model._default_manager.values_list("pk", flat=True)) for model in (Rating, Mark, List)}
    tmdb.stand_in.untidy = kind
    sync(bob)
    for model, rows in before.items():
        assert set(model._default_manager.values_list("pk", flat=True)) >= rows, f"{model.__name__}s went"

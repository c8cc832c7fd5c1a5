"""What a member has at TMDB comes here, and nothing that is on its way there is lost by it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from library import services
from library.models import List, Mark, OutboxEntry, Rating
from library.sync import outbox
from library.sync.pull import apply_snapshot
from tests.library.conftest import Tmdb, age, link, rate_at_tmdb, read_all, sync, title, worker

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
    assert {list_.name: list_.items.count() for list_ in List.objects.all()} == {
        row["name"]: row["item_count"] for row in tmdb.get("/account/me/lists", session)["results"]
    }
    first = tmdb.get("/account/me/rated/movies", session)["results"][0]
    assert Rating.objects.get(title__tmdb_id=first["id"], title__kind="movie").value == first["rating"]


def test_two_thousand_ratings_in_a_handful_of_writes(bob: User, tmdb: Tmdb, session: str) -> None:
    rate_at_tmdb(tmdb, "episode", 2000)
    snapshot = read_all(bob)
    assert len(snapshot.ratings) == 2000
    with CaptureQueriesContext(connection) as queries:
        apply_snapshot(bob.pk, snapshot, timezone.now())
    assert Rating.objects.count() == 2000
    writes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
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


def test_a_list_renamed_at_tmdb_is_renamed_here_unless_it_was_here(bob: User, tmdb: Tmdb, session: str) -> None:
    number = tmdb.write("POST", "/list", session, name="Owls", description="x")["list_id"]
    sync(bob)
    owls = List.objects.get()
    services.list_edit(list_=owls, name="My owls", description="x", audience="nobody", also_on_tmdb=True)
    sync(bob)
    owls.refresh_from_db()
    assert (owls.name, owls.description) == ("My owls", "x")
    tmdb.state().execute("update list set description = 'Not what they seem' where id = ?", (number,))
    sync(bob)
    owls.refresh_from_db()
    assert (owls.name, owls.description) == ("My owls", "Not what they seem")
    tmdb.state().execute("update list set name = 'Ravens' where id = ?", (number,))
    sync(bob)
    owls.refresh_from_db()
    assert (owls.name, owls.audience) == ("Ravens", "nobody")


def test_a_list_that_is_just_made_at_tmdb_does_not_come_back_as_another(bob: User, tmdb: Tmdb, session: str) -> None:
    """A push that was killed, or is at work, has made it there; its row here does not know yet."""
    owls = services.list_create(user=bob, name="Owls", audience="everybody")
    number = tmdb.write("POST", "/list", session, name="Owls", description="")["list_id"]
    apply_snapshot(bob.pk, read_all(bob), timezone.now())
    assert List.objects.count() == 1
    OutboxEntry.objects.update(attempts=1)
    worker(bob)
    owls.refresh_from_db()
    assert owls.tmdb_id == number
    assert len(tmdb.lists(session)) == 1


def test_a_list_deleted_at_tmdb_stays_while_something_of_it_waits(bob: User, tmdb: Tmdb, session: str) -> None:
    number = tmdb.write("POST", "/list", session, name="Owls", description="")["list_id"]
    sync(bob)
    services.list_item_set(list_=List.objects.get(), title=title(), on=True)
    age(bob)
    tmdb.write("DELETE", f"/list/{number}", session)
    sync(bob)
    assert List.objects.get().items.count() == 1
    assert OutboxEntry.objects.get().problem == "TMDB no longer has it."
    outbox.drop(OutboxEntry.objects.all())
    sync(bob)
    assert not List.objects.exists()


def test_a_second_sync_changes_nothing(bob: User, tmdb: Tmdb) -> None:
    link(bob, "mona")
    sync(bob)
    before = set(Rating.objects.values_list("pk", "halves", "changed_at"))
    sync(bob)
    assert set(Rating.objects.values_list("pk", "halves", "changed_at")) == before


def test_what_changed_and_went_at_tmdb_changes_and_goes_here(bob: User, tmdb: Tmdb, session: str) -> None:
    for film in (603, 604):
        tmdb.write("POST", f"/movie/{film}/rating", session, value=6)
    tmdb.write("POST", "/account/me/favorite", session, media_type="movie", media_id=603, favorite=True)
    number = tmdb.write("POST", "/list", session, name="Owls", description="")["list_id"]
    tmdb.write("POST", f"/list/{number}/add_item", session, media_id=603)
    sync(bob)
    assert (Rating.objects.count(), Mark.objects.count(), List.objects.get().items.count()) == (2, 1, 1)
    age(bob)
    tmdb.write("POST", "/movie/603/rating", session, value=9.5)
    tmdb.write("DELETE", "/movie/604/rating", session)
    tmdb.write("POST", "/account/me/favorite", session, media_type="movie", media_id=603, favorite=False)
    tmdb.write("DELETE", f"/list/{number}", session)
    sync(bob)
    assert {rating.title.tmdb_id: rating.value for rating in Rating.objects.select_related("title")} == {603: 9.5}
    assert not Mark.objects.exists()
    assert not List.objects.exists()


def test_what_waits_is_not_overwritten(bob: User, tmdb: Tmdb, session: str) -> None:
    tmdb.write("POST", "/movie/603/rating", session, value=2)
    tmdb.write("POST", "/movie/604/rating", session, value=2)
    sync(bob)
    snapshot = read_all(bob)
    started = timezone.now()
    services.rating_set(user=bob, title=title(), value=9)
    services.rating_clear(user=bob, title=title("movie", 604))
    services.mark_set(user=bob, title=title(), kind="watchlist", on=True)
    services.rating_set(user=bob, title=title("movie", 605), value=4)
    apply_snapshot(bob.pk, snapshot, started)
    assert {rating.title.tmdb_id: rating.value for rating in Rating.objects.select_related("title")} == {
        603: 9.0,
        605: 4.0,
    }
    assert Mark.objects.count() == 1


def test_a_sync_while_rating(bob: User, tmdb: Tmdb, session: str) -> None:
    """What arrived while the pages were read is not undone by what they said before."""
    tmdb.write("POST", "/movie/603/rating", session, value=2)
    sync(bob)
    started = timezone.now()
    snapshot = read_all(bob)
    services.rating_set(user=bob, title=title(), value=9)
    services.rating_set(user=bob, title=title("movie", 604), value=4)
    worker(bob)
    apply_snapshot(bob.pk, snapshot, started)
    assert {rating.title.tmdb_id: rating.value for rating in Rating.objects.select_related("title")} == {
        603: 9.0,
        604: 4.0,
    }
    services.rating_clear(user=bob, title=title("movie", 604))
    snapshot = read_all(bob)
    worker(bob)
    apply_snapshot(bob.pk, snapshot, started)
    assert Rating.objects.count() == 1

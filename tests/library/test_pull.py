"""What a member has at TMDB comes here, and nothing that is on its way there is lost by it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import TmdbLink, User
from library import services
from library.models import List, Mark, Rating, Sync
from library.pull import Reader, apply, pull, snapshot
from library.sync import has_own_rows, merge, take_theirs
from tests.library.conftest import Tmdb, episode, link, sync, title, worker
from tests.stand_in import DOWN

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
        name: len(films) for name, films in tmdb.lists(session).items()
    }
    first = tmdb.get("/account/me/rated/movies", session)["results"][0]
    assert Rating.objects.get(title__tmdb_id=first["id"], title__kind="movie").value == first["rating"]


def test_progress_is_true(bob: User, tmdb: Tmdb) -> None:
    link(bob, "mona")
    seen: list[tuple[int, int]] = []
    pull(bob.pk, lambda done, total: seen.append((done, total)))
    assert all(done <= total for done, total in seen)
    assert seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_two_thousand_ratings_in_a_handful_of_writes(bob: User, tmdb: Tmdb) -> None:
    session = link(bob)
    state = tmdb.state()
    db = tmdb.stand_in.app._store.opened()[0]
    ids = [row["id"] for row in db.execute("select id from episode order by id limit 2000")]
    values = [
        ("account:9100103", "episode", one, 7.0, "2026-01-01 00:00:00 UTC", place) for place, one in enumerate(ids)
    ]
    state.executemany("insert into rating values (?, ?, ?, ?, ?, ?)", values)
    found = snapshot(Reader(TmdbLink.objects.get(user=bob), lambda done, total: None))
    assert len(found.ratings) == 2000
    from django.utils import timezone

    with CaptureQueriesContext(
        connection,
    ) as queries:
        apply(bob.pk, found, timezone.now())
    assert Rating.objects.count() == 2000
    assert len(queries) < 70, len(queries)  # SQLite takes 999 values a statement
    assert tmdb.get("/account/me/rated/tv/episodes", session)["total_results"] == 2000


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
    user.intents.filter(state="done").update(done_at="2026-01-01T00:00:00Z")


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
    found = snapshot(Reader(TmdbLink.objects.get(user=bob), lambda done, total: None))
    from django.utils import timezone

    started = timezone.now()
    services.rating_set(user=bob, title=title(), value=9)
    services.rating_clear(user=bob, title=title("movie", 604))
    services.mark_set(user=bob, title=title(), kind="watchlist", on=True)
    services.rating_set(user=bob, title=title("movie", 605), value=4)
    apply(bob.pk, found, started)
    assert {one.title.tmdb_id: one.value for one in Rating.objects.select_related("title")} == {603: 9.0, 605: 4.0}
    assert Mark.objects.count() == 1


def test_a_sync_while_rating(bob: User, tmdb: Tmdb, session: str) -> None:
    """What arrived while the pages were read is not undone by what they said before."""
    from django.utils import timezone

    tmdb.write("POST", "/movie/603/rating", session, value=2)
    sync(bob)
    started = timezone.now()
    found = snapshot(Reader(TmdbLink.objects.get(user=bob), lambda done, total: None))
    services.rating_set(user=bob, title=title(), value=9)
    services.rating_set(user=bob, title=title("movie", 604), value=4)
    worker(bob)
    apply(bob.pk, found, started)
    assert {one.title.tmdb_id: one.value for one in Rating.objects.select_related("title")} == {603: 9.0, 604: 4.0}
    services.rating_clear(user=bob, title=title("movie", 604))
    found = snapshot(Reader(TmdbLink.objects.get(user=bob), lambda done, total: None))
    worker(bob)
    apply(bob.pk, found, started)
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
    assert row.trouble == "TMDB isn't answering."
    assert Rating.objects.count() == before
    assert sync(bob).state == "idle"


def test_a_revoked_session_is_noticed(bob: User, tmdb: Tmdb, session: str) -> None:
    tmdb.write("DELETE", "/authentication/session", session)
    row = sync(bob)
    assert TmdbLink.objects.get(user=bob).state == "revoked"
    assert "Link again" in row.trouble


def test_a_member_with_rows_of_their_own_is_asked_before_anything_moves(bob: User, tmdb: Tmdb) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    services.mark_set(user=bob, title=title("tv", 1399), kind="watchlist", on=True)
    owls = services.list_create(user=bob, name="Owls")
    services.list_item_set(list_=owls, title=title("movie", 604), on=True)
    assert has_own_rows(bob)
    session = link(bob, agreed=False)
    assert Sync.objects.get(user=bob).agreed_at is None
    tmdb.write("POST", "/movie/550/rating", session, value=6)
    merge(user=bob)
    worker(bob)
    sync(bob)
    assert tmdb.ratings(session) == {550: 6.0, 603: 8.0}
    assert tmdb.marked(session, "watchlist", "tv") == [1399]
    assert tmdb.lists(session) == {"Owls": [604]}
    assert Rating.objects.count() == 2
    assert List.objects.get().tmdb_id


def test_or_takes_what_tmdb_has(bob: User, tmdb: Tmdb) -> None:
    services.rating_set(user=bob, title=title(), value=8)
    session = link(bob, agreed=False)
    tmdb.write("POST", "/movie/550/rating", session, value=6)
    take_theirs(user=bob)
    sync(bob)
    assert [one.title.tmdb_id for one in Rating.objects.select_related("title")] == [550]
    assert tmdb.ratings(session) == {550: 6.0}


def test_unlinking_keeps_the_rows_and_forgets_the_wishes(bob: User, tmdb: Tmdb, session: str) -> None:
    from accounts import linking

    services.rating_set(user=bob, title=title(), value=8)
    linking.link_remove(user=bob)
    assert Rating.objects.count() == 1
    assert not bob.intents.exists()


def test_account_states_settle_a_doubt(bob: User, tmdb: Tmdb, session: str) -> None:
    from library import states

    film, part = title(), episode(tmdb)
    tmdb.write("POST", "/movie/603/rating", session, value=9)
    tmdb.write("POST", "/account/me/watchlist", session, media_type="movie", media_id=603, watchlist=True)
    tmdb.write("POST", "/tv/1399/season/1/episode/1/rating", session, value=4)
    states.check(bob.pk, film.pk)
    states.check(bob.pk, part.pk)
    assert Rating.objects.get(title=film).value == 9
    assert Rating.objects.get(title=part).value == 4
    assert Mark.objects.get().kind == "watchlist"
    age(bob)
    tmdb.write("DELETE", "/movie/603/rating", session)
    states.check(bob.pk, film.pk)
    assert not Rating.objects.filter(title=film).exists()
    tmdb.write("POST", "/tv/1399/season/1/episode/1/rating", session, value=6)
    assert states.season_ratings(bob.pk, 1399, 1) == 1
    assert Rating.objects.get(title=part).value == 6
    services.rating_set(user=bob, title=film, value=2)
    states.check(bob.pk, film.pk)
    assert Rating.objects.get(title=film).value == 2  # it is on its way

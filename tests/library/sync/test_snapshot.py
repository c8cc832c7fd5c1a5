"""Everything is read that TMDB has of a member, though its pages shift meanwhile."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from library.models import List, Mark, Rating
from library.sync.pull import read_snapshot
from tests.library.conftest import Tmdb, age, link, rate_at_tmdb, read_all, sync

pytestmark = pytest.mark.django_db


def test_progress_is_true(bob: User, tmdb: Tmdb) -> None:
    link(bob, "mona")
    seen: list[tuple[int, int]] = []
    read_snapshot(bob.pk, lambda done, total: seen.append((done, total)))
    assert all(done <= total for done, total in seen)
    assert seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    totals = [total for done, total in seen if done > 8]  # when each collection has been opened once
    assert set(totals) == {seen[-1][1]}


def test_pages_that_shift_while_they_are_read_lose_nothing(bob: User, tmdb: Tmdb, session: str) -> None:
    """One is taken back behind a page that was read: the next page begins one too late."""
    rate_at_tmdb(tmdb, "movie", 45)
    sync(bob)
    age(bob)
    first = tmdb.get("/account/me/rated/movies", session)["results"][0]["id"]
    with tmdb.happening("rated/movies?page=1&", lambda: take_back(tmdb, first, session)):
        sync(bob)
    assert set(Rating.objects.values_list("title__tmdb_id", flat=True)) == set(films_rated_at_tmdb(tmdb, session))
    assert Rating.objects.count() == 44


def take_back(tmdb: Tmdb, film: int, session: str) -> None:
    tmdb.write("DELETE", f"/movie/{film}/rating", session)


def films_rated_at_tmdb(tmdb: Tmdb, session: str) -> list[int]:
    pages = tmdb.get("/account/me/rated/movies", session)["total_pages"]
    results = [tmdb.get("/account/me/rated/movies", session, page=page)["results"] for page in range(1, pages + 1)]
    return [row["id"] for rows in results for row in rows]


def test_pages_that_never_stand_still_delete_nothing(bob: User, tmdb: Tmdb, session: str) -> None:
    rate_at_tmdb(tmdb, "movie", 45)
    sync(bob)
    age(bob)
    films = iter(films_rated_at_tmdb(tmdb, session))
    with tmdb.happening("rated/movies?page=1&", lambda: take_back(tmdb, next(films), session), times=9):
        sync(bob)
    assert Rating.objects.count() == 45
    sync(bob)
    assert set(Rating.objects.values_list("title__tmdb_id", flat=True)) == set(films_rated_at_tmdb(tmdb, session))


def test_more_pages_than_tmdb_gives(bob: User, tmdb: Tmdb, session: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is behind the last page is read from the other end; of what is in the middle, nothing is taken for gone."""
    rate_at_tmdb(tmdb, "movie", 110)
    sync(bob)
    age(bob)
    assert Rating.objects.count() == 110
    monkeypatch.setattr("library.sync.snapshot.LAST_PAGE", 4)
    snapshot = read_all(bob)
    assert len(snapshot.ratings) == 110
    assert list(snapshot.ratings) == [("movie", film) for film in films_rated_at_tmdb(tmdb, session)]
    assert not snapshot.partial
    monkeypatch.setattr("library.sync.snapshot.LAST_PAGE", 2)
    take_back(tmdb, films_rated_at_tmdb(tmdb, session)[0], session)
    sync(bob)
    assert Rating.objects.count() == 110


def test_a_list_deleted_while_the_pages_are_read(bob: User, tmdb: Tmdb, session: str) -> None:
    owls, _ = [tmdb.write("POST", "/list", session, name=name, description="") for name in ("Owls", "Ravens")]
    with tmdb.happening("/lists?", lambda: tmdb.write("DELETE", f"/list/{owls['list_id']}", session)):
        assert sync(bob).state == "idle"
    assert [list_.name for list_ in List.objects.all()] == ["Ravens"]


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

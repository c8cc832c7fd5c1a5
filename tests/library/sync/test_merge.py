"""A member links with rows on both sides: they see what there is, choose, and get what they chose."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import tmdb_link
from accounts.models import User
from library import services
from library.models import List, Mark, OutboxEntry, Rating, Sync
from library.sync.merge import apply_merge
from library.sync.pull import read_snapshot
from library.sync.sync import confirm_merge
from tests.conftest import get_page
from tests.library.conftest import Tmdb, link, sync, title, worker
from tests.stand_in import DOWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(bob: User, tmdb: Tmdb) -> str:
    """Bob's session; he and TMDB agree on film 550, differ on 603, and each has something of their own."""
    services.rating_set(user=bob, title=title(name="The Matrix"), value=8)
    services.rating_set(user=bob, title=title("movie", 550), value=6)
    services.rating_set(user=bob, title=title("movie", 604), value=4)
    services.mark_set(user=bob, title=title("tv", 1399), kind="watchlist", on=True)
    owls = services.list_create(user=bob, name="Owls", audience="everybody")
    for film in (603, 604):
        services.list_item_set(list_=owls, title=title("movie", film), on=True)
    session = link(bob, agreed=False)
    for film, value in ((550, 6), (603, 9.5), (13, 7)):
        tmdb.write("POST", f"/movie/{film}/rating", session, value=value)
    tmdb.write("POST", "/account/me/favorite", session, media_type="movie", media_id=13, favorite=True)
    number = tmdb.write("POST", "/list", session, name="Owls", description="")["list_id"]
    for film in (604, 605):
        tmdb.write("POST", f"/list/{number}/add_item", session, media_id=film)
    sync(bob)
    return session


def ratings(user: User) -> dict[int, float]:
    return {rating.title.tmdb_id: rating.value for rating in Rating.objects.filter(user=user).select_related("title")}


def test_what_would_be_put_together_is_shown_first(client: Client, bob: User, both: str) -> None:
    shown = Sync.objects.get(user=bob).preview
    assert [(row["name"], row["here"], row["both"], row["there"]) for row in shown["rows"]] == [
        ("Ratings", 1, 2, 1), ("Favourites", 0, 0, 1), ("Watchlist", 1, 0, 0), ("Lists", 0, 1, 0),
    ]  # fmt: skip
    assert shown["differing"] == [["The Matrix", 8.0, 9.5]]
    body = get_page(client, "/me/sync/")
    for words in ("Before anything moves", "1 rating differs", "The Matrix", "mine count", "TMDB's count"):
        assert words in body
    assert "You have still to choose" in get_page(client, "/me/")


def test_nothing_moves_before_the_choice(bob: User, tmdb: Tmdb, both: str) -> None:
    worker(bob)
    sync(bob)
    assert ratings(bob) == {603: 8.0, 550: 6.0, 604: 4.0}
    assert tmdb.ratings(both) == {550: 6.0, 603: 9.5, 13: 7.0}


@pytest.mark.parametrize(("choice", "value"), [("mine", 8.0), ("theirs", 9.5)])
def test_put_together(client: Client, bob: User, tmdb: Tmdb, both: str, choice: str, value: float) -> None:
    client.post("/me/sync/agree/", {"choice": choice})
    sync(bob)
    tmdb.stand_in.calls.clear()
    worker(bob)
    paths = [call.partition("?")[0] for call in tmdb.stand_in.calls if "rating" in call]
    assert paths == (["/movie/603/rating"] if choice == "mine" else []) + ["/movie/604/rating"]  # not what is the same
    expected = {550: 6.0, 603: value, 13: 7.0, 604: 4.0}
    assert (ratings(bob), tmdb.ratings(both)) == (expected, expected)
    assert tmdb.marked(both, "watchlist", "tv") == [1399]
    assert Mark.objects.filter(kind="favorite").count() == 1
    assert {name: set(films) for name, films in tmdb.lists(both).items()} == {"Owls": {603, 604, 605}}
    assert {item.title.tmdb_id for item in List.objects.get().items.all()} == {603, 604, 605}


def test_only_what_tmdb_has(client: Client, bob: User, tmdb: Tmdb, both: str) -> None:
    before = tmdb.ratings(both)
    client.post("/me/sync/agree/", {"choice": "replace"})
    sync(bob)
    worker(bob)
    assert ratings(bob) == before == tmdb.ratings(both)
    assert {item.title.tmdb_id for item in List.objects.get().items.all()} == {604, 605}
    assert not OutboxEntry.objects.exists()


def test_a_choice_made_while_tmdb_is_away_is_carried_out_later(bob: User, tmdb: Tmdb, both: str) -> None:
    confirm_merge(user=bob, strategy="mine")
    tmdb.stand_in.fault = DOWN
    assert sync(bob).state == "failed"
    worker(bob)
    assert ratings(bob) == {603: 8.0, 550: 6.0, 604: 4.0}
    tmdb.stand_in.fault = None
    sync(bob)
    worker(bob)
    assert tmdb.ratings(both)[603] == 8.0


def test_unlinked_and_linked_again_nothing_is_doubled(bob: User, tmdb: Tmdb, both: str) -> None:
    confirm_merge(user=bob, strategy="mine")
    sync(bob)
    worker(bob)
    tmdb_link.link_remove(user=bob)
    session = link(bob, agreed=False)
    sync(bob)
    shown: Any = Sync.objects.get(user=bob).preview
    assert [(row["here"], row["there"]) for row in shown["rows"]] == [(0, 0)] * 4
    confirm_merge(user=bob, strategy="mine")
    sync(bob)
    assert not OutboxEntry.objects.exists()
    assert len(tmdb.lists(session)) == List.objects.count() == 1


def test_a_thousand_rows_are_put_together_in_few_statements(bob: User, tmdb: Tmdb) -> None:
    now = timezone.now()
    rows = [
        Rating(user=bob, title=title("movie", 700000 + number), halves=8, rated_at=now, changed_at=now)
        for number in range(400)
    ]
    Rating.objects.bulk_create(rows)
    link(bob, "mona", agreed=False)
    started = timezone.now()
    snapshot = read_snapshot(bob.pk, lambda done, total: None)
    with CaptureQueriesContext(connection) as queries:
        apply_merge(bob, "mine", snapshot, started)
    assert OutboxEntry.objects.count() == 400
    assert Rating.objects.count() == 586
    assert len(queries) < 80, len(queries)

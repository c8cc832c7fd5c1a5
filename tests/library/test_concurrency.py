"""Two devices at once, a sync while rating, two syncs: on whichever database the tests run."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from library import guests, services
from library.member_lock import lock_member_rows
from library.models import Guest, List, Mark, OutboxEntry, Rating
from library.sync.pull import apply_snapshot, read_snapshot
from tests.conftest import make_member, sign_in
from tests.library.conftest import Tmdb, confirm, link, title, worker

IN_MEMORY = "memory" in str(connection.settings_dict["NAME"]) or (
    connection.vendor == "sqlite" and not connection.settings_dict["TEST"].get("NAME")
)
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(IN_MEMORY, reason="several connections can't share a database in memory: make test-databases"),
]


@pytest.fixture(autouse=True)
def _no_tasks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What would be handed to a worker is done by the test, when it wants it done."""
    monkeypatch.setattr("jobs.dispatch.enqueue", lambda task, *args: None)
    monkeypatch.setattr("jobs.dispatch.in_background", lambda errand: None)
    return


@pytest.fixture
def bob(transactional_db: None) -> User:
    return make_member("bob")


def at_once(*works: Callable[[], object]) -> None:
    """Each in a thread and on a connection of its own, begun together; what one raises is raised here."""
    gate, failed = threading.Barrier(len(works)), list[BaseException]()

    def run(work: Callable[[], object]) -> None:
        try:
            gate.wait(timeout=20)
            work()
        except BaseException as error:  # noqa: BLE001 - raised below
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if failed:
        raise failed[0]


def test_two_devices_rate_the_same_film(bob: User, tmdb: Tmdb) -> None:
    session = link(bob)
    phone, laptop = sign_in(bob), sign_in(bob)
    for _ in range(5):
        at_once(
            lambda: phone.post("/movie/603/rating/", {"value": "4"}),
            lambda: laptop.post("/movie/603/rating/", {"value": "9"}),
            lambda: phone.post("/movie/603/favorite/", {"on": "1"}),
            lambda: laptop.post("/movie/603/favorite/", {"on": "1"}),
        )
    rating = Rating.objects.get(user=bob)
    assert rating.value in {4.0, 9.0}
    assert Mark.objects.count() == 1
    entry = OutboxEntry.objects.get(action="rating")
    assert entry.desired == rating.value  # the row and the entry are of the same device
    worker(bob)
    assert tmdb.ratings(session) == {603: rating.value}


def test_pushing_while_rating_ends_with_the_last_entry(bob: User, tmdb: Tmdb) -> None:
    session = link(bob)

    def rate() -> None:
        for value in range(1, 20):
            services.rating_set(user=bob, title=title(), value=value / 2)

    def push() -> None:
        for _ in range(10):
            worker(bob)

    at_once(rate, push)
    worker(bob)
    assert tmdb.ratings(session) == {603: 9.5}
    assert not OutboxEntry.objects.exclude(state="done").exists()


def test_a_sync_while_rating_loses_neither(bob: User, tmdb: Tmdb) -> None:
    session = link(bob, "otto")
    snapshot = read_snapshot(bob.pk, lambda done, total: None)
    started = timezone.now()
    taken = [key[1] for key in snapshot.ratings if key[0] == "movie"][:10]

    def rate() -> None:
        for film in taken:
            services.rating_set(user=bob, title=title("movie", film), value=0.5)
        for film in (603, 604, 605):
            services.rating_set(user=bob, title=title("movie", film), value=10)

    at_once(rate, lambda: apply_snapshot(bob.pk, snapshot, started))
    mine = dict(Rating.objects.filter(title__kind="movie").values_list("title__tmdb_id", "halves"))
    assert {film: mine[film] for film in taken if film not in {603, 604, 605}} == {
        film: 1 for film in taken if film not in {603, 604, 605}
    }
    assert [mine[film] for film in (603, 604, 605)] == [20, 20, 20]
    assert len(mine) == len({key[1] for key in snapshot.ratings if key[0] == "movie"} | {603, 604, 605})
    worker(bob)
    page = tmdb.get("/account/me/rated/movies", session, sort_by="created_at.desc")["results"]
    assert {row["id"] for row in page} >= {603, 604, 605}


def test_two_members_brought_into_step_at_once_share_titles(bob: User, tmdb: Tmdb) -> None:
    charlie = make_member("charlie")
    link(bob, "mona")
    link(charlie, "otto")
    snapshots = [(user, read_snapshot(user.pk, lambda done, total: None)) for user in (bob, charlie)]
    backwards = snapshots[1][1]
    backwards.titles = dict(reversed(backwards.titles.items()))
    at_once(
        *(
            lambda user=user, snapshot=snapshot: apply_snapshot(user.pk, snapshot, timezone.now())
            for user, snapshot in snapshots
        )
    )
    assert Rating.objects.filter(user=bob).count() == 186
    assert Rating.objects.filter(user=charlie).count() == 51
    assert List.objects.filter(user=bob).count() == 5


@pytest.fixture
def owls(bob: User, tmdb: Tmdb) -> List:
    """A list on TMDB with three films and a show."""
    session = link(bob)
    number = tmdb.write("POST", "/list", session, name="Owls", description="")["list_id"]
    tmdb.put(number, ("movie", 603), ("movie", 604), ("tv", 1399))
    apply_snapshot(bob.pk, read_snapshot(bob.pk, lambda done, total: None), timezone.now())
    return List.objects.get()


def test_clearing_a_list_while_a_sync_is_at_it_spares_shows_and_keeps_new_films(
    bob: User, tmdb: Tmdb, owls: List
) -> None:
    snapshot, started = read_snapshot(bob.pk, lambda done, total: None), timezone.now()

    def clear_and_go_on() -> None:
        services.list_clear(list_=owls)
        services.list_item_set(list_=owls, title=title("movie", 605), on=True)
        services.list_item_set(list_=owls, title=title("tv", 1396), on=True)

    at_once(clear_and_go_on, lambda: apply_snapshot(bob.pk, snapshot, started), lambda: worker(bob))
    worker(bob)
    apply_snapshot(bob.pk, read_snapshot(bob.pk, lambda done, total: None), started)
    assert set(tmdb.items(owls.tmdb_id or 0)) == {("tv", 1399), ("movie", 605)}
    here = set(owls.items.values_list("title__kind", "title__tmdb_id"))
    assert here == {("tv", 1399), ("movie", 605), ("tv", 1396)}


def test_what_a_sync_writes_while_clearing_waits_for_it_is_spared(
    bob: User, owls: List, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, real = sign_in(bob), services.list_clear
    locked, pressed = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic():
            lock_member_rows(bob.pk)
            locked.set()
            assert pressed.wait(20)
            owls.items.create(title=title("movie", 605), position=9, changed_at=timezone.now())

    def list_clear(**given: Any) -> None:
        pressed.set()  # the view has looked at the list, if it does
        real(**given)

    def press() -> None:
        address = f"/lists/{owls.pk}/clear/"
        assert locked.wait(20)
        response = confirm(laptop, address)
        assert "has changed since you were asked" in response.content.decode()

    monkeypatch.setattr(services, "list_clear", list_clear)
    at_once(write, press)
    assert owls.items.count() == 4


def test_one_address_makes_no_more_guests_at_once_than_one_after_the_other(
    tmdb: Tmdb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guests, "MAX_GUESTS_PER_HOUR", 3)
    title()
    cache.clear()
    statuses: list[int] = []

    def rate() -> None:
        statuses.append(Client().post("/movie/603/rating/", {"value": "8"}).status_code)

    at_once(*[rate] * 8)
    assert statuses.count(429) == 5
    assert Guest.objects.count() == 3


def test_a_list_that_turns_private_while_films_are_pushed_loses_none(bob: User, tmdb: Tmdb) -> None:
    link(bob)
    owls = services.list_create(user=bob, name="Owls", audience="everybody")

    def put() -> None:
        for film in (603, 604, 605, 550, 13):
            services.list_item_set(list_=List.objects.get(), title=title("movie", film), on=True)

    def edit(audience: str) -> None:
        services.list_edit(list_=List.objects.get(), name="Owls", description="", audience=audience, also_on_tmdb=False)

    def push() -> None:
        for _ in range(5):
            worker(bob)

    at_once(put, push, lambda: edit("nobody"))
    owls.refresh_from_db()
    before = tmdb.items(owls.tmdb_id) if owls.tmdb_id else []
    services.list_item_set(list_=owls, title=title("movie", 120), on=True)
    worker(bob)
    assert (tmdb.items(owls.tmdb_id) if owls.tmdb_id else []) == before  # nothing goes while it is private
    edit("everybody")
    worker(bob)
    owls.refresh_from_db()
    films = {("movie", film) for film in (603, 604, 605, 550, 13, 120)}
    assert set(tmdb.items(owls.tmdb_id or 0)) == films
    assert set(owls.items.values_list("title__kind", "title__tmdb_id")) == films


def test_a_list_deleted_while_it_is_made_on_tmdb_is_there_no_more(bob: User, tmdb: Tmdb) -> None:
    session = link(bob)
    for _ in range(4):
        owls = services.list_create(user=bob, name="Owls", audience="everybody")
        at_once(lambda: worker(bob), lambda owls=owls: services.list_delete(list_=owls))
        worker(bob)
        assert tmdb.lists(session) == {}
        assert not List.objects.exists()

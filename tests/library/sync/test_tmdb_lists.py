"""Lists on TMDB are cleared, deleted, and shortened, and lose nothing that the member has not seen."""

from itertools import count
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from library import services
from library.models import List, OutboxEntry
from library.sync import outbox
from library.sync.push_handlers import HANDLERS
from library.sync.push_session import PushSession
from library.sync.snapshot import ListContents, PageReader, read_list
from library.sync.tmdb_lists import read_recent
from tests.conftest import get_page
from tests.library.conftest import FILMS, SHOWS, Tmdb, age, confirm, here, owls, refuse_deletion, sync, title, worker

pytestmark = pytest.mark.django_db

TWIN = {"media_type": "tv", "id": 603, "name": "A show with the number of The Matrix"}


def test_clearing_a_list_spares_its_shows(client: Client, bob: User, tmdb: Tmdb, list_number: int) -> None:
    address = f"/lists/{owls().pk}/clear/"
    body = get_page(client, address)
    assert "All films come off the list" in body
    assert "Breaking Bad" in body
    confirm(client, address)
    worker(bob)
    assert tmdb.items(list_number) == SHOWS
    assert not tmdb.paths_called("/clear")
    age(bob)
    sync(bob)
    assert here() == SHOWS


def test_clearing_spares_what_was_put_there_since_it_was_last_read(bob: User, tmdb: Tmdb, list_number: int) -> None:
    for show in SHOWS:
        tmdb.take(list_number, *show)
    sync(bob)
    tmdb.put(list_number, ("movie", 605), ("tv", 1399))
    services.list_clear(list_=owls())
    worker(bob)
    assert tmdb.items(list_number) == [("movie", 605), ("tv", 1399)]
    assert not tmdb.paths_called("/clear")
    age(bob)
    sync(bob)
    assert here() == [("movie", 605), ("tv", 1399)]


def test_what_is_put_on_a_list_between_reading_and_clearing_it_stays(
    bob: User, tmdb: Tmdb, list_number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for show in SHOWS:
        tmdb.take(list_number, *show)
    age(bob)
    sync(bob)
    services.list_clear(list_=owls())
    services.list_item_set(list_=owls(), title=title("movie", 120), on=True)

    def read_and_put(reader: PageReader, of: int) -> ListContents:
        contents = read_list(reader, of)
        tmdb.put(of, ("movie", 605))
        return contents

    monkeypatch.setattr("library.sync.tmdb_lists.read_list", read_and_put)
    worker(bob)
    assert tmdb.items(list_number) == [("movie", 605), ("movie", 120)]


def test_many_films_taken_off_a_list_have_it_read_once(bob: User, tmdb: Tmdb, list_number: int) -> None:
    films = [int(row["id"]) for row in tmdb.get("/movie/popular")["results"] if row["id"] not in {603, 604}][:8]
    tmdb.put(list_number, *(("movie", film) for film in films))
    sync(bob)
    tmdb.stand_in.calls.clear()
    for film in films:
        services.list_item_set(list_=owls(), title=title("movie", film), on=False)
    worker(bob)
    assert tmdb.items(list_number) == FILMS + SHOWS
    assert len(tmdb.paths_called("/remove_item")) == len(films)
    assert len([call for call in tmdb.stand_in.calls if call.startswith(f"/list/{list_number}")]) == 1 + len(films)


def test_a_list_is_read_again_after_something_was_put_on_it(bob: User, tmdb: Tmdb, list_number: int) -> None:
    session = PushSession(bob.tmdb_link.account_id, bob.tmdb_link.decrypt_session())
    assert set(read_recent(list_number, session).titles) == {*FILMS, *SHOWS}
    services.list_item_set(list_=owls(), title=title("movie", 605), on=True)
    HANDLERS["list_item"](OutboxEntry.objects.get(action="list_item"), session)
    assert ("movie", 605) in read_recent(list_number, session).titles


def test_a_list_that_tmdb_does_not_delete_is_emptied_meanwhile(bob: User, tmdb: Tmdb, list_number: int) -> None:
    services.list_delete(list_=owls())
    with tmdb.answering(refuse_deletion):
        worker(bob)
    assert tmdb.items(list_number) == []
    assert OutboxEntry.objects.get(action="list_drop").state == "waiting"
    outbox.retry(OutboxEntry.objects.filter(user=bob))
    worker(bob)
    assert tmdb.lists(bob.tmdb_link.decrypt_session()) == {}


def test_clearing_that_was_interrupted_goes_on_where_it_stopped(bob: User, tmdb: Tmdb, list_number: int) -> None:
    services.list_clear(list_=owls())
    tmdb.take(list_number, "movie", 603)  # which is as far as the worker came
    OutboxEntry.objects.filter(action="list_clear").update(attempts=1)
    worker(bob)
    assert tmdb.items(list_number) == SHOWS
    assert len(tmdb.paths_called("/remove_item")) == 1


def test_a_film_that_came_back_after_clearing_stays(bob: User, tmdb: Tmdb, list_number: int) -> None:
    services.list_clear(list_=owls())
    services.list_item_set(list_=owls(), title=title("movie", 603), on=True)
    worker(bob)
    assert set(tmdb.items(list_number)) == {("movie", 603), *SHOWS}
    age(bob)
    sync(bob)
    assert set(here()) == {("movie", 603), *SHOWS}


def test_clearing_twice_before_tmdb_hears_of_it_clears_all(bob: User, tmdb: Tmdb, list_number: int) -> None:
    services.list_clear(list_=owls())
    services.list_item_set(list_=owls(), title=title("movie", 605), on=True)
    services.list_clear(list_=owls())
    worker(bob)
    assert tmdb.items(list_number) == SHOWS


def test_a_film_is_never_taken_off_by_the_number_of_a_show(bob: User, tmdb: Tmdb, list_number: int) -> None:
    services.list_item_set(list_=owls(), title=title("movie", 603), on=False)
    with tmdb.holding(list_number, TWIN):  # since the last sync
        worker(bob)
    assert not tmdb.paths_called("/remove_item")
    assert "same number" in OutboxEntry.objects.get(state="failed").problem


def test_a_film_that_is_gone_is_not_taken_off_by_the_number_of_a_show(bob: User, tmdb: Tmdb, list_number: int) -> None:
    tmdb.take(list_number, "movie", 603)
    services.list_item_set(list_=owls(), title=title("movie", 603), on=False)
    with tmdb.holding(list_number, TWIN):
        worker(bob)
    assert not tmdb.paths_called("/remove_item")
    assert not OutboxEntry.objects.filter(state="failed").exists()


def test_clearing_leaves_a_film_with_the_number_of_a_show_and_says_so(bob: User, tmdb: Tmdb, list_number: int) -> None:
    services.list_clear(list_=owls())
    with tmdb.holding(list_number, TWIN):
        worker(bob)
    assert tmdb.items(list_number) == [("movie", 603), *SHOWS]
    assert "same number" in OutboxEntry.objects.get(state="failed").problem


def test_a_list_that_holds_more_than_the_member_saw_is_not_deleted(
    client: Client, bob: User, tmdb: Tmdb, session: str, list_number: int
) -> None:
    tmdb.put(list_number, ("tv", 1399))
    confirm(client, f"/lists/{owls().pk}/delete/")
    worker(bob)
    assert tmdb.items(list_number) == [*FILMS, *SHOWS, ("tv", 1399)]
    assert "had not seen" in OutboxEntry.objects.get(state="failed").problem
    client.post(f"/me/sync/drop/{OutboxEntry.objects.get().pk}/")
    sync(bob)
    assert here() == [*FILMS, *SHOWS, ("tv", 1399)]


def test_a_film_taken_off_just_before_does_not_keep_a_list_from_being_deleted(
    bob: User, tmdb: Tmdb, session: str, list_number: int
) -> None:
    services.list_item_set(list_=owls(), title=title("movie", 603), on=False)
    services.list_delete(list_=owls())
    worker(bob)
    assert tmdb.lists(session) == {}


def test_entries_of_former_versions_delete_no_shows(bob: User, tmdb: Tmdb, list_number: int) -> None:
    services.list_clear(list_=owls())
    OutboxEntry.objects.filter(action="list_clear").update(desired=True)
    worker(bob)
    assert tmdb.items(list_number) == FILMS + SHOWS
    services.list_delete(list_=owls())
    OutboxEntry.objects.filter(action="list_drop").update(desired={"delete": list_number})
    worker(bob)
    assert tmdb.items(list_number) == FILMS + SHOWS


def test_a_list_that_never_stands_still_loses_nothing(bob: User, tmdb: Tmdb, list_number: int) -> None:
    reads = count()

    def change(body: Any) -> None:
        """Something else is on the list whenever it is read, and there is always more than the pages show."""
        body["items"] = [*body["items"], {"media_type": "person", "id": next(reads)}]
        body["total_pages"], body["total_results"] = 2, 100

    tmdb.take(list_number, "tv", 1396)
    with tmdb.rewriting(f"/3/list/{list_number}", change):
        sync(bob)
        assert here() == FILMS + SHOWS
        services.list_clear(list_=owls())
        worker(bob)
    assert tmdb.items(list_number) == [*FILMS, ("tv", 1400)]
    assert OutboxEntry.objects.get(action="list_clear").state == "waiting"


def test_a_list_that_tmdb_deletes_with_an_error_is_deleted(bob: User, tmdb: Tmdb, session: str) -> None:
    owls = services.list_create(user=bob, name="Owls", audience="everybody")
    worker(bob)
    number = List.objects.get().tmdb_id
    services.list_delete(list_=owls)
    tmdb.write("DELETE", f"/list/{number}", session)  # as TMDB does, and then
    with tmdb.answering(refuse_deletion):
        worker(bob)
    assert not outbox.waiting_entries(bob).exists()

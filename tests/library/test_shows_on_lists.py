"""Lists on TMDB hold shows as well, though its interface takes films alone: they are shown, and spared."""

import json
import re
from typing import Any, cast

import pytest
from django.test import Client
from django.utils.timezone import now

from accounts.models import User
from library import services
from library.models import List, ListItem, OutboxEntry, Title
from library.sync import account_states, outbox
from library.sync.push_handlers import HANDLERS
from library.sync.push_session import PushSession
from library.sync.snapshot import ListContents, PagedRows, PageReader, read_list
from library.sync.sync import confirm_merge
from library.sync.tmdb_lists import read_recent
from tests.conftest import page, signed_in
from tests.library.conftest import Tmdb, confirm, link, sync, title, worker

pytestmark = pytest.mark.django_db

FILMS = [("movie", 603), ("movie", 604)]
SHOWS = [("tv", 1396), ("tv", 1400)]
TWIN = {"media_type": "tv", "id": 603, "name": "A show with the number of The Matrix"}
STRANGE = ({"media_type": "episode", "id": 62085, "name": "Pilot"}, {"media_type": "movie", "title": "No number"})


@pytest.fixture
def number(bob: User, tmdb: Tmdb, session: str) -> int:
    """The number of bob's list on TMDB, with two films and two shows; it came here with a sync."""
    made = int(tmdb.write("POST", "/list", session, name="Owls", description="")["list_id"])
    tmdb.put(made, *FILMS, *SHOWS)
    sync(bob)
    settle(bob)
    return made


def settle(bob: User) -> None:
    """As if all of it had been done an hour ago."""
    ListItem.objects.update(changed_at="2026-01-01T00:00:00Z")
    List.objects.update(changed_at="2026-01-01T00:00:00Z")
    OutboxEntry.objects.filter(state="done").update(done_at="2026-01-01T00:00:00Z")


def here() -> list[tuple[str, int]]:
    return [(item.title.kind, item.title.tmdb_id) for item in List.objects.get().items.select_related("title")]


def owls() -> List:
    return List.objects.get()


def test_shows_on_a_list_come_here_with_the_films(client: Client, bob: User, number: int) -> None:
    assert here() == FILMS + SHOWS
    body = page(client, owls().get_absolute_url())
    assert "2 films and 2 shows" in body
    assert "Breaking Bad" in body
    assert "2 films and 2 shows" in page(client, "/members/bob/lists/")
    assert "takes only films off lists" in body


def test_clearing_a_list_spares_its_shows(client: Client, bob: User, tmdb: Tmdb, number: int) -> None:
    address = f"/lists/{owls().pk}/clear/"
    body = page(client, address)
    assert "All films come off the list" in body
    assert "Breaking Bad" in body
    confirm(client, address)
    worker(bob)
    assert tmdb.items(number) == SHOWS
    assert not tmdb.told("/clear")
    settle(bob)
    sync(bob)
    assert here() == SHOWS


def test_clearing_spares_what_was_put_there_since_it_was_last_read(bob: User, tmdb: Tmdb, number: int) -> None:
    for one in SHOWS:
        tmdb.take(number, *one)
    sync(bob)
    tmdb.put(number, ("movie", 605), ("tv", 1399))
    services.list_clear(list_=owls())
    worker(bob)
    assert tmdb.items(number) == [("movie", 605), ("tv", 1399)]
    assert not tmdb.told("/clear")
    settle(bob)
    sync(bob)
    assert here() == [("movie", 605), ("tv", 1399)]


def test_what_is_put_on_a_list_between_reading_and_clearing_it_stays(
    bob: User, tmdb: Tmdb, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in SHOWS:
        tmdb.take(number, *one)
    settle(bob)
    sync(bob)
    services.list_clear(list_=owls())
    services.list_item_set(list_=owls(), title=title("movie", 120), on=True)

    def read_and_put(reader: PageReader, of: int) -> ListContents:
        contents = read_list(reader, of)
        tmdb.put(of, ("movie", 605))
        return contents

    monkeypatch.setattr("library.sync.tmdb_lists.read_list", read_and_put)
    worker(bob)
    assert tmdb.items(number) == [("movie", 605), ("movie", 120)]


def test_many_films_taken_off_a_list_have_it_read_once(bob: User, tmdb: Tmdb, number: int) -> None:
    films = [int(row["id"]) for row in tmdb.get("/movie/popular")["results"] if row["id"] not in {603, 604}][:8]
    tmdb.put(number, *(("movie", film) for film in films))
    sync(bob)
    tmdb.stand_in.calls.clear()
    for film in films:
        services.list_item_set(list_=owls(), title=title("movie", film), on=False)
    worker(bob)
    assert tmdb.items(number) == FILMS + SHOWS
    assert len(tmdb.told("/remove_item")) == len(films)
    assert len([call for call in tmdb.stand_in.calls if call.startswith(f"/list/{number}")]) == 1 + len(films)


def test_a_list_is_read_again_after_something_was_put_on_it(bob: User, tmdb: Tmdb, number: int) -> None:
    session = PushSession(bob.tmdb_link.account_id, bob.tmdb_link.decrypt_session())
    assert set(read_recent(number, session).titles) == {*FILMS, *SHOWS}
    services.list_item_set(list_=owls(), title=title("movie", 605), on=True)
    HANDLERS["list_item"](OutboxEntry.objects.get(action="list_item"), session)
    assert ("movie", 605) in read_recent(number, session).titles


def test_a_list_that_tmdb_does_not_delete_is_emptied_meanwhile(bob: User, tmdb: Tmdb, number: int) -> None:
    real: Any = tmdb.stand_in.app

    def refuse(environ: dict[str, Any], start: Any) -> Any:
        if environ["REQUEST_METHOD"] != "DELETE":
            return real(environ, start)
        start("500 Internal Server Error", [("Content-Type", "application/json")])
        return [b'{"success":false,"status_code":11,"status_message":"Oops"}']

    services.list_delete(list_=owls())
    tmdb.stand_in.app = cast("Any", refuse)
    worker(bob)
    tmdb.stand_in.app = real
    assert tmdb.items(number) == []
    assert OutboxEntry.objects.get(action="list_drop").state == "waiting"
    outbox.retry(OutboxEntry.objects.filter(user=bob))
    worker(bob)
    assert tmdb.lists(bob.tmdb_link.decrypt_session()) == {}


def test_clearing_that_was_interrupted_goes_on_where_it_stopped(bob: User, tmdb: Tmdb, number: int) -> None:
    services.list_clear(list_=owls())
    tmdb.take(number, "movie", 603)  # which is as far as the worker came
    OutboxEntry.objects.filter(action="list_clear").update(attempts=1)
    worker(bob)
    assert tmdb.items(number) == SHOWS
    assert len(tmdb.told("/remove_item")) == 1


def test_a_film_that_came_back_after_clearing_stays(bob: User, tmdb: Tmdb, number: int) -> None:
    services.list_clear(list_=owls())
    services.list_item_set(list_=owls(), title=title("movie", 603), on=True)
    worker(bob)
    assert set(tmdb.items(number)) == {("movie", 603), *SHOWS}
    settle(bob)
    sync(bob)
    assert set(here()) == {("movie", 603), *SHOWS}


def test_clearing_twice_before_tmdb_hears_of_it_clears_all(bob: User, tmdb: Tmdb, number: int) -> None:
    services.list_clear(list_=owls())
    services.list_item_set(list_=owls(), title=title("movie", 605), on=True)
    services.list_clear(list_=owls())
    worker(bob)
    assert tmdb.items(number) == SHOWS


def test_what_is_not_understood_is_counted_and_spared(client: Client, bob: User, tmdb: Tmdb, number: int) -> None:
    for one in SHOWS:
        tmdb.take(number, *one)
    settle(bob)
    with tmdb.holding(number, *STRANGE):
        sync(bob)
        assert "and 2 things this site doesn't understand" in page(client, owls().get_absolute_url())
        assert "2 things this site doesn't understand" in page(client, f"/lists/{owls().pk}/clear/")
        services.list_clear(list_=owls())
        worker(bob)
    assert tmdb.items(number) == []
    assert not tmdb.told("/clear")
    assert len(tmdb.told("/remove_item")) == 2


def test_what_is_no_row_at_all_counts_as_not_understood(bob: User, tmdb: Tmdb, number: int) -> None:
    with tmdb.holding(number, None, "nonsense", 7):
        sync(bob)
    assert owls().tmdb_unknown == 3


def test_a_film_without_its_kind_is_not_taken_for_a_film(bob: User, tmdb: Tmdb, number: int) -> None:
    with tmdb.holding(number, {"id": 605, "title": "The Matrix Revolutions"}):
        sync(bob)
    assert here() == FILMS + SHOWS
    assert owls().tmdb_unknown == 1


def test_a_film_is_never_taken_off_by_the_number_of_a_show(bob: User, tmdb: Tmdb, number: int) -> None:
    services.list_item_set(list_=owls(), title=title("movie", 603), on=False)
    with tmdb.holding(number, TWIN):  # since the last sync
        worker(bob)
    assert not tmdb.told("/remove_item")
    assert "same number" in OutboxEntry.objects.get(state="failed").problem


def test_a_film_that_is_gone_is_not_taken_off_by_the_number_of_a_show(bob: User, tmdb: Tmdb, number: int) -> None:
    tmdb.take(number, "movie", 603)
    services.list_item_set(list_=owls(), title=title("movie", 603), on=False)
    with tmdb.holding(number, TWIN):
        worker(bob)
    assert not tmdb.told("/remove_item")
    assert not OutboxEntry.objects.filter(state="failed").exists()


def test_clearing_leaves_a_film_with_the_number_of_a_show_and_says_so(bob: User, tmdb: Tmdb, number: int) -> None:
    services.list_clear(list_=owls())
    with tmdb.holding(number, TWIN):
        worker(bob)
    assert tmdb.items(number) == [("movie", 603), *SHOWS]
    assert "same number" in OutboxEntry.objects.get(state="failed").problem


def test_a_film_that_tmdb_takes_for_a_show_stays_here(bob: User, tmdb: Tmdb, number: int) -> None:
    """TMDB may say that it has it already, and mean the show."""
    tmdb.take(number, "movie", 603)
    with tmdb.holding(number, TWIN):
        sync(bob)
    assert ("movie", 603) in here()


def test_whether_a_film_is_on_a_list_is_not_asked_where_a_show_has_its_number(
    bob: User, tmdb: Tmdb, number: int
) -> None:
    tmdb.put(number, ("tv", 1399))
    sync(bob)
    title("movie", 1399)
    tmdb.stand_in.calls.clear()
    account_states.refresh(bob.pk, ("lists", 1399))
    assert not tmdb.told("item_status")


def test_a_show_added_here_stays_here_and_says_so(client: Client, bob: User, tmdb: Tmdb, number: int) -> None:
    assert "Owls" in page(client, "/tv/1399/keep/")
    client.post("/tv/1399/keep/", {"list": owls().pk, "on": "1"})
    assert "On 1 list" in page(client, "/tv/1399-game-of-thrones/")
    worker(bob)
    settle(bob)
    sync(bob)
    assert ("tv", 1399) in here()
    assert tmdb.items(number) == FILMS + SHOWS
    body = page(client, owls().get_absolute_url())
    assert (
        body.count("Only on this site: TMDB&#x27;s interface takes films alone")
        + body.count("Only on this site: TMDB's interface takes films alone")
        == 1
    )
    client.post(f"/lists/{owls().pk}/remove/", {"film": "1399", "kind": "tv"})
    assert ("tv", 1399) not in here()


def test_a_list_is_begun_from_a_shows_page(client: Client, bob: User, tmdb: Tmdb) -> None:
    page(client, "/tv/1399/")
    assert "/lists/new/?film=1399&amp;kind=tv" in page(client, "/tv/1399/keep/")
    assert "Game of Thrones" in page(client, "/lists/new/?film=1399&kind=tv")
    client.post("/lists/new/", {"name": "Owls", "audience": "club", "film": "1399", "kind": "tv"})
    assert here() == [("tv", 1399)]


def test_a_show_on_tmdbs_list_cannot_be_taken_off_here(client: Client, bob: User, tmdb: Tmdb, number: int) -> None:
    response = client.post(f"/lists/{owls().pk}/remove/", {"film": "1396", "kind": "tv"}, follow=True)
    assert "Take it off on TMDB" in response.content.decode()
    client.post("/tv/1396/keep/", {"list": owls().pk, "on": "0"})
    assert "takes only films off lists" in page(client, "/tv/1396/keep/")
    worker(bob)
    assert ("tv", 1396) in here()
    assert not tmdb.told("/remove_item")


def test_a_show_taken_off_on_tmdb_goes_here_too(bob: User, tmdb: Tmdb, number: int) -> None:
    services.list_item_set(list_=owls(), title=title("tv", 1399), on=True)
    settle(bob)
    tmdb.take(number, "tv", 1396)
    sync(bob)
    assert set(here()) == {*FILMS, ("tv", 1400), ("tv", 1399)}


def test_a_list_deleted_on_tmdb_stays_while_it_holds_shows_of_this_site(
    bob: User, tmdb: Tmdb, session: str, number: int
) -> None:
    services.list_item_set(list_=owls(), title=title("tv", 1399), on=True)
    settle(bob)
    tmdb.write("DELETE", f"/list/{number}", session)
    sync(bob)
    assert ("tv", 1399) in here()
    assert owls().tmdb_id is None


def test_a_merge_keeps_the_shows_of_both_sides(bob: User, tmdb: Tmdb) -> None:
    mine = services.list_create(user=bob, name="Owls", audience="everybody")
    for kind, one in (("tv", 1399), ("movie", 605)):
        services.list_item_set(list_=mine, title=title(kind, one), on=True)
    session = link(bob, agreed=False)
    made = int(tmdb.write("POST", "/list", session, name="Owls", description="")["list_id"])
    tmdb.put(made, *FILMS, *SHOWS)
    sync(bob)
    confirm_merge(user=bob, strategy="mine")
    sync(bob)
    worker(bob)
    assert set(here()) == {*FILMS, *SHOWS, ("tv", 1399), ("movie", 605)}
    assert tmdb.items(made) == [*FILMS, *SHOWS, ("movie", 605)]


def test_deleting_a_list_names_what_is_on_it_on_tmdb(client: Client, bob: User, tmdb: Tmdb, number: int) -> None:
    with tmdb.holding(number, *STRANGE):
        sync(bob)
        body = page(client, f"/lists/{owls().pk}/delete/")
        for words in (
            "2 films and 2 shows",
            "Breaking Bad",
            "2 things this site doesn't understand",
            "on TMDB as well",
        ):
            assert words in body
        confirm(client, f"/lists/{owls().pk}/delete/")
        worker(bob)
        assert tmdb.lists(bob.tmdb_link.decrypt_session()) == {}
    assert not List.objects.exists()


def test_a_list_that_holds_more_than_the_member_saw_is_not_deleted(
    client: Client, bob: User, tmdb: Tmdb, session: str, number: int
) -> None:
    tmdb.put(number, ("tv", 1399))
    confirm(client, f"/lists/{owls().pk}/delete/")
    worker(bob)
    assert tmdb.items(number) == [*FILMS, *SHOWS, ("tv", 1399)]
    assert "had not seen" in OutboxEntry.objects.get(state="failed").problem
    client.post(f"/me/sync/drop/{OutboxEntry.objects.get().pk}/")
    sync(bob)
    assert here() == [*FILMS, *SHOWS, ("tv", 1399)]


def test_a_film_taken_off_just_before_does_not_keep_a_list_from_being_deleted(
    bob: User, tmdb: Tmdb, session: str, number: int
) -> None:
    services.list_item_set(list_=owls(), title=title("movie", 603), on=False)
    services.list_delete(list_=owls())
    worker(bob)
    assert tmdb.lists(session) == {}


def test_a_question_that_is_out_of_date_is_asked_again(client: Client, bob: User, tmdb: Tmdb, number: int) -> None:
    address = f"/lists/{owls().pk}/clear/"
    found = re.search(r'name="seen" value="(\w+)"', page(client, address))
    assert found
    tmdb.put(number, ("movie", 605))
    sync(bob)
    response = client.post(address, {"seen": found[1]})
    assert "has changed since you were asked" in response.content.decode()
    assert len(here()) == 5


@pytest.mark.parametrize(
    ("what", "service"), [("clear", "list_clear"), ("delete", "list_delete"), ("on-tmdb", "list_take_off_tmdb")]
)
def test_what_a_sync_brings_while_a_click_waits_for_it_does_not_go_unseen(
    client: Client, bob: User, number: int, what: str, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    List.objects.update(audience="nobody", also_on_tmdb=False)
    address, real = f"/lists/{owls().pk}/{what}/", getattr(services, service)

    def wait_for_a_sync(**given: Any) -> None:
        owls().items.create(title=title("movie", 605), position=9, changed_at=now())
        real(**given)

    monkeypatch.setattr(services, service, wait_for_a_sync)
    question = owls().get_absolute_url() if what == "on-tmdb" else address
    response = confirm(client, address, question, choice="delete")
    body = response.content.decode() if response.status_code == 200 else page(client, question)
    assert "has changed since you were asked" in body
    assert len(here()) == 5
    assert owls().tmdb_id == number
    assert not OutboxEntry.objects.filter(state="waiting").exists()


@pytest.mark.parametrize("what", ["clear", "delete", "on-tmdb"])
def test_a_form_that_does_not_say_what_was_shown_takes_nothing(client: Client, number: int, what: str) -> None:
    client.post(f"/lists/{owls().pk}/{what}/", {"choice": "delete"})
    assert len(here()) == 4
    assert owls().tmdb_id == number


def test_wishes_of_former_versions_that_say_nothing_of_shows_delete_none(bob: User, tmdb: Tmdb, number: int) -> None:
    services.list_clear(list_=owls())
    OutboxEntry.objects.filter(action="list_clear").update(desired=True)
    worker(bob)
    assert tmdb.items(number) == FILMS + SHOWS
    services.list_delete(list_=owls())
    OutboxEntry.objects.filter(action="list_drop").update(desired={"delete": number})
    worker(bob)
    assert tmdb.items(number) == FILMS + SHOWS


def test_a_list_that_never_stands_still_loses_nothing(
    bob: User, tmdb: Tmdb, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = PagedRows._read
    monkeypatch.setattr("library.sync.snapshot.MAX_READS", 1)
    monkeypatch.setattr(PagedRows, "_read", lambda self: (real(self)[0], False))
    tmdb.take(number, "tv", 1396)
    sync(bob)
    assert here() == FILMS + SHOWS
    services.list_clear(list_=owls())
    worker(bob)
    assert tmdb.items(number) == [*FILMS, ("tv", 1400)]
    assert OutboxEntry.objects.get(action="list_clear").state == "waiting"


def test_shows_on_lists_are_in_the_download(client: Client, bob: User, number: int) -> None:
    found = json.loads(client.get("/accounts/data/").content)["library"]["lists"][0]
    assert [(row["kind"], row["tmdb_id"]) for row in found["titles"]] == FILMS + SHOWS


def test_others_see_the_shows_and_no_buttons(alice: User, bob: User, number: int) -> None:
    body = page(signed_in(alice), owls().get_absolute_url())
    assert "Breaking Bad" in body
    assert "Take off" not in body
    assert Title.objects.filter(kind="tv").count() == 2


@pytest.mark.parametrize("given", ["", "٦٠٣", "-603", "6_03", "9" * 30])
def test_what_is_no_number_takes_nothing_off(client: Client, number: int, given: str) -> None:
    assert client.post(f"/lists/{owls().pk}/remove/", {"film": given}).status_code == 404
    assert len(here()) == 4

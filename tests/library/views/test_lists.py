"""Lists are made, shown, changed, cleared and deleted by those whose they are."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from accounts.models import User
from library import services
from library.models import List, ListItem, OutboxEntry
from tests.conftest import get_page, sign_in
from tests.library.conftest import (
    STRANGE,
    Tmdb,
    confirm,
    here,
    new_list,
    owls,
    sync,
    title,
    worker,
)
from tests.stand_in import DOWN

pytestmark = pytest.mark.django_db


def test_lists_from_a_films_page(client: Client, bob: User) -> None:
    get_page(client, "/movie/603-the-matrix/")
    client.post("/movie/603/rating/", {"value": "8"})
    assert "no lists yet" in get_page(client, "/movie/603/keep/")
    given = {"name": "Owls 🦉", "description": "", "audience": "club", "film": "603"}
    client.post("/lists/new/?film=603", given)
    owls = List.objects.get(user=bob)
    assert [item.title.tmdb_id for item in owls.items.all()] == [603]
    assert 'aria-pressed="true"' in get_page(client, "/movie/603/keep/")
    client.post("/movie/603/keep/", {"list": owls.pk, "on": "0"})
    assert not owls.items.exists()
    get_page(client, "/movie/604/")
    client.post("/movie/604/keep/", {"list": owls.pk, "on": "1"})
    assert "The Matrix Reloaded" in get_page(client, owls.get_absolute_url())


def test_a_list_is_edited_cleared_and_deleted_with_a_question_first(client: Client, bob: User) -> None:
    client.post("/lists/new/", {"name": "Owls", "description": "x", "audience": "nobody"})
    owls = List.objects.get()
    client.post("/movie/603/keep/", {"list": owls.pk, "on": "1"})
    client.post(f"/lists/{owls.pk}/edit/", {"name": "Ravens", "description": "y", "audience": "club"})
    assert "Ravens" in get_page(client, f"/lists/{owls.pk}/")
    assert "All films come off" in get_page(client, f"/lists/{owls.pk}/clear/")
    assert owls.items.count() == 1
    client.post(f"/lists/{owls.pk}/remove/", {"film": "603"})
    assert "Nothing on it yet" in get_page(client, f"/lists/{owls.pk}/")
    client.post("/movie/603/keep/", {"list": owls.pk, "on": "1"})
    confirm(client, f"/lists/{owls.pk}/clear/")
    assert not owls.items.exists()
    assert "can't be had back" in get_page(client, f"/lists/{owls.pk}/delete/")
    confirm(client, f"/lists/{owls.pk}/delete/")
    assert not List.objects.exists()
    assert client.post("/lists/new/", {"name": "", "audience": "club"}).status_code == 422
    assert client.post("/lists/new/", {"name": "x", "audience": "everyone"}).status_code == 422


@pytest.mark.parametrize("what", ["edit", "delete", "clear", "remove"])
def test_nobody_touches_another_members_list(client: Client, charlie: User, what: str) -> None:
    client.post("/lists/new/", {"name": "Owls", "description": "", "audience": "everybody"})
    owls = List.objects.get()
    assert sign_in(charlie).post(f"/lists/{owls.pk}/{what}/", {"film": "603"}).status_code == 404
    assert sign_in(charlie).post("/movie/603/keep/", {"list": owls.pk, "on": "1"}).status_code == 404
    assert List.objects.filter(pk=owls.pk).exists()


def test_a_list_begun_from_a_films_page_has_the_film(client: Client, bob: User, tmdb: Tmdb, session: str) -> None:
    """A film that nobody had done anything with before."""
    body = get_page(client, "/lists/new/?film=604")
    assert "The Matrix Reloaded" in body
    client.post("/lists/new/?film=604", new_list(film="604", audience="everybody"))
    owls = List.objects.get(user=bob)
    assert [item.title.tmdb_id for item in owls.items.select_related("title")] == [604]
    worker(bob)
    worker(bob)
    assert tmdb.lists(session) == {"Owls": [604]}


def test_a_list_begun_from_a_shows_page_has_the_show(client: Client, bob: User) -> None:
    assert "Breaking Bad" in get_page(client, "/lists/new/?film=1396&kind=tv")
    client.post("/lists/new/", new_list(film="1396", kind="tv"))
    assert [str(item.title) for item in ListItem.objects.select_related("title")] == ["Breaking Bad"]


def test_a_form_that_is_shown_again_still_has_the_film(client: Client, bob: User) -> None:
    response = client.post("/lists/new/", new_list(name="", film="604"))
    body = response.content.decode()
    assert response.status_code == 422
    assert '<input type="hidden" name="film" value="604">' in body
    assert "The Matrix Reloaded" in body
    client.post("/lists/new/", new_list(film="604"))
    assert ListItem.objects.get().title.tmdb_id == 604


def test_no_list_without_its_film_while_tmdb_is_away(client: Client, bob: User, tmdb: Tmdb) -> None:
    tmdb.stand_in.fault = DOWN
    get_page(client, "/lists/new/?film=604")
    response = client.post("/lists/new/?film=604", new_list(film="604", name="Owls & ravens"))
    body = response.content.decode()
    assert response.status_code == 503
    assert "Nothing was saved" in body
    assert 'value="Owls &amp; ravens"' in body
    assert '<input type="hidden" name="film" value="604">' in body
    assert not List.objects.exists()


@pytest.mark.parametrize("film", ["x", "-1", "0", "99999999999999999999", "6e2", "６０４"])
def test_what_is_no_number_of_a_film_begins_no_list(client: Client, film: str) -> None:
    assert client.get("/lists/new/", {"film": film}).status_code == 404
    assert client.post("/lists/new/", new_list(film=film)).status_code == 404
    assert not List.objects.exists()


def test_a_question_that_is_out_of_date_is_asked_again(client: Client, bob: User, tmdb: Tmdb, list_number: int) -> None:
    address = f"/lists/{owls().pk}/clear/"
    field = re.search(r'name="seen" value="(\w+)"', get_page(client, address))
    assert field
    tmdb.put(list_number, ("movie", 605))
    sync(bob)
    response = client.post(address, {"seen": field[1]})
    assert "has changed since you were asked" in response.content.decode()
    assert len(here()) == 5


@pytest.mark.parametrize(
    ("what", "service"), [("clear", "list_clear"), ("delete", "list_delete"), ("on-tmdb", "list_take_off_tmdb")]
)
def test_what_a_sync_brings_while_a_click_waits_for_it_does_not_go_unseen(
    client: Client, bob: User, list_number: int, what: str, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    List.objects.update(audience="nobody", also_on_tmdb=False)
    address, real = f"/lists/{owls().pk}/{what}/", getattr(services, service)

    def wait_for_a_sync(**given: Any) -> None:
        owls().items.create(title=title("movie", 605), position=9, changed_at=now())
        real(**given)

    monkeypatch.setattr(services, service, wait_for_a_sync)
    question = owls().get_absolute_url() if what == "on-tmdb" else address
    response = confirm(client, address, question, choice="delete")
    body = response.content.decode() if response.status_code == 200 else get_page(client, question)
    assert "has changed since you were asked" in body
    assert len(here()) == 5
    assert owls().tmdb_id == list_number
    assert not OutboxEntry.objects.filter(state="waiting").exists()


@pytest.mark.parametrize("what", ["clear", "delete", "on-tmdb"])
def test_a_form_that_does_not_say_what_was_shown_takes_nothing(client: Client, list_number: int, what: str) -> None:
    client.post(f"/lists/{owls().pk}/{what}/", {"choice": "delete"})
    assert len(here()) == 4
    assert owls().tmdb_id == list_number


def test_deleting_a_list_names_what_is_on_it_on_tmdb(client: Client, bob: User, tmdb: Tmdb, list_number: int) -> None:
    with tmdb.holding(list_number, *STRANGE):
        sync(bob)
        body = get_page(client, f"/lists/{owls().pk}/delete/")
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


@pytest.mark.parametrize("given", ["", "٦٠٣", "-603", "6_03", "9" * 30])
def test_what_is_no_number_takes_nothing_off(client: Client, list_number: int, given: str) -> None:
    assert client.post(f"/lists/{owls().pk}/remove/", {"film": given}).status_code == 404
    assert len(here()) == 4

"""Everybody can see the lists on TMDB: so what is not for everybody goes there only if the member says so."""

import json
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from library import services
from library.models import List, OutboxEntry
from library.sync import push
from library.sync.push_session import PushSession
from library.sync.sync import confirm_merge
from tests.conftest import get_page, sign_in
from tests.library.conftest import Tmdb, confirm, link, sync, title, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def private(client: Client, bob: User, tmdb: Tmdb, session: str) -> List:
    """A list for bob alone that a former version brought to TMDB, with a film."""
    services.list_create(user=bob, name="Secret owls", audience="everybody")
    services.list_item_set(list_=List.objects.get(), title=title("movie", 603), on=True)
    worker(bob)
    List.objects.update(audience="nobody")
    return List.objects.get()


def films(tmdb: Tmdb, session: str) -> dict[str, list[int]]:
    return tmdb.lists(session)


@pytest.mark.parametrize(
    ("audience", "is_private", "says_so", "goes"),
    [
        ("nobody", False, False, False), ("club", False, False, False), ("everybody", False, False, True),
        ("everybody", True, False, False), ("nobody", False, True, True), ("club", False, True, True),
        ("everybody", True, True, True),
    ],
)  # fmt: skip
def test_a_list_goes_to_tmdb_only_if_it_is_for_everybody_or_the_member_says_so(
    client: Client, bob: User, tmdb: Tmdb, session: str, audience: str, is_private: bool, says_so: bool, goes: bool
) -> None:
    User.objects.filter(pk=bob.pk).update(is_private=is_private)
    assert "Also on TMDB, where everybody can see it" in get_page(client, "/lists/new/")
    given = {"name": "Owls", "description": "", "audience": audience} | ({"also_on_tmdb": "on"} if says_so else {})
    client.post("/lists/new/", given)
    services.list_item_set(list_=List.objects.get(), title=title(), on=True)
    worker(bob)
    assert films(tmdb, session) == ({"Owls": [603]} if goes else {})


def test_without_a_link_nothing_of_tmdb_is_asked(bob: User) -> None:
    client = sign_in(bob)
    assert "Also on TMDB" not in get_page(client, "/lists/new/")
    client.post("/lists/new/", {"name": "Owls", "audience": "nobody", "also_on_tmdb": "on"})
    assert not List.objects.get().also_on_tmdb


def test_linking_and_merging_publish_no_private_list(client: Client, bob: User, tmdb: Tmdb) -> None:
    for audience in ("nobody", "club", "everybody"):
        owls = services.list_create(user=bob, name=f"Owls for {audience}", audience=audience)
        services.list_item_set(list_=owls, title=title(), on=True)
    session = link(bob, agreed=False)
    sync(bob)
    body = get_page(client, "/me/sync/")
    assert "2 lists are not for everybody, and stay on this site" in body
    confirm_merge(user=bob, strategy="mine")
    sync(bob)
    worker(bob)
    assert films(tmdb, session) == {"Owls for everybody": [603]}
    assert List.objects.count() == 3


def test_a_private_list_does_not_become_one_with_a_public_list_of_its_name(bob: User, tmdb: Tmdb) -> None:
    owls = services.list_create(user=bob, name="Owls", audience="nobody")
    services.list_item_set(list_=owls, title=title(), on=True)
    session = link(bob, agreed=False)
    tmdb.write("POST", "/list", session, name="Owls", description="")
    sync(bob)
    confirm_merge(user=bob, strategy="mine")
    sync(bob)
    worker(bob)
    assert films(tmdb, session) == {"Owls": []}
    owls.refresh_from_db()
    assert (owls.tmdb_id, owls.items.count()) == (None, 1)


def test_taking_only_what_tmdb_has_leaves_private_lists_alone(bob: User, tmdb: Tmdb) -> None:
    for audience in ("nobody", "everybody"):
        services.list_create(user=bob, name=f"Owls for {audience}", audience=audience)
    link(bob, agreed=False)
    sync(bob)
    confirm_merge(user=bob, strategy="replace")
    sync(bob)
    assert [list_.name for list_ in List.objects.all()] == ["Owls for nobody"]


def test_what_waits_when_a_list_turns_private_is_not_sent(client: Client, bob: User, tmdb: Tmdb, session: str) -> None:
    client.post("/lists/new/", {"name": "Owls", "audience": "everybody"})
    owls = List.objects.get()
    services.list_item_set(list_=owls, title=title(), on=True)
    client.post(f"/lists/{owls.pk}/edit/", {"name": "Owls", "audience": "nobody"})
    worker(bob)
    assert films(tmdb, session) == {}
    assert not OutboxEntry.objects.exists()


def test_a_list_that_turns_private_while_it_is_pushed_is_held(
    bob: User, tmdb: Tmdb, session: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owls = services.list_create(user=bob, name="Owls", audience="everybody")
    services.list_item_set(list_=owls, title=title(), on=True)
    real = push.HANDLERS["list_item"]

    def turned_private(entry: OutboxEntry, session: PushSession) -> None:
        List.objects.update(audience="nobody")
        real(entry, session)

    monkeypatch.setitem(push.HANDLERS, "list_item", turned_private)
    worker(bob)
    worker(bob)
    assert films(tmdb, session) == {"Owls": []}
    assert OutboxEntry.objects.get(action="list_item").state == "waiting"
    monkeypatch.undo()
    services.list_leave_on_tmdb(list_=owls)
    worker(bob)
    assert films(tmdb, session) == {"Owls": [603]}


def test_a_list_that_turns_private_while_it_is_made_on_tmdb_loses_nothing(
    client: Client, bob: User, tmdb: Tmdb, session: str
) -> None:
    client.post("/lists/new/", {"name": "Owls", "audience": "everybody"})
    owls = List.objects.get()
    services.list_item_set(list_=owls, title=title(), on=True)
    private = {"name": "Owls", "audience": "nobody"}
    with tmdb.happening("/3/list?", lambda: client.post(f"/lists/{owls.pk}/edit/", private)):
        worker(bob)
    assert films(tmdb, session) == {"Owls": []}
    assert "Leave on TMDB" in get_page(client, owls.get_absolute_url())
    client.post(f"/lists/{owls.pk}/on-tmdb/", {"choice": "leave"})
    List.objects.update(changed_at="2026-01-01T00:00:00Z")
    owls.items.update(changed_at="2026-01-01T00:00:00Z")
    sync(bob)
    assert films(tmdb, session) == {"Owls": [603]}
    assert owls.items.count() == 1


def test_a_private_profile_holds_its_lists(bob: User, tmdb: Tmdb, session: str) -> None:
    owls = services.list_create(user=bob, name="Owls", audience="everybody")
    worker(bob)
    User.objects.filter(pk=bob.pk).update(is_private=True)
    services.list_item_set(list_=owls, title=title(), on=True)
    worker(bob)
    assert films(tmdb, session) == {"Owls": []}


def test_turning_a_list_private_says_what_becomes_of_it_on_tmdb(
    client: Client, bob: User, tmdb: Tmdb, session: str
) -> None:
    client.post("/lists/new/", {"name": "Owls", "audience": "everybody"})
    owls = List.objects.get()
    services.list_item_set(list_=owls, title=title(), on=True)
    worker(bob)
    assert "you are asked whether to delete it on TMDB" in get_page(client, f"/lists/{owls.pk}/edit/")
    response = client.post(f"/lists/{owls.pk}/edit/", {"name": "Owls", "audience": "nobody"}, follow=True)
    body = response.content.decode()
    sentences = (
        "Nothing more goes there until you choose",
        "Delete on TMDB",
        "Leave on TMDB",
        "On TMDB it holds 1 film",
    )
    for words in sentences:
        assert words in body
    confirm(client, f"/lists/{owls.pk}/on-tmdb/", owls.get_absolute_url(), choice="delete")
    worker(bob)
    assert films(tmdb, session) == {}
    owls.refresh_from_db()
    assert (owls.tmdb_id, owls.items.count()) == (None, 1)
    sync(bob)
    assert List.objects.count() == 1


def test_a_private_list_that_is_on_tmdb_is_told_of_once(
    client: Client, bob: User, tmdb: Tmdb, session: str, private: List
) -> None:
    pages = ("/me/", "/me/sync/", "/members/bob/lists/", private.get_absolute_url())
    for address in pages:
        body = get_page(client, address)
        assert "Lists that everybody can see on TMDB" in body, address
        assert "Leave on TMDB" in body, address
    client.post(f"/lists/{private.pk}/on-tmdb/", {"choice": "leave"})
    for address in pages:
        assert "Leave on TMDB" not in get_page(client, address), address
    services.list_item_set(list_=private, title=title("movie", 604), on=True)
    worker(bob)
    assert films(tmdb, session) == {"Secret owls": [603, 604]}


def test_until_the_member_decides_nothing_goes_there_and_nothing_is_lost(
    client: Client, bob: User, tmdb: Tmdb, session: str, private: List
) -> None:
    services.list_item_set(list_=private, title=title("movie", 604), on=True)
    worker(bob)
    sync(bob)
    private.items.update(changed_at="2026-01-01T00:00:00Z")
    tmdb.take(private.tmdb_id or 0, "movie", 603)  # the member takes it off there by hand
    sync(bob)
    assert films(tmdb, session) == {"Secret owls": []}
    assert set(private.items.values_list("title__tmdb_id", flat=True)) == {603, 604}
    tmdb.write("DELETE", f"/list/{private.tmdb_id}", session)
    OutboxEntry.objects.all().delete()
    List.objects.update(changed_at="2026-01-01T00:00:00Z")
    sync(bob)
    private.refresh_from_db()
    assert (private.tmdb_id, private.items.count()) == (None, 2)


def test_deleting_the_copy_spares_what_the_member_did_not_see(
    client: Client, bob: User, tmdb: Tmdb, session: str, private: List
) -> None:
    number = private.tmdb_id or 0
    tmdb.put(number, ("tv", 1399))
    confirm(client, f"/lists/{private.pk}/on-tmdb/", private.get_absolute_url(), choice="delete")
    worker(bob)
    assert tmdb.items(number) == [("movie", 603), ("tv", 1399)]
    assert "had not seen" in OutboxEntry.objects.get(state="failed").problem


def test_many_lists_are_left_there_with_one_press(client: Client, bob: User, private: List) -> None:
    List.objects.create(
        user=bob,
        name="Ravens",
        audience="club",
        tmdb_id=7,
        created_at=private.created_at,
        changed_at=private.changed_at,
    )
    assert "Leave all of them on TMDB" in get_page(client, "/members/bob/lists/")
    client.post("/lists/on-tmdb/")
    assert List.objects.filter(also_on_tmdb=True).count() == 2


def test_a_list_that_turns_public_goes_to_tmdb_with_its_films(
    client: Client, bob: User, tmdb: Tmdb, session: str
) -> None:
    client.post("/lists/new/", {"name": "Owls", "audience": "nobody"})
    owls = List.objects.get()
    for kind, number in (("movie", 605), ("tv", 1399), ("movie", 603)):
        services.list_item_set(list_=owls, title=title(kind, number), on=True)
    assert not OutboxEntry.objects.exists()
    client.post(f"/lists/{owls.pk}/edit/", {"name": "Owls", "audience": "everybody"})
    worker(bob)
    assert films(tmdb, session) == {"Owls": [605, 603]}
    client.post(f"/lists/{owls.pk}/edit/", {"name": "Owls", "audience": "everybody"})
    assert not OutboxEntry.objects.exclude(state="done").exists()


def test_deleted_on_tmdb_and_published_again_both_arrive(
    client: Client, bob: User, tmdb: Tmdb, session: str, private: List
) -> None:
    first = private.tmdb_id
    confirm(client, f"/lists/{private.pk}/on-tmdb/", private.get_absolute_url(), choice="delete")
    client.post(f"/lists/{private.pk}/edit/", {"name": "Owls", "audience": "everybody"})
    worker(bob)
    private.refresh_from_db()
    assert films(tmdb, session) == {"Owls": [603]}
    assert private.tmdb_id not in {None, first}


def test_a_list_made_on_tmdb_is_synced_as_the_member_made_it_there(
    client: Client, bob: User, tmdb: Tmdb, session: str
) -> None:
    tmdb.write("POST", "/list", session, name="Owls", description="")
    sync(bob)
    owls = List.objects.get()
    assert (owls.audience, owls.also_on_tmdb) == ("club", True)
    services.list_item_set(list_=owls, title=title(), on=True)
    worker(bob)
    assert films(tmdb, session) == {"Owls": [603]}
    assert "Leave on TMDB" not in get_page(client, owls.get_absolute_url())


def test_the_outbox_and_the_log_name_no_private_list(
    bob: User, tmdb: Tmdb, session: str, private: List, caplog: pytest.LogCaptureFixture
) -> None:
    services.list_item_set(list_=private, title=title("movie", 604), on=True)
    worker(bob)
    sync(bob)
    services.list_take_off_tmdb(list_=private)
    worker(bob)
    assert "Secret owls" not in caplog.text
    entries: list[Any] = list(OutboxEntry.objects.values("action", "key", "desired", "problem"))
    assert "Secret owls" not in json.dumps(entries)

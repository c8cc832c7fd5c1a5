"""What the operator sees of members' libraries, and can do about what waits."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from library import services
from library.models import List, Mark, OutboxEntry, Rating, Sync
from tests.conftest import get_page, sign_in
from tests.library.conftest import Tmdb, title, worker

pytestmark = pytest.mark.django_db

LISTED = ["outboxentry", "rating", "mark", "list", "title", "sync"]


@pytest.fixture
def host(alice: User) -> Client:
    return sign_in(alice)


def fill(bob: User, start: int, number: int) -> None:
    owls = services.list_create(user=bob, name=f"Owls {start}", audience="everybody")
    for tmdb_id in range(start, start + number):
        services.rating_set(user=bob, title=title("movie", tmdb_id), value=8)
        services.mark_set(user=bob, title=title("movie", tmdb_id), kind="favorite", on=True)
        services.list_item_set(list_=owls, title=title("movie", tmdb_id), on=True)


@pytest.mark.parametrize("model", LISTED)
def test_queries_do_not_grow_with_what_there_is(host: Client, bob: User, session: str, model: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            get_page(host, f"/admin/library/{model}/")
        return len(queries)

    fill(bob, 1, 10)
    count()
    few = count()
    fill(bob, 100, 10)
    assert count() == few


def test_a_lists_page_asks_once_for_its_films(host: Client, bob: User) -> None:
    fill(bob, 1, 10)
    address = f"/admin/library/list/{List.objects.get().pk}/change/"
    get_page(host, address)
    with CaptureQueriesContext(connection) as few:
        get_page(host, address)
    services.list_item_set(list_=List.objects.get(), title=title("movie", 500), on=True)
    with CaptureQueriesContext(connection) as more:
        get_page(host, address)
    assert len(few) == len(more)


@pytest.mark.parametrize("model", LISTED)
def test_each_can_be_searched_and_filtered(host: Client, bob: User, session: str, model: str) -> None:
    fill(bob, 1, 3)
    assert "selected" in get_page(host, f"/admin/library/{model}/?q=owls") or get_page(
        host, f"/admin/library/{model}/?q=1"
    )
    body = get_page(host, f"/admin/library/{model}/")
    for query in set(re.findall(r'href="(\?[^"]+)"', body)):
        get_page(host, f"/admin/library/{model}/{query.replace('&amp;', '&')}")


def test_the_outbox_by_state_tried_again_and_dropped(host: Client, bob: User, tmdb: Tmdb, session: str) -> None:
    services.rating_set(user=bob, title=title("movie", 999999, name="The Lost Film"), value=8)
    services.rating_set(user=bob, title=title(name="The Matrix"), value=8)
    worker(bob)
    body = get_page(host, "/admin/library/outboxentry/?state__exact=failed")
    assert "The Lost Film" in body
    assert "TMDB no longer has it." in body
    assert "The Matrix" not in body
    refused = OutboxEntry.objects.get(state="failed")
    chosen = {"_selected_action": [refused.pk]}
    host.post("/admin/library/outboxentry/", {"action": "retry", **chosen})
    refused.refresh_from_db()
    assert (refused.state, refused.problem) == ("waiting", "")
    host.post("/admin/library/outboxentry/", {"action": "drop", **chosen})
    assert not OutboxEntry.objects.filter(pk=refused.pk).exists()


def test_what_the_operator_deletes_is_deleted_at_tmdb(host: Client, bob: User, tmdb: Tmdb, session: str) -> None:
    fill(bob, 603, 2)
    worker(bob)
    for model, rows in (("rating", Rating.objects), ("mark", Mark.objects), ("list", List.objects)):
        chosen = {"_selected_action": list(rows.values_list("pk", flat=True)), "post": "yes"}
        host.post(f"/admin/library/{model}/", {"action": "delete_selected", **chosen})
        assert not rows.exists()
    worker(bob)
    assert (tmdb.ratings(session), tmdb.marked(session, "favorite"), tmdb.lists(session)) == ({}, [], {})


def test_a_sync_is_started(host: Client, bob: User, tmdb: Tmdb, session: str) -> None:
    Sync.objects.update(backoff_count=3, backoff_until="2030-01-01T00:00Z")
    chosen = {"_selected_action": [Sync.objects.get().pk]}
    host.post("/admin/library/sync/", {"action": "sync_now", **chosen})
    assert Sync.objects.get().backoff_until is None


def test_the_outbox_in_the_admin(alice: User, bob: User, tmdb: Tmdb, session: str) -> None:
    services.rating_set(user=bob, title=title("movie", 999999), value=8)
    bob.outbox_entries.update(state="failed", problem="TMDB no longer has it.")
    host = sign_in(alice)
    assert "TMDB no longer has it." in get_page(host, "/admin/library/outboxentry/?state__exact=failed")
    given = {"action": "retry", "_selected_action": [bob.outbox_entries.get().pk]}
    host.post("/admin/library/outboxentry/", given)
    assert bob.outbox_entries.get().state == "waiting"

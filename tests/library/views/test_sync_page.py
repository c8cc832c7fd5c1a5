"""The page about the sync says how it stands, and what waits."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from library import services
from library.models import Sync
from tests.conftest import get_page
from tests.library.conftest import Tmdb, link, sync, title, worker

pytestmark = pytest.mark.django_db


def words_of(body: str, element: str) -> str:
    """The text in the first such element."""
    inside = body[body.index(f"<{element}") : body.index(f"</{element}>")]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def test_the_sync_page_in_all_its_states(client: Client, bob: User, tmdb: Tmdb) -> None:
    assert "Not linked" in get_page(client, "/me/sync/")
    services.rating_set(user=bob, title=title(), value=8)
    link(bob, "mona", agreed=False)
    client.post("/me/sync/agree/", {"choice": "mine"})  # nobody has seen yet what there is
    assert "Comparing what is here with what TMDB has: a moment." in words_of(get_page(client, "/me/sync/"), "main")
    sync(bob)
    body = get_page(client, "/me/sync/")
    assert "Before anything moves" in body
    assert words_of(body, "tbody").startswith("Ratings 1 0 186 Favourites 0 0 18 Watchlist 0 0 26 Lists 0 0 5")
    client.post("/me/sync/agree/", {"choice": "nonsense"})
    assert "Before anything moves" in get_page(client, "/me/sync/")
    client.post("/me/sync/agree/", {"choice": "mine"})
    sync(bob)
    body = get_page(client, "/me/sync/")
    assert "The Matrix: rated 8" in body
    assert "Last in step" in body
    row = {"state": "running", "seen_at": timezone.now(), "done": 3, "total": 12}
    Sync.objects.filter(user=bob).update(**row)
    body = client.get("/me/sync/", headers={"HX-Request": "true"}).content.decode()
    assert "3 of 12 pages" in body
    assert "Bring into step now" not in body
    assert "<html" not in body
    Sync.objects.filter(user=bob).update(seen_at=timezone.now() - timedelta(minutes=5))  # its worker was killed
    assert "Bring into step now" in get_page(client, "/me/sync/")
    bob.tmdb_link.mark_revoked()
    assert "no longer takes the permission" in get_page(client, "/me/sync/")


def test_a_refused_entry_is_given_up(client: Client, bob: User, tmdb: Tmdb, session: str) -> None:
    services.rating_set(user=bob, title=title("movie", 999999), value=8)
    worker(bob)
    body = get_page(client, "/me/sync/")
    assert "Refused by TMDB" in body
    entry = bob.outbox_entries.get()
    assert client.post(f"/me/sync/drop/{entry.pk}/").status_code == 302
    assert not bob.outbox_entries.exists()

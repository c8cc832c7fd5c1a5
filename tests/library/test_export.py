"""All that the library holds of a member can be taken away, and goes with them."""

import json
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from library.models import List, Rating, Title
from tests.library.conftest import (
    FILMS,
    SHOWS,
    Tmdb,
    link,
    sync,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(bob: User, tmdb: Tmdb) -> User:
    """Bob, with all that mona has at TMDB."""
    link(bob, "mona")
    sync(bob)
    return bob


def test_everything_is_in_the_download(client: Client, busy: User) -> None:
    library: dict[str, Any] = json.loads(client.get("/accounts/data/").content)["library"]
    assert len(library["ratings"]) == 186
    assert len(library["lists"]) == 5
    assert {"kind", "tmdb_id", "name", "value", "rated"} <= set(library["ratings"][0])


def test_deleting_an_account_deletes_it_all(bob: User, busy: User) -> None:
    bob.delete()
    assert not Rating.objects.exists()
    assert not List.objects.exists()
    assert Title.objects.exists()


def test_shows_on_lists_are_in_the_download(client: Client, bob: User, list_number: int) -> None:
    list_ = json.loads(client.get("/accounts/data/").content)["library"]["lists"][0]
    assert [(row["kind"], row["tmdb_id"]) for row in list_["titles"]] == FILMS + SHOWS

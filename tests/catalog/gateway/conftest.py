"""TMDB with its limit of requests, and pages that cost one request each."""

from collections.abc import Iterator

import pytest
from django.test import Client

from catalog.gateway import reset_caches, tmdb_client
from jobs import redis_client
from tests.stand_in import StandIn
from tmdb import SharedLimiter
from tmdb_demo.app import Application


@pytest.fixture
def limited(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """TMDB with its limit, and the site with its own."""
    unlimited = stand_in.app
    stand_in.app = Application(unlimited.database, limit=40)
    monkeypatch.setattr(tmdb_client, "limiter", lambda: SharedLimiter(redis_client.client()))
    reset_caches()
    yield stand_in
    stand_in.app = unlimited


@pytest.fixture
def few(limited: StandIn, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """A visitor may start six requests."""
    monkeypatch.setattr("tmdb.limits.VISITOR_ALLOWANCE", 6)
    return limited


def cold(number: int) -> str:
    """A page that nobody has opened, and that costs one request."""
    return f"/search/?type=company&q=word{number}"


def anonymous(address: str) -> Client:
    return Client(REMOTE_ADDR=address)

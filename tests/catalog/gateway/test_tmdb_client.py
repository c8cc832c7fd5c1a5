"""The one client: who goes first, and whose answers are told apart."""

from typing import Any

import pytest
from pytest_django import Settings

from catalog.gateway import api, gateway, tmdb_client
from tests.catalog.cached_answers import MATRIX_CALL
from tests.catalog.gateway.conftest import anonymous, cold
from tests.conftest import get_page
from tests.stand_in import StandIn
from tmdb import Call, Deadline, Reply


def test_what_nobody_waits_for_lets_visitors_go_first(limited: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refreshes, jobs and whatever else runs without a request."""
    sent: list[tuple[bool, bool]] = []
    send = tmdb_client.requestor().send

    def noted(call: Call, *, background: bool = False, visitor: str = "", **options: Any) -> Reply:
        sent.append((background, bool(visitor)))
        return send(call, background=background, visitor=visitor, **options)

    monkeypatch.setattr(tmdb_client.requestor(), "send", noted)
    gateway().refresh(MATRIX_CALL)
    gateway().read(api.movies.details(604), Deadline.after(4))
    tmdb_client.send(api.movies.details(605), 4)
    get_page(anonymous("203.0.113.7"), cold(1))
    assert sent == [(True, False)] * 3 + [(False, True)]


def test_answers_of_two_addresses_are_told_apart(settings: Settings) -> None:
    identities = {tmdb_client.identity.__wrapped__()}
    settings.TMDB_DEMO = False
    for url in ("https://api.themoviedb.org/3", "https://another.example/3"):
        settings.TMDB_API_URL = url
        identities.add(tmdb_client.identity.__wrapped__())
    assert len(identities) == 3

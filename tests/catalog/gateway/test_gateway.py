"""Answers by name, within a deadline, with and without Redis; one request however many visitors need its answer."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client
from pytest_django import Settings

from catalog.gateway import Answer, NotFound, Unavailable, api, gateway, reset_caches, tmdb_client
from jobs import redis_client
from tests.catalog.cached_answers import MATRIX
from tests.conftest import get_page
from tests.stand_in import HTML, StandIn
from tmdb import Deadline


def test_a_page_waits_no_longer_than_its_deadline(stand_in: StandIn) -> None:
    """The leader is in another process, and is not done in time."""
    redis_client.client().set(
        f"{tmdb_client.identity()}:flight:{api.movies.details(603).key}", "another process", px=5000
    )
    started = time.monotonic()
    with pytest.raises(Unavailable):
        gateway().read(api.movies.details(603), Deadline.after(0.3))
    assert time.monotonic() - started < 2


def test_gathered_calls_end_with_the_deadline_of_the_page(stand_in: StandIn) -> None:
    stand_in.latency = 1.0
    started = time.monotonic()
    outcomes = gateway().gather({"films": api.movies.popular(), "shows": api.tv.popular()}, Deadline.after(0.2))
    assert time.monotonic() - started < 0.9
    assert all(isinstance(outcome, Unavailable) for outcome in outcomes.values())


def test_gathered_answers_come_by_the_names_of_their_calls(stand_in: StandIn) -> None:
    calls = {
        "film": api.movies.details(603),
        "same film": api.movies.details(603),
        "nothing": api.movies.details(999999999),
        "show": api.tv.details(1399),
    }
    for _ in ("from TMDB", "from the cache"):
        outcomes = gateway().gather(calls, Deadline.after(4))
        assert list(outcomes) == list(calls)
        ids = {name: answer.data["id"] for name, answer in outcomes.items() if isinstance(answer, Answer)}
        assert ids == {"film": 603, "same film": 603, "show": 1399}
        assert isinstance(outcomes["nothing"], NotFound)
    assert len([call for call in stand_in.calls if call.startswith("/movie/603")]) == 1


def open_at_once(count: int) -> list[int]:
    """The statuses that so many visitors of one page get."""
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(lambda _: Client().get(MATRIX).status_code, range(count)))


def test_twenty_visitors_of_a_cold_page_cost_one_request(stand_in: StandIn) -> None:
    stand_in.latency = 0.2
    assert open_at_once(20) == [200] * 20
    assert len([call for call in stand_in.calls if call.startswith("/movie/603")]) == 1


def test_twenty_visitors_of_a_failing_page_cost_one_attempt(stand_in: StandIn) -> None:
    stand_in.fault = HTML
    stand_in.latency = 0.2
    assert open_at_once(20) == [503] * 20
    assert len([call for call in stand_in.calls if call.startswith("/movie/603")]) == 1


@pytest.fixture
def _redis_away(settings: Settings) -> Iterator[None]:
    """Nobody listens where Redis should be."""
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    redis_client.client.cache_clear()
    reset_caches()
    yield
    redis_client.client.cache_clear()


@pytest.mark.usefixtures("_redis_away")
def test_without_redis_the_site_serves_and_remembers(visitor: Client, stand_in: StandIn) -> None:
    body = get_page(visitor, MATRIX)
    assert "Keanu Reeves" in body
    get_page(visitor, MATRIX)
    assert len([call for call in stand_in.calls if call.startswith("/movie/603")]) == 1


@pytest.mark.usefixtures("_redis_away")
def test_without_redis_many_visitors_of_a_cold_page_still_cost_one_request(stand_in: StandIn) -> None:
    stand_in.latency = 0.2
    assert open_at_once(10) == [200] * 10
    assert len([call for call in stand_in.calls if call.startswith("/movie/603")]) == 1

"""What one problem of TMDB's teaches all: for a while nothing is sent, by pages and by tasks."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from catalog import tasks
from catalog.gateway import Unavailable, UpstreamProblem, api, gateway
from jobs import dispatch, redis_client
from jobs.models import Run
from tests.catalog.cached_answers import MATRIX, MATRIX_CALL, forget_failure, make_older
from tests.catalog.gateway.conftest import anonymous, cold
from tests.conftest import end_hold, get_page
from tests.stand_in import CRASH, DOWN, SILENCE, SLOW_DOWN, Fault, StandIn
from tmdb import Deadline

NO_HEADER = replace(SLOW_DOWN, headers=())


@pytest.mark.parametrize("fault", [SLOW_DOWN, NO_HEADER])
def test_after_a_429_no_other_page_makes_a_request(
    visitor: Client, stand_in: StandIn, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tmdb.hold.DEFAULT_HOLD", 30.0)  # longer than twenty pages take on a busy machine
    stand_in.fault = fault
    for number in range(20):
        response = visitor.get(cold(number))
        assert response.status_code == 503
        assert UpstreamProblem.LIMIT.value in response.content.decode()
        assert 0 < int(response.headers["Retry-After"]) <= 30
    assert len(stand_in.calls) == 1
    stand_in.fault = None
    end_hold()
    get_page(visitor, cold(20))


@pytest.mark.parametrize("fault", [DOWN, SILENCE])
def test_an_outage_costs_five_requests_and_ends_with_the_first_answer(
    visitor: Client, stand_in: StandIn, fault: Fault
) -> None:
    stand_in.fault = fault
    for number in range(20):
        kind = "company" if number % 2 else "keyword"
        get_page(visitor, f"/search/?type={kind}&q=word{number}", status=503)
    assert len(set(stand_in.calls)) == 5
    stand_in.forget()
    stand_in.fault = None
    get_page(visitor, cold(20), status=503)
    redis_client.client().hset("tmdb:hold", "probe", 1)  # five seconds later
    get_page(visitor, cold(21))
    get_page(visitor, cold(22))
    assert len(stand_in.calls) == 2


def test_who_reloads_a_page_that_tmdb_fails_at_stops_nobody_else(visitor: Client, stand_in: StandIn) -> None:
    stand_in.fault = CRASH
    for _ in range(4):
        get_page(visitor, MATRIX, status=503)
        forget_failure(MATRIX_CALL)
    stand_in.fault = None
    get_page(anonymous("203.0.113.9"), cold(1))


def test_a_stale_page_is_served_as_it_is_while_nothing_may_be_sent(visitor: Client, stand_in: StandIn) -> None:
    get_page(visitor, MATRIX)
    make_older(MATRIX_CALL, 7)
    stand_in.fault = SLOW_DOWN
    get_page(visitor, cold(1), status=503)
    stand_in.calls.clear()
    assert "Keanu Reeves" in get_page(visitor, MATRIX)
    dispatch.drain()  # its refresh
    assert stand_in.calls == []
    assert "7 hours ago" in get_page(visitor, MATRIX)


@pytest.mark.parametrize(
    ("task", "arguments", "least"),
    [("refresh", lambda: (MATRIX_CALL.to_json(),), 25.0), ("run_job", lambda: ("warm",), 60.0)],
)
def test_tasks_come_again_when_a_hold_is_over(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch, task: str, arguments: Callable[[], Any], least: float
) -> None:
    stand_in.fault = SLOW_DOWN
    with pytest.raises(Unavailable):
        gateway().read(api.movies.details(604), Deadline.after(4))
    stand_in.calls.clear()
    waits: list[float] = []

    def retry(countdown: float, exc: Exception) -> Exception:
        waits.append(countdown)
        return exc

    monkeypatch.setattr(getattr(tasks, task), "retry", retry)
    getattr(tasks, task).apply(arguments())
    assert waits
    assert least <= waits[0] <= 65
    assert stand_in.calls == []


def test_a_refresh_that_is_held_for_long_is_no_failure(stand_in: StandIn) -> None:
    stand_in.fault = SLOW_DOWN
    with pytest.raises(Unavailable):
        gateway().read(api.movies.details(604), Deadline.after(4))
    tasks.refresh.apply((MATRIX_CALL.to_json(),))
    assert not Run.objects.exists()

"""Stale answers: served at once, refreshed behind the visitor's back, and never lost to an older one."""

import time

import pytest
from django.test import Client

from catalog.gateway import Gateway, api, gateway, tmdb_client
from catalog.gateway.single_flight import SingleFlight
from catalog.gateway.store import Memory, Store
from jobs import redis_client
from tests.catalog.cached_answers import MATRIX, MATRIX_CALL, make_older, metadata_of, wait_until
from tests.conftest import get_page
from tests.stand_in import DOWN, Fault, StandIn
from tmdb import Call, Deadline, Reply, errors


def test_an_old_page_is_served_at_once_and_refreshed_behind(visitor: Client, stand_in: StandIn) -> None:
    get_page(visitor, MATRIX)
    make_older(MATRIX_CALL, 7)
    stand_in.forget()
    body = get_page(visitor, MATRIX)
    assert "This page is from" not in body
    wait_until(lambda: len(stand_in.calls) == 1)
    wait_until(lambda: time.time() - metadata_of(MATRIX_CALL).fetched_at < 60)


def test_a_page_that_could_not_be_refreshed_tells_its_age(visitor: Client, stand_in: StandIn) -> None:
    get_page(visitor, MATRIX)
    make_older(MATRIX_CALL, 7)
    stand_in.fault = DOWN
    get_page(visitor, MATRIX)
    wait_until(lambda: "7 hours ago" in get_page(visitor, MATRIX))
    assert "TMDB isn" in get_page(visitor, MATRIX)


def test_a_refresh_that_changes_nothing_is_a_304(visitor: Client, stand_in: StandIn) -> None:
    get_page(visitor, MATRIX)
    before = metadata_of(MATRIX_CALL)
    make_older(MATRIX_CALL, 7)
    gateway().refresh(MATRIX_CALL)
    after = metadata_of(MATRIX_CALL)
    assert after.etag
    assert after.digest == before.digest
    assert time.time() - after.fetched_at < 60


def test_an_answer_that_vanished_becomes_a_404(visitor: Client, stand_in: StandIn) -> None:
    get_page(visitor, MATRIX)
    stand_in.fault = Fault("404 Not Found", b'{"success":false,"status_code":34,"status_message":"gone"}')
    gateway().refresh(MATRIX_CALL)
    assert "TMDB no longer lists this." in get_page(visitor, MATRIX), "said once, it may be a slip"
    gateway().refresh(MATRIX_CALL)
    get_page(visitor, MATRIX, status=404)


def test_a_missing_film_is_asked_for_once(visitor: Client, stand_in: StandIn) -> None:
    for _ in range(3):
        get_page(visitor, "/movie/999999999/", status=404)
    assert len([call for call in stand_in.calls if call.startswith("/movie")]) == 1


def build_gateway(upstream: "Overtaken") -> Gateway:
    """A gateway of another process, in front of another client."""
    client, guard, prefix = redis_client.client(), redis_client.RedisGuard(), "overtaken:"
    return Gateway(
        upstream=upstream,
        store=Store(client, guard, upstream.memory, prefix),
        single_flight=SingleFlight(client, guard, prefix),
        enqueue_refresh=lambda call: None,
    )


class Overtaken:
    """A client of TMDB that is slow: before its second answer comes, another process has fetched a newer one."""

    def __init__(self, outcome: Reply | errors.TMDBError) -> None:
        self.outcome, self.memory = outcome, Memory()
        self.is_first = True

    def send(self, call: Call, **_: object) -> Reply:
        if self.is_first:
            self.is_first = False
            return Reply({"id": 603, "title": "Older"}, etag="older")
        build_gateway(Newer(self.memory)).refresh(call)
        if isinstance(self.outcome, errors.TMDBError):
            raise self.outcome
        return self.outcome


class Newer(Overtaken):
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def send(self, call: Call, **_: object) -> Reply:
        return Reply({"id": 603, "title": "Newer"}, etag="newer")


@pytest.mark.parametrize("outcome", [Reply(None, 304, "older", not_modified=True), errors.Unavailable()])
def test_what_is_learned_of_an_older_answer_takes_nothing_from_a_newer_one(outcome: Reply | errors.TMDBError) -> None:
    upstream = Overtaken(outcome)
    slow = build_gateway(upstream)
    slow.read(MATRIX_CALL, Deadline.after(4))
    slow.refresh(MATRIX_CALL)
    answer = slow.read(MATRIX_CALL, Deadline.after(4))
    assert (answer.data["title"], answer.metadata.etag, answer.metadata.problem) == ("Newer", "newer", "")
    remembered = upstream.memory.get(MATRIX_CALL.key)
    assert isinstance(remembered, tuple)
    assert remembered[0].etag == "newer"


def test_an_answer_is_refreshed_once_a_minute_at_most(stand_in: StandIn) -> None:
    gateway().read(MATRIX_CALL, Deadline.after(4))
    make_older(MATRIX_CALL, 7)
    stand_in.calls.clear()
    enqueued: list[Call] = []
    patient = Gateway(
        upstream=tmdb_client.requestor(),
        store=gateway().store,
        single_flight=SingleFlight(redis_client.client(), redis_client.RedisGuard()),
        enqueue_refresh=enqueued.append,
    )
    for _ in range(3):
        assert patient.read(MATRIX_CALL, Deadline.after(4)).is_stale
        assert patient.metadata([MATRIX_CALL])
        patient.refresh_later([MATRIX_CALL])
    assert enqueued == [MATRIX_CALL]
    for _ in range(3):
        patient.refresh_now([MATRIX_CALL], Deadline.after(4))
    assert len(stand_in.calls) == 1
    assert not patient.read(MATRIX_CALL, Deadline.after(4)).is_stale


def test_a_peek_sends_nothing_and_has_what_is_missing_fetched(stand_in: StandIn) -> None:
    call = api.genres.movies(language="de")
    assert gateway().peek(call) is None
    wait_until(lambda: gateway().peek(call) is not None)
    assert len(stand_in.calls) == 1

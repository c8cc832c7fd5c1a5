"""One leader an answer: within a process, between processes, and without Redis."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from django.test import RequestFactory

from catalog.gateway import Gateway, Unavailable, UpstreamProblem, api
from catalog.gateway.results import Answer
from catalog.gateway.single_flight import SingleFlight
from catalog.gateway.store import Memory, Store
from catalog.visitors import Visitor, visited_by
from jobs import redis_client
from jobs.redis_client import RedisGuard
from tmdb import Call, Deadline, Reply, errors

KEY = "movie-details?movie_id=603"


def build(client: "redis.Redis | None" = None) -> SingleFlight:
    """Another process's."""
    return SingleFlight(client or redis_client.client(), RedisGuard(), "tests:")


def test_in_a_process_one_after_the_other_has_the_lock() -> None:
    flight = build()
    with flight.process_lock(KEY, Deadline.after(1)) as is_first:
        assert is_first
        with flight.process_lock("another key", Deadline.after(0.1)) as is_alone:
            assert is_alone
        seen: list[bool] = []

        def compete() -> None:
            with flight.process_lock(KEY, Deadline.after(0.05)) as is_alone:
                seen.append(is_alone)

        thread = threading.Thread(target=compete)
        thread.start()
        thread.join()
        assert seen == [False]
    with flight.process_lock(KEY, Deadline.after(0.1)) as is_next:
        assert is_next


def test_between_processes_one_leads_and_the_others_wait_for_it() -> None:
    with build().leader(KEY, Deadline.after(5)) as is_leader:
        assert is_leader
        started = time.monotonic()
        with build().leader(KEY, Deadline.after(0.2)) as is_another:
            assert not is_another
        assert time.monotonic() - started >= 0.2
    with build().leader(KEY, Deadline.after(5)) as is_next:
        assert is_next


def test_a_leader_that_is_late_does_not_end_the_next_ones_flight() -> None:
    client = redis_client.client()
    with build().leader(KEY, Deadline.after(5)):
        client.set(f"tests:flight:{KEY}", "another process", px=5000)  # its own has expired
    assert client.get(f"tests:flight:{KEY}") == b"another process"


@pytest.fixture
def unreachable() -> Iterator["redis.Redis"]:
    client = redis.Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.2)
    yield client
    client.close()


def test_without_redis_each_process_has_its_own_leader(unreachable: "redis.Redis") -> None:
    with (
        build(unreachable).leader(KEY, Deadline.after(5)) as first,
        build(unreachable).leader(KEY, Deadline.after(5)) as second,
    ):
        assert first
        assert second


class Picky:
    """A client of TMDB that has nothing left for one visitor."""

    def __init__(self, refused: str) -> None:
        self.refused, self.has_begun, self.may_refuse = refused, threading.Event(), threading.Event()

    def send(self, call: Call, *, visitor: str = "", **_: Any) -> Reply:
        if visitor != self.refused:
            return Reply({"id": 603})
        self.has_begun.set()
        self.may_refuse.wait(10)
        raise errors.VisitorLimited


def test_who_waits_for_what_another_was_refused_tries_themselves() -> None:
    greedy, patient = (Visitor(RequestFactory().get("/", REMOTE_ADDR=f"203.0.113.{n}")) for n in (1, 2))
    upstream = Picky(greedy.key)
    store = Store(redis_client.client(), RedisGuard(), Memory(), "tests:")
    picky = Gateway(upstream=upstream, store=store, single_flight=build(), enqueue_refresh=lambda call: None)
    outcomes: dict[str, Answer | Unavailable] = {}

    def read(visitor: Visitor) -> None:
        with visited_by(visitor):
            try:
                outcomes[visitor.key] = picky.read(api.movies.details(603), Deadline.after(8))
            except Unavailable as error:
                outcomes[visitor.key] = error

    threads = [threading.Thread(target=read, args=(visitor,)) for visitor in (greedy, patient)]
    threads[0].start()
    upstream.has_begun.wait(10)
    threads[1].start()
    upstream.may_refuse.set()
    for thread in threads:
        thread.join()
    refusal, answer = outcomes[greedy.key], outcomes[patient.key]
    assert isinstance(refusal, Unavailable)
    assert refusal.problem is UpstreamProblem.TOO_MANY
    assert isinstance(answer, Answer)
    assert answer.data == {"id": 603}

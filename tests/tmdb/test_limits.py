"""The limit of 40 requests a second: alone, shared between processes, and while Redis is away."""

import os
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from tests.tmdb.conftest import URL
from tests.tmdb.fakes import FakeClock, RedisByClock
from tmdb import Deadline, LocalLimiter, SharedLimiter, errors
from tmdb.limits import (
    BATCHES_PER_WINDOW,
    PROCESSES_WITHOUT_REDIS,
    RATE,
    VISITOR_ALLOWANCE,
    WINDOW,
    batch_size,
    fair_share,
)
from tmdb.redis_script import RETRY_DELAY

SECOND = 1.0
BATCH = batch_size(RATE)


@pytest.fixture
def key(redis_client: redis.Redis) -> Iterator[str]:
    name = f"test:{uuid.uuid4().hex}"
    yield name
    redis_client.delete(f"{name}:slots", f"{name}:visitors")


class AlternatingLimiters:
    """Two processes with one limit; each answers in turn."""

    def __init__(self, first: SharedLimiter, second: SharedLimiter) -> None:
        self._limiters, self._turn = (first, second), 0

    def __getattr__(self, name: str) -> Any:
        self._turn += 1
        return getattr(self._limiters[self._turn % 2], name)


LimiterMaker = Callable[[FakeClock], Any]


@pytest.fixture(params=["one process", pytest.param("two processes", marks=pytest.mark.redis)])
def limiter_at(request: pytest.FixtureRequest) -> LimiterMaker:
    """What makes a limiter by a clock: in memory, or two of them over one Redis."""
    if request.param == "one process":
        return lambda clock: LocalLimiter(clock=clock, sleep=clock.sleep)
    client, name = request.getfixturevalue("redis_client"), request.getfixturevalue("key")
    return lambda clock: AlternatingLimiters(
        *(SharedLimiter(RedisByClock(client, clock), key=name, sleep=clock.sleep) for _ in range(2))
    )


def most_in_a_second(moments: list[float]) -> int:
    return max(sum(start <= moment < start + SECOND for moment in moments) for start in moments)


def test_no_more_than_forty_leave_in_any_second(limiter_at: LimiterMaker) -> None:
    clock = FakeClock()
    limiter, left = limiter_at(clock), []
    for step in range(200):
        clock.now += 0.004 * (step % 7)
        left.append(round(clock.now + limiter.reserve(max_wait=20.0), 6))
    assert most_in_a_second(left) == RATE
    assert left == sorted(left)  # in order of arrival


def test_pages_wait_for_their_slot_one_after_the_other(limiter_at: LimiterMaker) -> None:
    clock = FakeClock()
    limiter = limiter_at(clock)
    waits = [limiter.reserve(max_wait=4.0) for _ in range(2 * RATE)]
    assert waits[:RATE] == [0.0] * RATE
    batches = [
        WINDOW + number * WINDOW / BATCHES_PER_WINDOW for number in range(BATCHES_PER_WINDOW)
    ]  # no second crowd sets out at once
    assert waits[RATE:] == pytest.approx([wait for wait in batches for _ in range(BATCH)])
    assert limiter.reserve(max_wait=4.0) == pytest.approx(2 * WINDOW)


def test_a_wait_that_cannot_succeed_is_refused_at_once_and_takes_no_slot(limiter_at: LimiterMaker) -> None:
    clock = FakeClock()
    limiter = limiter_at(clock)
    for _ in range(RATE):
        limiter.acquire(clock.deadline(4))
    for _ in range(100):
        with pytest.raises(errors.QueueFull):
            limiter.acquire(clock.deadline(1))
    assert clock.slept == []
    assert [limiter.reserve(max_wait=2.0) for _ in range(BATCH)] == pytest.approx([WINDOW] * (BATCH))


def test_a_page_waits_within_its_time_and_then_leaves(limiter_at: LimiterMaker) -> None:
    clock = FakeClock()
    limiter = limiter_at(clock)
    for _ in range(RATE + 1):
        limiter.acquire(clock.deadline(4))
    assert clock.slept == pytest.approx([WINDOW])


def test_tasks_leave_visitors_a_part_of_the_rate(limiter_at: LimiterMaker) -> None:
    clock = FakeClock()
    limiter = limiter_at(clock)
    taken = 0
    while limiter.reserve_for_task() == 0.0:
        taken += 1
    assert taken == 30
    assert [limiter.reserve(max_wait=2.0) for _ in range(11)] == pytest.approx([0.0] * 10 + [WINDOW])
    clock.now += WINDOW + 0.01
    assert limiter.reserve_for_task() == 0.0


def test_a_task_lets_all_pages_that_wait_go_first(limiter_at: LimiterMaker) -> None:
    clock = FakeClock()
    limiter = limiter_at(clock)
    last = max(limiter.reserve(max_wait=4.0) for _ in range(RATE + 5))
    assert limiter.reserve_for_task() == pytest.approx(last)
    clock.now += last + 0.01
    assert limiter.reserve_for_task() == 0.0


def test_a_task_waits_for_its_turn_and_no_longer_than_it_may(limiter_at: LimiterMaker) -> None:
    clock = FakeClock()
    limiter = limiter_at(clock)
    for _ in range(fair_share(RATE) + 1):
        limiter.acquire_for_task(clock.deadline(5))
    assert clock.slept == pytest.approx([WINDOW])
    for _ in range(fair_share(RATE) - 1):
        limiter.acquire_for_task(clock.deadline(5))
    with pytest.raises(errors.QueueFull):
        limiter.acquire_for_task(clock.deadline(0.05))


def test_one_visitor_leaves_a_quarter_of_each_second_to_the_others(limiter_at: LimiterMaker) -> None:
    clock = FakeClock()
    limiter = limiter_at(clock)
    greedy = [limiter.reserve("alice", 4.0) for _ in range(VISITOR_ALLOWANCE)]
    assert most_in_a_second(greedy) == fair_share(RATE) == 30
    others = [limiter.reserve(name, 4.0) for name in ("bob", "charlie") for _ in range(5)]
    assert others == [0.0] * 10  # at once, although alice waits
    assert most_in_a_second(greedy + others + [limiter.reserve("bob", 4.0) for _ in range(10)]) <= RATE


def test_a_visitor_may_start_sixty_requests_in_ten_seconds(limiter_at: LimiterMaker) -> None:
    clock = FakeClock()
    limiter = limiter_at(clock)
    for _ in range(VISITOR_ALLOWANCE):
        limiter.reserve("alice", 10.0)
        clock.now += 0.05
    with pytest.raises(errors.VisitorLimited) as caught:
        limiter.reserve("alice", 10.0)
    assert caught.value.retry_after == pytest.approx(10 - VISITOR_ALLOWANCE * 0.05)
    assert limiter.reserve("bob") == 0.0
    clock.now += caught.value.retry_after + 0.01
    assert limiter.reserve("alice") == 0.0
    clock.now += 30
    assert all(limiter.reserve("alice", 10.0) is not None for _ in range(VISITOR_ALLOWANCE))


def test_what_is_refused_does_not_count(limiter_at: LimiterMaker) -> None:
    clock = FakeClock()
    limiter = limiter_at(clock)
    for _ in range(RATE):
        limiter.reserve()
    for _ in range(2 * VISITOR_ALLOWANCE):
        with pytest.raises(errors.QueueFull):
            limiter.reserve("alice", 0.5)
    clock.now += WINDOW + 0.01
    assert limiter.reserve("alice") == 0.0


@pytest.mark.redis
def test_two_processes_share_one_queue(redis_client: redis.Redis, key: str) -> None:
    """Two real ones, each with more pages than the limit lets through at once."""
    code = (
        "import sys, threading, time, redis; from tmdb import Deadline, SharedLimiter\n"
        f"limiter = SharedLimiter(redis.Redis.from_url({URL!r}), rate=30, key={key!r})\n"
        "def page():\n limiter.acquire(Deadline.after(8)); sys.stdout.write('left\\n')\n"
        "threads = [threading.Thread(target=page) for _ in range(30)]\n"
        "[thread.start() for thread in threads]; [thread.join() for thread in threads]"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=dict(os.environ))
        for _ in range(2)
    ]
    printed = "".join(process.communicate(timeout=60)[0] for process in processes)
    assert printed.count("left") == 60  # all of them, in two rounds
    assert redis_client.zcard(f"{key}:slots") == 60
    slots = [score / 1_000_000 for _, score in redis_client.zrange(f"{key}:slots", 0, -1, withscores=True)]
    assert most_in_a_second(slots) == 30


@pytest.mark.redis
def test_what_redis_holds_stays_bounded_and_has_no_expiry_to_be_evicted_by(redis_client: redis.Redis, key: str) -> None:
    clock = FakeClock()
    limiter = SharedLimiter(RedisByClock(redis_client, clock), key=key)
    for number in range(1500):
        limiter.reserve(f"visitor {number}", 30.0)
        clock.now += 0.03
    assert redis_client.zcard(f"{key}:slots") <= RATE * 11
    assert redis_client.hlen(f"{key}:visitors") == redis_client.zcard(f"{key}:slots")
    assert redis_client.ttl(f"{key}:slots") == redis_client.ttl(f"{key}:visitors") == -1


@pytest.mark.redis
def test_a_clock_that_was_set_back_stops_nobody(redis_client: redis.Redis, key: str) -> None:
    clock = FakeClock()
    limiter = SharedLimiter(RedisByClock(redis_client, clock), key=key)
    for _ in range(VISITOR_ALLOWANCE):
        limiter.reserve("alice", 4.0)
    clock.now -= 3600
    assert limiter.reserve("alice") == 0.0
    assert limiter.reserve_for_task() == 0.0


def test_without_redis_each_process_limits_itself_to_its_part() -> None:
    away = redis.Redis(host="127.0.0.1", port=1, socket_connect_timeout=0.1, retry=Retry(NoBackoff(), 0))
    clock = FakeClock()
    limiter = SharedLimiter(away, clock=clock)
    waits = [limiter.reserve(max_wait=4.0) for _ in range(RATE)]
    assert waits.count(0.0) == RATE // PROCESSES_WITHOUT_REDIS
    clock.now += 30
    for _ in range(VISITOR_ALLOWANCE):
        limiter.reserve("alice", 30.0)
    with pytest.raises(errors.VisitorLimited):
        limiter.reserve("alice", 30.0)


@pytest.mark.redis
def test_a_redis_whose_memory_is_full_neither_opens_nor_closes_everything(redis_client: redis.Redis, key: str) -> None:
    class Full:
        def eval(self, *_: Any) -> Any:
            raise redis.exceptions.OutOfMemoryError("OOM command not allowed when used memory > 'maxmemory'.")

    limiter = SharedLimiter(Full(), key=key)
    waits = [limiter.reserve(max_wait=4.0) for _ in range(RATE)]
    assert waits.count(0.0) == RATE // PROCESSES_WITHOUT_REDIS
    assert max(waits) <= 3 * WINDOW


def test_tasks_wait_while_the_memory_of_redis_is_full() -> None:
    """It still hands them out, to any number of processes that would each count for itself."""
    answers = [redis.exceptions.OutOfMemoryError("OOM command not allowed"), [b"slot", b"0"]]

    class Full:
        def eval(self, *_: Any) -> Any:
            if isinstance(answers[0], Exception):
                raise answers[0]
            return answers[0]

    clock = FakeClock()
    limiter = SharedLimiter(Full(), clock=clock, sleep=clock.sleep)
    for _ in range(3):  # asked anew, and while Redis is left alone
        assert limiter.reserve_for_task() > 0
    with pytest.raises(errors.QueueFull):
        limiter.acquire_for_task(clock.deadline(5))
    assert limiter.reserve() == 0.0  # a page goes on
    del answers[0]
    clock.now += RETRY_DELAY
    assert limiter.reserve_for_task() == 0.0


def test_a_slot_that_is_given_back_is_free_for_all_and_for_its_visitor(limiter_at: LimiterMaker) -> None:
    clock = FakeClock()
    limiter = limiter_at(clock)
    for _ in range(2 * VISITOR_ALLOWANCE):
        limiter.release(limiter.acquire(clock.deadline(4), "alice"))
        limiter.release(limiter.acquire_for_task(clock.deadline(4)))
    assert clock.slept == []
    assert [limiter.reserve() for _ in range(RATE)] == [0.0] * RATE


class Switched:
    """A client of Redis that can be switched off."""

    def __init__(self, client: redis.Redis) -> None:
        self.client, self.on, self.calls = client, True, 0

    def eval(self, *args: Any) -> Any:
        self.calls += 1
        if not self.on:
            raise redis.ConnectionError("away")
        return self.client.eval(*args)


@pytest.mark.redis
def test_when_redis_comes_back_it_counts_again(redis_client: redis.Redis, key: str) -> None:
    client, clock = Switched(redis_client), FakeClock()
    limiter = SharedLimiter(client, key=key, clock=clock)
    client.on = False
    assert [limiter.reserve() for _ in range(5)] == [0.0] * 5
    assert client.calls == 1  # and then left alone for a while
    assert not redis_client.exists(f"{key}:slots")
    client.on = True
    clock.now += RETRY_DELAY
    assert limiter.reserve() == 0.0
    assert redis_client.zcard(f"{key}:slots") == 1


def test_threads_of_one_process_never_share_a_slot() -> None:
    limiter = LocalLimiter(rate=4)
    moments: list[float] = []

    def page() -> None:
        limiter.acquire(Deadline.after(5))
        moments.append(time.monotonic())

    threads = [threading.Thread(target=page) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(moments) == 8
    assert max(moments) - min(moments) >= SECOND

"""The limit of 40 requests a second: alone, shared between processes, and while Redis is away."""

import os
import subprocess
import sys
import time
import uuid
from typing import Any

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from tests import settings
from tests.conftest import missing
from tests.tmdb.fakes import FakeClock
from tmdb import Deadline, LocalLimiter, SharedLimiter, errors
from tmdb.limits import RATE, for_tasks

URL = f"{settings.REDIS}/15"


@pytest.fixture
def shared() -> redis.Redis:
    client = redis.Redis.from_url(URL, socket_timeout=2)
    try:
        client.ping()
    except redis.RedisError:
        missing("Redis")
    return client


def test_no_more_than_forty_leave_in_any_second() -> None:
    clock = FakeClock()
    limiter = LocalLimiter(clock=clock)
    left: list[float] = []
    while clock.now < 1003:
        if limiter.try_acquire():
            left.append(clock.now)
        clock.now += 0.01
    assert len(left) >= 3 * RATE
    for start in left:
        assert sum(start <= moment < start + 1 for moment in left) <= RATE


def test_tasks_leave_visitors_a_part_of_the_rate() -> None:
    clock = FakeClock()
    limiter = LocalLimiter(clock=clock)
    taken = 0
    while limiter.reserve(for_tasks(RATE)) == 0.0:
        taken += 1
    assert taken == 30
    assert sum(limiter.try_acquire() for _ in range(100)) == 10
    clock.now += 1
    assert limiter.reserve(for_tasks(RATE)) == 0.0


def test_a_task_waits_for_its_turn_and_no_longer_than_it_may() -> None:
    limiter = LocalLimiter(rate=4)
    started = time.monotonic()
    for _ in range(4):
        limiter.acquire(Deadline.after(5))
    assert time.monotonic() - started >= 1
    while limiter.reserve(4) == 0.0:
        pass
    with pytest.raises(errors.RateLimited):
        limiter.acquire(Deadline.after(0.05))


@pytest.mark.redis
def test_two_processes_share_one_limit(shared: redis.Redis) -> None:
    key = f"test:{uuid.uuid4().hex}"
    code = (
        "import sys, time, redis; from tmdb import SharedLimiter;"
        f"l = SharedLimiter(redis.Redis.from_url({URL!r}), rate=20, key={key!r});"
        "end = time.time() + 1.0; n = 0\n"
        "while time.time() < end:\n n += l.try_acquire(); time.sleep(0.001)\n"
        "print(n)"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=dict(os.environ))
        for _ in range(2)
    ]
    counts = [int(process.communicate(timeout=30)[0]) for process in processes]
    # Each ran for a second, not quite the same one: they touch three at most.
    assert all(counts)
    assert 20 <= sum(counts) <= 20 * 3
    shared.delete(key)


@pytest.mark.redis
def test_the_shared_limit_holds_for_pages_and_lower_for_tasks(shared: redis.Redis) -> None:
    key = f"test:{uuid.uuid4().hex}"
    tasks, pages = SharedLimiter(shared, key=key), SharedLimiter(shared, key=key)
    started = time.monotonic()
    waits = [tasks.reserve(for_tasks(RATE)) for _ in range(35)]
    through = sum(pages.try_acquire() for _ in range(60))
    if time.monotonic() - started < 0.9:  # all within the same second
        assert waits.count(0.0) == 30
        assert 0 < max(waits) <= 1
        assert through == 10
    with pytest.raises(errors.RateLimited):
        tasks.acquire(Deadline.after(0.01))
    tasks.acquire(Deadline.after(3))
    shared.delete(key)


@pytest.mark.redis
def test_a_clock_that_was_set_back_stops_nobody(shared: redis.Redis) -> None:
    key = f"test:{uuid.uuid4().hex}"
    shared.lpush(key, *[int((time.time() + 3600) * 1_000_000)] * RATE)
    assert SharedLimiter(shared, key=key).try_acquire()
    shared.delete(key)


def test_without_redis_each_process_limits_itself() -> None:
    away = redis.Redis(host="127.0.0.1", port=1, socket_connect_timeout=0.1, retry=Retry(NoBackoff(), 0))
    limiter = SharedLimiter(away)
    started = time.monotonic()
    assert sum(limiter.try_acquire() for _ in range(60)) == RATE
    assert time.monotonic() - started < 0.9


class Switched:
    """A client of Redis that can be switched off."""

    def __init__(self, client: redis.Redis) -> None:
        self.client, self.on, self.asked = client, True, 0

    def eval(self, *args: Any) -> Any:
        self.asked += 1
        if not self.on:
            raise redis.ConnectionError("away")
        return self.client.eval(*args)


@pytest.mark.redis
def test_when_redis_comes_back_it_counts_again(shared: redis.Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    key = f"test:{uuid.uuid4().hex}"
    client = Switched(shared)
    monkeypatch.setattr("tmdb.limits.PAUSE", 0.1)
    limiter = SharedLimiter(client, key=key)
    client.on = False
    assert all(limiter.try_acquire() for _ in range(5))
    assert client.asked == 1  # and then left alone for a while
    assert not shared.exists(key)
    client.on = True
    time.sleep(0.12)
    assert limiter.try_acquire()
    assert shared.llen(key) == 1
    shared.delete(key)

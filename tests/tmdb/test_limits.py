"""The limit of 40 requests a second: alone, shared between processes, and while Redis is away."""

import os
import subprocess
import sys
import time
import uuid

import pytest
import redis

from tests.conftest import missing
from tests.tmdb.fakes import FakeClock
from tmdb import LocalLimiter, SharedLimiter, errors
from tmdb.limits import BURST_FOR_PAGES, BURST_FOR_TASKS

URL = "redis://127.0.0.1:6379/15"


@pytest.fixture
def shared() -> redis.Redis:
    client = redis.Redis.from_url(URL, socket_timeout=2)
    try:
        client.ping()
    except redis.RedisError:
        missing("Redis")
    return client


def test_forty_may_leave_at_once_and_then_one_every_fortieth_of_a_second() -> None:
    clock = FakeClock()
    limiter = LocalLimiter(clock=clock)
    assert sum(limiter.try_acquire() for _ in range(100)) == BURST_FOR_PAGES
    clock.now += 0.026
    assert limiter.try_acquire()
    assert not limiter.try_acquire()
    clock.now += 1
    assert sum(limiter.try_acquire() for _ in range(100)) == BURST_FOR_PAGES


def test_tasks_leave_visitors_a_part_of_the_rate() -> None:
    limiter = LocalLimiter(clock=FakeClock())
    taken = 0
    while limiter.reserve(BURST_FOR_TASKS) == 0.0:
        taken += 1
    assert taken == BURST_FOR_TASKS
    assert limiter.try_acquire()


def test_a_task_waits_for_its_turn_and_no_longer_than_it_may() -> None:
    limiter = LocalLimiter(rate=1000)
    from tmdb import Deadline

    for _ in range(30):
        limiter.acquire(Deadline.after(5))
    slow = LocalLimiter(rate=0.1)
    for _ in range(BURST_FOR_TASKS):
        slow.reserve(BURST_FOR_TASKS)
    with pytest.raises(errors.RateLimited):
        slow.acquire(Deadline.after(0.05))


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
    # The first forty at once, and twenty more in each second in which at least one of the two ran.
    assert all(counts)
    assert sum(counts) <= BURST_FOR_PAGES + 20 * 4
    shared.delete(key)


@pytest.mark.redis
def test_the_shared_limit_refuses_beyond_its_burst(shared: redis.Redis) -> None:
    key = f"test:{uuid.uuid4().hex}"
    limiter = SharedLimiter(shared, rate=1, key=key)
    assert sum(limiter.try_acquire() for _ in range(60)) == BURST_FOR_PAGES
    assert SharedLimiter(shared, rate=1, key=key).reserve(BURST_FOR_PAGES) > 0
    shared.delete(key)


def test_without_redis_each_process_limits_itself() -> None:
    away = redis.Redis(host="127.0.0.1", port=1, socket_connect_timeout=0.1)
    limiter = SharedLimiter(away, rate=1)
    started = time.monotonic()
    assert sum(limiter.try_acquire() for _ in range(60)) == BURST_FOR_PAGES
    assert time.monotonic() - started < 10

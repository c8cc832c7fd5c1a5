"""Many visitors, one request: whoever comes first flies, the others wait for what it brings.

Within a process they wait on a lock; between processes on a key in Redis that expires with the flight. While Redis is
away, each process flies for itself.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import redis

from jobs.redis_client import RedisGuard, RedisUnavailable
from tmdb import Deadline

POLL = 0.015  # seconds

# Ends a flight only if it is still ours: an expired one may have been begun again by somebody else.
_LAND = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"


class SingleFlight:
    def __init__(self, client: "redis.Redis", guard: RedisGuard, prefix: str = "") -> None:
        self._redis, self._guard, self._prefix = client, guard, prefix
        self._lock = threading.Lock()
        self._local: dict[str, tuple[threading.Lock, int]] = {}

    @contextmanager
    def turn(self, key: str, deadline: Deadline) -> Iterator[bool]:
        """Wait for one's turn within this process. Gives False when the deadline ends first."""
        turnstile = self._join(key)
        entered = turnstile.acquire(timeout=max(0.0, deadline.remaining()))
        try:
            yield entered
        finally:
            if entered:
                turnstile.release()
            self._leave(key)

    def _join(self, key: str) -> threading.Lock:
        with self._lock:
            turnstile, users = self._local.get(key, (threading.Lock(), 0))
            self._local[key] = (turnstile, users + 1)
            return turnstile

    def _leave(self, key: str) -> None:
        with self._lock:
            turnstile, users = self._local[key]
            if users == 1:
                del self._local[key]
            else:
                self._local[key] = (turnstile, users - 1)

    @contextmanager
    def flight(self, key: str, deadline: Deadline) -> Iterator[bool]:
        """Take off if no other process is on its way: True. False: another one was, and has landed (or time is up)."""
        name, token = f"{self._prefix}flight:{key}", uuid4().hex
        milliseconds = int(deadline.remaining() * 1000) + 500
        try:
            taken = self._guard.run(lambda: self._redis.set(name, token, nx=True, px=milliseconds))
            if not taken:
                self._await_landing(name, deadline)
        except RedisUnavailable:
            taken = True
        try:
            yield bool(taken)
        finally:
            if taken:
                self._land(name, token)

    def _await_landing(self, name: str, deadline: Deadline) -> None:
        while deadline.remaining() > 0 and self._guard.run(lambda: self._redis.exists(name)):
            time.sleep(POLL)

    def _land(self, name: str, token: str) -> None:
        try:
            self._guard.run(lambda: self._redis.eval(_LAND, 1, name, token))
        except RedisUnavailable:
            return  # it expires by itself

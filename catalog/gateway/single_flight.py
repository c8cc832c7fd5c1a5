"""Single flight: of many visitors who need the same answer one fetches it, the leader; the others wait for it.

Within a process they wait for a lock; between processes for a key in Redis that expires with the leader's deadline.
While Redis is away, each process has a leader of its own.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import redis

from jobs.redis_client import RedisGuard, RedisUnavailable
from tmdb import Deadline

POLL_INTERVAL = 0.015  # seconds
GRACE_MS = 500  # milliseconds by which the key in Redis outlives the leader's deadline

# Only the token's owner deletes the key: an expired one may belong to another leader by now.
_RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"


class SingleFlight:
    """Locks by key, within this process and over all of them."""

    def __init__(self, client: "redis.Redis", guard: RedisGuard, prefix: str = "") -> None:
        self._redis, self._guard, self._prefix = client, guard, prefix
        self._lock = threading.Lock()
        self._process_locks: dict[str, tuple[threading.Lock, int]] = {}  # by key, with the number of its users

    @contextmanager
    def process_lock(self, key: str, deadline: Deadline) -> Iterator[bool]:
        """Wait to be alone with a key in this process; give False when the deadline ends first."""
        lock = self._join(key)
        is_acquired = lock.acquire(timeout=max(0.0, deadline.remaining()))
        try:
            yield is_acquired
        finally:
            if is_acquired:
                lock.release()
            self._leave(key)

    def _join(self, key: str) -> threading.Lock:
        with self._lock:
            lock, users = self._process_locks.get(key, (threading.Lock(), 0))
            self._process_locks[key] = (lock, users + 1)
            return lock

    def _leave(self, key: str) -> None:
        with self._lock:
            lock, users = self._process_locks[key]
            if users == 1:
                del self._process_locks[key]
            else:
                self._process_locks[key] = (lock, users - 1)

    @contextmanager
    def leader(self, key: str, deadline: Deadline) -> Iterator[bool]:
        """Become the leader among processes and give True, or wait until another leader is done and give False."""
        name, token = f"{self._prefix}flight:{key}", uuid4().hex
        try:
            is_leader = self._acquire(name, token, deadline)
            if not is_leader:
                self._await_release(name, deadline)
        except RedisUnavailable:
            is_leader = True
        try:
            yield is_leader
        finally:
            if is_leader:
                self._release(name, token)

    def _acquire(self, name: str, token: str, deadline: Deadline) -> bool:
        lifetime = int(deadline.remaining() * 1000) + GRACE_MS
        return bool(self._guard.run(lambda: self._redis.set(name, token, nx=True, px=lifetime)))

    def _await_release(self, name: str, deadline: Deadline) -> None:
        while deadline.remaining() > 0 and self._guard.run(lambda: self._redis.exists(name)):
            time.sleep(POLL_INTERVAL)

    def _release(self, name: str, token: str) -> None:
        try:
            self._guard.run(lambda: self._redis.eval(_RELEASE, 1, name, token))
        except RedisUnavailable:
            return  # it expires by itself

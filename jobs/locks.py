"""Locks over all processes, for work that may make no progress for long.

A thread of the holder renews its lease, so that leases may be short: when a process is killed, its lock is free within
a minute. While Redis is away the work goes on, and renews its lease afterwards unless another process has the lock.

This is our own code on purpose. The lock of redis-py relies on the expiry of its key, and a Redis that is full evicts
keys that have one, among them the embedded Valkey (`volatile-lfu`): two processes would have the same lock. A lock here
is a key without an expiry whose value says until when it holds.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

import redis

from jobs import redis_client

log = logging.getLogger("jobs.locks")

LEASE_SECONDS = 60  # after the last heartbeat
HEARTBEAT_INTERVAL = 15.0  # seconds

# The value of a lock's key is "<end of the lease> <token>", in seconds of Redis's clock. When the lease is over, the
# lock is free, although the key is still there.
_ACQUIRE = """
local now = tonumber(redis.call('TIME')[1])
local held = redis.call('get', KEYS[1])
if held then
  local till, holder = string.match(held, '^(%d+) (.*)$')
  if holder ~= ARGV[1] and not (till and tonumber(till) <= now) then return 0 end
end
redis.call('set', KEYS[1], string.format('%d %s', now + tonumber(ARGV[2]), ARGV[1]))
return 1
"""
_RELEASE = """
local held = redis.call('get', KEYS[1])
if held and string.match(held, '^%d+ (.*)$') == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0
"""
_IS_HELD = """
local held = redis.call('get', KEYS[1])
local till = held and string.match(held, '^(%d+) ')
if held and not (till and tonumber(till) <= tonumber(redis.call('TIME')[1])) then return 1 end
return 0
"""
# One script, so that no process can take the lock between the look and the deletion.
_DELETE_EXPIRED = """
local held = redis.call('get', KEYS[1])
local till = held and string.match(held, '^(%d+) ')
if till and tonumber(till) <= tonumber(redis.call('TIME')[1]) then return redis.call('del', KEYS[1]) end
return 0
"""


class LockLost(Exception):
    """Another process has the lock: this one was silent for longer than its lease."""


@dataclass
class Lease:
    """A lock that this process holds, or has lost (`is_lost`)."""

    key: str
    token: str = field(default_factory=lambda: uuid4().hex)
    is_lost: bool = False
    _released: threading.Event = field(default_factory=threading.Event)

    def heartbeat(self) -> None:
        """Renew the lease every `HEARTBEAT_INTERVAL` seconds until it is released or lost."""
        while not self._released.wait(HEARTBEAT_INTERVAL) and not self.is_lost:
            try:
                self.is_lost = not redis_client.client().eval(_ACQUIRE, 1, self.key, self.token, LEASE_SECONDS)
            except redis.RedisError as error:
                log.warning("heartbeat failed lock=%s reason=%s", self.key, type(error).__name__)

    def check(self) -> None:
        """Raise LockLost when another process has the lock; called before each step of the work."""
        if self.is_lost:
            raise LockLost("Another run took over.")

    def release(self) -> None:
        self._released.set()
        try:
            redis_client.client().eval(_RELEASE, 1, self.key, self.token)
        except redis.RedisError as error:
            log.warning("release failed lock=%s reason=%s", self.key, type(error).__name__)


@contextmanager
def exclusive_lock(name: str) -> Iterator[Lease | None]:
    """Hold a lock, or yield None when another process holds it.

    Raises redis.RedisError while Redis is away.
    """
    lease = Lease(_key(name))
    if not redis_client.client().eval(_ACQUIRE, 1, lease.key, lease.token, LEASE_SECONDS):
        yield None
        return
    threading.Thread(target=lease.heartbeat, name=lease.key, daemon=True).start()
    try:
        yield lease
    finally:
        lease.release()


def is_held(name: str) -> bool:
    """Return whether some process holds a lock.

    Raises redis.RedisError.
    """
    return bool(redis_client.client().eval(_IS_HELD, 1, _key(name)))


def delete_expired() -> int:
    """Delete the locks that killed processes left behind, and return their number.

    Raises redis.RedisError.
    """
    client, number = redis_client.client(), 0
    for key in client.scan_iter(match=_key("*"), count=1000):
        number += int(client.eval(_DELETE_EXPIRED, 1, key))
    return number


def _key(name: str) -> str:
    return f"lock:{name}"

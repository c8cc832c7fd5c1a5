"""Locks over all processes, for work that may be silent for long.

A thread of the holder keeps its lock alive, so that a lock may be short: when a process is killed, it goes by itself
within a minute. While Redis is away the work goes on, and takes its lock back afterwards if nobody else has it.
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

LEASE_SECONDS = 60  # after which a lock goes that nobody keeps
HEARTBEAT_INTERVAL = 15.0  # seconds

# A lock is "<until> <token>", in seconds of Redis's clock, and has no expiry of Redis's: a store whose memory is full
# evicts what has one. A lock whose time is over is as none.
_TAKE = """
local now = tonumber(redis.call('TIME')[1])
local held = redis.call('get', KEYS[1])
if held then
  local till, holder = string.match(held, '^(%d+) (.*)$')
  if holder ~= ARGV[1] and not (till and tonumber(till) <= now) then return 0 end
end
redis.call('set', KEYS[1], string.format('%d %s', now + tonumber(ARGV[2]), ARGV[1]))
return 1
"""
_LEAVE = """
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
# In one piece: between a question and an answer somebody may take the lock.
_SWEEP = """
local held = redis.call('get', KEYS[1])
local till = held and string.match(held, '^(%d+) ')
if till and tonumber(till) <= tonumber(redis.call('TIME')[1]) then return redis.call('del', KEYS[1]) end
return 0
"""


class LockLost(Exception):
    """Somebody else does it now: this process was away for too long."""


@dataclass
class Lease:
    """`is_lost`: somebody else has it now."""

    name: str
    token: str = field(default_factory=lambda: uuid4().hex)
    is_lost: bool = False
    _left: threading.Event = field(default_factory=threading.Event)

    def keep(self) -> None:
        while not self._left.wait(HEARTBEAT_INTERVAL) and not self.is_lost:
            try:
                self.is_lost = not redis_client.client().eval(_TAKE, 1, self.name, self.token, LEASE_SECONDS)
            except redis.RedisError as error:
                log.warning("lock not kept name=%s reason=%s", self.name, type(error).__name__)

    def check(self) -> None:
        """Before each step of the work. Raises Lost."""
        if self.is_lost:
            raise LockLost("Another run took over.")

    def leave(self) -> None:
        self._left.set()
        try:
            redis_client.client().eval(_LEAVE, 1, self.name, self.token)
        except redis.RedisError as error:
            log.warning("lock not left name=%s reason=%s", self.name, type(error).__name__)


@contextmanager
def exclusive_lock(name: str) -> Iterator[Lease | None]:
    """The lock, or None when somebody else has it. Raises redis.RedisError while Redis is away."""
    lock = Lease(_key(name))
    if not redis_client.client().eval(_TAKE, 1, lock.name, lock.token, LEASE_SECONDS):
        yield None
        return
    threading.Thread(target=lock.keep, name=lock.name, daemon=True).start()
    try:
        yield lock
    finally:
        lock.leave()


def is_held(name: str) -> bool:
    """Raises redis.RedisError."""
    return bool(redis_client.client().eval(_IS_HELD, 1, _key(name)))


def sweep() -> int:
    """Delete the locks of killed processes that nobody took up; return their number. Raises redis.RedisError."""
    client, number = redis_client.client(), 0
    for key in client.scan_iter(match=_key("*"), count=1000):
        number += int(client.eval(_SWEEP, 1, key))
    return number


def _key(name: str) -> str:
    return f"lock:{name}"

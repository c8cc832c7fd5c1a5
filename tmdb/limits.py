"""At most 40 requests leave the installation in any second, counted over all its processes.

The times of the last 40 are kept: a request may leave when the fortieth before it is a second old. A page asks and
goes without when it would have to wait; a task waits. Tasks leave visitors a part of the rate: they hold back when 30
have left within the last second, whoever sent them.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from tmdb.deadline import Deadline
from tmdb.errors import RateLimited

log = logging.getLogger("tmdb.limits")

RATE = 40  # a second
WINDOW = 1.0  # seconds
PAUSE = 1.0  # seconds for which Redis is left alone after it failed


def for_tasks(rate: int) -> int:
    """What tasks may use of a rate."""
    return max(1, rate * 3 // 4)


class Limiter(Protocol):
    def try_acquire(self) -> bool:
        """For a page: whether it may leave now."""
        ...

    def acquire(self, deadline: Deadline) -> None:
        """For a task: wait for its turn. Raises RateLimited when the deadline comes first."""
        ...


class LocalLimiter:
    """For one process alone, or while Redis is away."""

    def __init__(self, rate: int = RATE, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._lock = threading.Lock()
        self._left: deque[float] = deque(maxlen=rate)  # when the last ones left, the newest first

    def reserve(self, limit: int) -> float:
        """Take one of `limit` places in this second and return 0.0, or return the seconds after which to ask again."""
        with self._lock:
            now = self._clock()
            if len(self._left) >= limit and (wait := self._left[limit - 1] + WINDOW - now) > 0:
                return wait
            self._left.appendleft(now)
            return 0.0

    def try_acquire(self) -> bool:
        return self.reserve(self._rate) == 0.0

    def acquire(self, deadline: Deadline) -> None:
        _wait_for(lambda: self.reserve(for_tasks(self._rate)), deadline)


# The same in one step of Redis, by its own clock, so that machines need not agree on the time. Gives the wait in
# microseconds. What a clock that was set back has left in the future is forgotten.
_SCRIPT = """
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local limit, rate, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local newest = tonumber(redis.call('LINDEX', KEYS[1], 0) or '0')
if newest > now + window then redis.call('DEL', KEYS[1]) end
local left = redis.call('LINDEX', KEYS[1], limit - 1)
if left and tonumber(left) + window > now then return tonumber(left) + window - now end
redis.call('LPUSH', KEYS[1], string.format('%.0f', now))
redis.call('LTRIM', KEYS[1], 0, rate - 1)
redis.call('PEXPIRE', KEYS[1], 2 * math.ceil(window / 1000))
return 0
"""


class SharedLimiter:
    """Counts in Redis, for all processes.

    `client` is a redis.Redis with a short `socket_timeout` and `socket_connect_timeout` and without retries of its own
    (by default it tries for seconds): a page waits for it.
    While Redis is away each process limits itself, and asks again every second.
    """

    def __init__(self, client: Any, *, rate: int = RATE, key: str = "tmdb:limit") -> None:
        self._client, self._rate, self._key = client, rate, key
        self._local = LocalLimiter(rate)
        self._away_until = 0.0

    def try_acquire(self) -> bool:
        return self.reserve(self._rate) == 0.0

    def acquire(self, deadline: Deadline) -> None:
        _wait_for(lambda: self.reserve(for_tasks(self._rate)), deadline)

    def reserve(self, limit: int) -> float:
        """As LocalLimiter's."""
        if time.monotonic() < self._away_until:
            return self._local.reserve(limit)
        try:
            wait = self._client.eval(_SCRIPT, 1, self._key, limit, self._rate, int(WINDOW * 1_000_000))
        except Exception as error:
            # Whatever client was given, its errors derive from its own root; a limiter must not stop the site.
            if not type(error).__module__.startswith("redis"):
                raise
            log.warning("no Redis: limiting this process alone reason=%s", type(error).__name__)
            self._away_until = time.monotonic() + PAUSE
            return self._local.reserve(limit)
        return int(wait) / 1_000_000


def _wait_for(reserve: Callable[[], float], deadline: Deadline) -> None:
    while wait := reserve():
        if wait > deadline.remaining():
            raise RateLimited("Our own limit of requests a second is reached.")
        time.sleep(wait)

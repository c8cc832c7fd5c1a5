"""At most 40 requests a second leave the installation, counted over all its processes.

The rate is kept as a single time (GCRA): when the next request may leave if all came evenly. A page asks and goes
without
when it would have to wait for long; a task waits. Tasks leave visitors a part of the rate: they see a smaller burst.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

from tmdb.deadline import Deadline
from tmdb.errors import RateLimited

log = logging.getLogger("tmdb.limits")

RATE = 40.0  # a second
BURST_FOR_PAGES = 40  # requests that may leave at once
BURST_FOR_TASKS = 10
PAUSE = 1.0  # seconds for which Redis is left alone after it failed


class Limiter(Protocol):
    def try_acquire(self) -> bool:
        """For a page: whether it may leave now."""
        ...

    def acquire(self, deadline: Deadline) -> None:
        """For a task: wait for its turn. Raises RateLimited when the deadline comes first."""
        ...


class Gcra:
    """The arithmetic, shared by both limiters: from (now, stored time, burst) to (new stored time, wait in seconds)."""

    def __init__(self, rate: float = RATE) -> None:
        self.interval = 1.0 / rate

    def step(self, now: float, stored: float, burst: int) -> tuple[float, float]:
        due = max(stored, now)
        wait = due + self.interval - burst * self.interval - now
        return (due + self.interval, 0.0) if wait <= 1e-9 else (stored, wait)


class LocalLimiter:
    """For one process alone, or while Redis is away."""

    def __init__(self, rate: float = RATE, clock: Callable[[], float] = time.monotonic) -> None:
        self._gcra, self._clock = Gcra(rate), clock
        self._lock = threading.Lock()
        self._stored = 0.0

    def reserve(self, burst: int) -> float:
        """Take a place and return 0.0, or return the seconds after which to ask again."""
        with self._lock:
            self._stored, wait = self._gcra.step(self._clock(), self._stored, burst)
        return wait

    def try_acquire(self) -> bool:
        return self.reserve(BURST_FOR_PAGES) == 0.0

    def acquire(self, deadline: Deadline) -> None:
        _wait_for(self.reserve, deadline)


# Redis's own clock, so that machines need not agree on the time. Returns the wait in microseconds.
_SCRIPT = """
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local due = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local wait = due + interval - burst * interval - now
if wait > 0 then return math.ceil(wait) end
redis.call('SET', KEYS[1], string.format('%.0f', due + interval), 'PX', 60000)
return 0
"""


class SharedLimiter:
    """Counts in Redis, for all processes. `client` is a redis.Redis with short timeouts."""

    def __init__(self, client: Any, *, rate: float = RATE, key: str = "tmdb:limit") -> None:
        self._client, self._key = client, key
        self._interval = 1_000_000 / rate
        self._local = LocalLimiter(rate)
        self._away_until = 0.0

    def try_acquire(self) -> bool:
        return self.reserve(BURST_FOR_PAGES) == 0.0

    def acquire(self, deadline: Deadline) -> None:
        _wait_for(self.reserve, deadline)

    def reserve(self, burst: int) -> float:
        if time.monotonic() < self._away_until:
            return self._local.reserve(burst)
        try:
            return int(self._client.eval(_SCRIPT, 1, self._key, self._interval, burst)) / 1_000_000
        except Exception as error:
            # Whatever client was given, its errors derive from its own root; a limiter must not stop the site.
            if not type(error).__module__.startswith("redis"):
                raise
            log.warning("no Redis: limiting this process alone reason=%s", type(error).__name__)
            self._away_until = time.monotonic() + PAUSE
            return self._local.reserve(burst)


def _wait_for(reserve: Callable[[int], float], deadline: Deadline) -> None:
    while wait := reserve(BURST_FOR_TASKS):
        if wait > deadline.remaining():
            raise RateLimited("Our own limit of requests a second is reached.")
        time.sleep(wait)

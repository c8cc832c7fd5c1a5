"""The hold: when nothing may be sent at all.

What one request learns about TMDB counts for the whole installation.

- TMDB answers 429: a *hold* begins, for as long as TMDB asks.
- TMDB fails (no connection, no answer in time, 5xx) five times within ten seconds, for at least two paths, and answers
  nothing in between: a *circuit breaker* opens. While it is open one request goes out every five seconds, as a probe;
  the first answer closes it. A path that is among the last failures lets others probe first, for five seconds more: one
  that TMDB always fails at does not keep the circuit open.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from tmdb import errors
from tmdb.redis_script import MICROSECONDS, RedisScripts, to_microseconds

log = logging.getLogger("tmdb.hold")

DEFAULT_HOLD = 2.0  # seconds, where a 429 names none, as TMDB's mostly do: twice the second that it counts by
MIN_HOLD, MAX_HOLD = 1.0, 600.0  # seconds, whatever a 429 asks for
FAILURE_THRESHOLD = 5  # failures that open the circuit
FAILURE_WINDOW = 10.0  # seconds in which they happen
PROBE_INTERVAL = 5.0  # seconds between two requests that probe whether TMDB answers again


class Hold(Protocol):
    """The interface of a hold.

    A `path` is a digest of what is requested, without a blank in it.
    """

    def check(self, *, sending: bool, path: str = "") -> bool:
        """Return whether failures are recorded, so that an answer has to be recorded with `record_success`.

        With `sending` the request leaves now: while the circuit is open it is the probe. Without, nothing changes.
        Raises OnHold or CircuitOpen while nothing may be sent.
        """
        ...

    @property
    def has_local_failures(self) -> bool:
        """Return whether this process has recorded a failure since the last success, even after the last `check`."""
        ...

    def record_success(self) -> None:
        """Record that TMDB answered, which closes the circuit."""
        ...

    def record_failure(self, path: str = "") -> None:
        """Record that TMDB gave a request no answer, or a 5xx; to be called once for all its tries."""
        ...

    def record_rate_limit(self, retry_after: float | None) -> float:
        """Record a 429 with the seconds of its Retry-After, or None; return for how many seconds nothing is sent."""
        ...


class LocalHold:
    """A hold for one process alone, or while Redis is away."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._held_until, self._next_probe = 0.0, 0.0  # 0.0: no hold; the circuit is closed
        self._failures: deque[tuple[float, str]] = deque(maxlen=FAILURE_THRESHOLD)  # (time, path)

    def check(self, *, sending: bool, path: str = "") -> bool:
        with self._lock:
            now = self._clock()
            if now < self._held_until:
                raise errors.OnHold(http_status=429, retry_after=self._held_until - now)
            if self._next_probe and now < (due := self._probe_due(path)):
                raise _circuit_open(due - now)
            if self._next_probe and sending:
                self._next_probe = now + PROBE_INTERVAL
            return bool(self._next_probe or self._failures)

    def _probe_due(self, path: str) -> float:
        has_failed = any(path == failed_path for _, failed_path in self._failures)
        return self._next_probe + PROBE_INTERVAL * has_failed

    @property
    def has_local_failures(self) -> bool:
        with self._lock:
            return bool(self._next_probe or self._failures)

    def record_success(self) -> None:
        with self._lock:
            self._next_probe = 0.0
            self._failures.clear()

    def record_failure(self, path: str = "") -> None:
        with self._lock:
            now = self._clock()
            self._failures.append((now, path))
            if not self._next_probe and self._is_outage(now):
                self._next_probe = now + PROBE_INTERVAL

    def _is_outage(self, now: float) -> bool:
        if len(self._failures) < FAILURE_THRESHOLD or now - self._failures[0][0] > FAILURE_WINDOW:
            return False
        return len({path for _, path in self._failures}) > 1

    def record_rate_limit(self, retry_after: float | None) -> float:
        seconds = hold_seconds(retry_after)
        with self._lock:
            self._held_until = max(self._held_until, self._clock() + seconds)
        return seconds

    @property
    def is_active(self) -> bool:
        """Return whether a hold lasts, or failures are recorded."""
        with self._lock:
            return bool(self._clock() < self._held_until or self._next_probe or self._failures)


# In one step of Redis, by its own clock. A hash has the end of the hold and the time of the next probe, a list the last
# failures: the time, a blank, the path's digest. Times are in microseconds. Neither has an expiry, so that a full
# memory doesn't evict them. What a clock that was set back has left too far in the future is ignored.
_PRELUDE = """
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local function text(number) return string.format('%.0f', number) end
local function field(name, max_ahead)
  local at = tonumber(redis.call('HGET', KEYS[1], name) or '0')
  if at > now + max_ahead then return 0 end
  return at
end
"""

_CHECK = (
    _PRELUDE
    + """
local interval = tonumber(ARGV[1])
local hold, probe = field('until', tonumber(ARGV[2])), field('probe', interval)
if now < hold then return {'hold', text(hold - now)} end
if redis.call('HEXISTS', KEYS[1], 'probe') == 1 then
  for _, failure in ipairs(redis.call('LRANGE', KEYS[2], 0, -1)) do
    if string.match(failure, ' (.*)$') == ARGV[4] then
      probe = probe + interval
      break
    end
  end
  if now < probe then return {'open', text(probe - now)} end
  if ARGV[3] == '1' then redis.call('HSET', KEYS[1], 'probe', text(now + interval)) end
  return {'failures', '0'}
end
return {redis.call('EXISTS', KEYS[2]) == 1 and 'failures' or 'free', '0'}
"""
)

_RECORD_SUCCESS = "redis.call('DEL', KEYS[2]) return {'closed', redis.call('HDEL', KEYS[1], 'probe')}"

_RECORD_FAILURE = (
    _PRELUDE
    + """
local interval, threshold, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('LPUSH', KEYS[2], text(now) .. ' ' .. ARGV[4])
redis.call('LTRIM', KEYS[2], 0, threshold - 1)
local failures, several_paths = redis.call('LRANGE', KEYS[2], 0, -1), false
for _, failure in ipairs(failures) do
  several_paths = several_paths or string.match(failure, ' (.*)$') ~= ARGV[4]
end
local is_burst = #failures == threshold and now - tonumber(string.match(failures[threshold], '^%d+')) <= window
if is_burst and several_paths and redis.call('HEXISTS', KEYS[1], 'probe') == 0 then
  redis.call('HSET', KEYS[1], 'probe', text(now + interval))
  return {'opened', '1'}
end
return {'recorded', '0'}
"""
)

_RECORD_RATE_LIMIT = (
    _PRELUDE
    + """
local before, hold = field('until', tonumber(ARGV[2])), now + tonumber(ARGV[1])
if hold > before then redis.call('HSET', KEYS[1], 'until', text(hold)) end
return {'hold', before > now and '0' or '1'}
"""
)


class SharedHold:
    """A hold that all processes know of through Redis; `client` as for SharedLimiter.

    Each process records its own experience too, and goes by that while Redis is away or out of memory.
    """

    def __init__(self, client: Any, *, key: str = "tmdb:hold", clock: Callable[[], float] = time.monotonic) -> None:
        self._scripts = RedisScripts(client, (key, f"{key}:failures"), name="hold", clock=clock)
        self._local = LocalHold(clock)
        self._has_unshared_records = False  # this process has recorded what Redis did not take

    def check(self, *, sending: bool, path: str = "") -> bool:
        if self._has_unshared_records and self._local.is_active:
            return self._local.check(sending=sending, path=path)
        self._has_unshared_records = False
        values = (to_microseconds(PROBE_INTERVAL), to_microseconds(MAX_HOLD), int(sending), path)
        verdict = self._scripts.run(_CHECK, *values)
        if verdict is None:
            return self._local.check(sending=sending, path=path)
        state, wait = verdict
        if state == "hold":
            raise errors.OnHold(http_status=429, retry_after=wait / MICROSECONDS)
        if state == "open":
            raise _circuit_open(wait / MICROSECONDS)
        return state == "failures"

    @property
    def has_local_failures(self) -> bool:
        return self._local.has_local_failures

    def record_success(self) -> None:
        self._local.record_success()
        verdict = self._scripts.run(_RECORD_SUCCESS)
        if verdict and verdict[1]:
            log.warning("circuit closed")

    def record_failure(self, path: str = "") -> None:
        self._local.record_failure(path)
        values = (to_microseconds(PROBE_INTERVAL), FAILURE_THRESHOLD, to_microseconds(FAILURE_WINDOW), path)
        if self._record(_RECORD_FAILURE, *values):
            log.error("circuit opened failures=%d seconds=%.0f", FAILURE_THRESHOLD, FAILURE_WINDOW)

    def record_rate_limit(self, retry_after: float | None) -> float:
        seconds = self._local.record_rate_limit(retry_after)
        if self._record(_RECORD_RATE_LIMIT, to_microseconds(seconds), to_microseconds(MAX_HOLD)):
            log.error("hold began seconds=%.0f", seconds)
        return seconds

    def _record(self, script: str, *values: int | str) -> bool:
        """Return whether the record changed what holds for all: a hold began, or the circuit opened."""
        verdict = self._scripts.run(script, *values)
        self._has_unshared_records = self._has_unshared_records or verdict is None
        return bool(verdict and verdict[1])


def hold_seconds(retry_after: float | None) -> float:
    """Return for how many seconds nothing is sent after a 429 with this Retry-After, or None."""
    return DEFAULT_HOLD if retry_after is None else min(MAX_HOLD, max(MIN_HOLD, retry_after))


def _circuit_open(seconds: float) -> errors.CircuitOpen:
    return errors.CircuitOpen(retry_after=max(MIN_HOLD, seconds))

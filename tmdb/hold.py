"""When nothing may be sent at all: what one request has learned of TMDB holds for the whole installation.

- TMDB answers 429: a *hold*, for as long as it asks.
- TMDB fails (no connection, no answer in time, 5xx) five times within ten seconds, for at least two paths, and answers
  nothing in between: a *circuit breaker* opens. While it is open one request goes out every five seconds, to try; the
  first answer closes it. A path that is among the last failures lets others try first, for five seconds more: one that
  TMDB always fails at does not keep the circuit open.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from tmdb import errors
from tmdb.limits import MICROSECONDS, REDIS_PAUSE, is_of_redis, micro

log = logging.getLogger("tmdb.hold")

DEFAULT_HOLD = 2.0  # seconds, where a 429 names none, as TMDB's mostly do: twice the second that it counts by
MIN_HOLD, MAX_HOLD = 1.0, 600.0  # seconds, whatever a 429 asks for
FAILURES = 5  # that open the circuit
FAILURE_SPAN = 10.0  # seconds in which they happen
PROBE_INTERVAL = 5.0  # seconds between two requests that try whether TMDB answers again


class Hold(Protocol):
    def check(self, *, leaves: bool, path: str = "") -> bool:
        """Return whether an answer would be news, so that `succeeded` is to be told of it.

        `leaves`: the request is sent now. Of those who come while the circuit is open it is the one that tries; without
        it nothing is changed. `path`: a digest of what is requested, with no blank in it. Raises OnHold or CircuitOpen
        while nothing may be sent.
        """
        ...

    @property
    def has_failures(self) -> bool:
        """Whether this process has noted a failure since the last answer, so that an answer is news however early its
        request left."""
        ...

    def succeeded(self) -> None:
        """Note that TMDB answered: the circuit closes."""
        ...

    def failed(self, path: str = "") -> None:
        """Note that TMDB did not answer, or answered 5xx, once a request; `path` as for `check`."""
        ...

    def asked_to_wait(self, seconds: float | None) -> float:
        """Note a 429, with its Retry-After or None; return for how many seconds nothing is sent."""
        ...


class LocalHold:
    """For one process alone, or while Redis is away."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._until, self._probe_at = 0.0, 0.0  # 0.0: no hold; the circuit is closed
        self._failures: deque[tuple[float, str]] = deque(maxlen=FAILURES)  # when, and the path

    def check(self, *, leaves: bool, path: str = "") -> bool:
        with self._lock:
            now = self._clock()
            if now < self._until:
                raise on_hold(self._until - now)
            if self._probe_at and now < (due := self._probe_due(path)):
                raise circuit_open(due - now)
            if self._probe_at and leaves:
                self._probe_at = now + PROBE_INTERVAL
            return bool(self._probe_at or self._failures)

    def _probe_due(self, path: str) -> float:
        has_failed = any(path == failed for _, failed in self._failures)
        return self._probe_at + PROBE_INTERVAL * has_failed

    @property
    def has_failures(self) -> bool:
        with self._lock:
            return bool(self._probe_at or self._failures)

    def succeeded(self) -> None:
        with self._lock:
            self._probe_at = 0.0
            self._failures.clear()

    def failed(self, path: str = "") -> None:
        with self._lock:
            now = self._clock()
            self._failures.append((now, path))
            if not self._probe_at and self._is_outage(now):
                self._probe_at = now + PROBE_INTERVAL

    def _is_outage(self, now: float) -> bool:
        is_often = len(self._failures) == FAILURES and now - self._failures[0][0] <= FAILURE_SPAN
        return is_often and len({path for _, path in self._failures}) > 1

    def asked_to_wait(self, seconds: float | None) -> float:
        bounded = hold_of(seconds)
        with self._lock:
            self._until = max(self._until, self._clock() + bounded)
        return bounded

    @property
    def is_active(self) -> bool:
        """Whether it holds anything, or soon may."""
        with self._lock:
            return bool(self._clock() < self._until or self._probe_at or self._failures)


# In one step of Redis, by its own clock. A hash has the end of the hold and the time of the next try, a list the last
# failures: the time, a blank, the path's digest. Times are in microseconds. Neither has an expiry, so that a full
# memory doesn't evict them. What a clock that was set back has left too far in the future is forgotten.
_NOW = """
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local function text(number) return string.format('%.0f', number) end
local function field(name, most)
  local at = tonumber(redis.call('HGET', KEYS[1], name) or '0')
  if at > now + most then return 0 end
  return at
end
"""

_CHECK = (
    _NOW
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
  return {'news', '0'}
end
return {redis.call('EXISTS', KEYS[2]) == 1 and 'news' or 'free', '0'}
"""
)

_SUCCEEDED = "redis.call('DEL', KEYS[2]) return {'closed', redis.call('HDEL', KEYS[1], 'probe')}"

_FAILED = (
    _NOW
    + """
local interval, failures, span = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('LPUSH', KEYS[2], text(now) .. ' ' .. ARGV[4])
redis.call('LTRIM', KEYS[2], 0, failures - 1)
local last, several = redis.call('LRANGE', KEYS[2], 0, -1), false
for _, failure in ipairs(last) do several = several or string.match(failure, ' (.*)$') ~= ARGV[4] end
local often = #last == failures and now - tonumber(string.match(last[failures], '^%d+')) <= span
if often and several and redis.call('HEXISTS', KEYS[1], 'probe') == 0 then
  redis.call('HSET', KEYS[1], 'probe', text(now + interval))
  return {'opened', '1'}
end
return {'noted', '0'}
"""
)

_ASKED_TO_WAIT = (
    _NOW
    + """
local before, hold = field('until', tonumber(ARGV[2])), now + tonumber(ARGV[1])
if hold > before then redis.call('HSET', KEYS[1], 'until', text(hold)) end
return {'hold', before > now and '0' or '1'}
"""
)


class SharedHold:
    """Known to all processes through Redis; `client` as for the limiter.

    Each process notes its own experience too, and goes by that while Redis is away or can't take it down.
    """

    def __init__(self, client: Any, *, key: str = "tmdb:hold") -> None:
        self._client, self._keys = client, (key, f"{key}:failures")
        self._local = LocalHold()
        self._away_until, self._is_unshared = 0.0, False

    def check(self, *, leaves: bool, path: str = "") -> bool:
        if self._is_unshared and self._local.is_active:
            return self._local.check(leaves=leaves, path=path)
        self._is_unshared = False
        verdict = self._run(_CHECK, micro(PROBE_INTERVAL), micro(MAX_HOLD), int(leaves), path)
        if verdict is None:
            return self._local.check(leaves=leaves, path=path)
        kind, wait = verdict
        if kind == "hold":
            raise on_hold(wait / MICROSECONDS)
        if kind == "open":
            raise circuit_open(wait / MICROSECONDS)
        return kind == "news"

    @property
    def has_failures(self) -> bool:
        return self._local.has_failures

    def succeeded(self) -> None:
        self._local.succeeded()
        verdict = self._run(_SUCCEEDED)
        if verdict and verdict[1]:
            log.warning("circuit closed")

    def failed(self, path: str = "") -> None:
        self._local.failed(path)
        verdict = self._note(_FAILED, micro(PROBE_INTERVAL), FAILURES, micro(FAILURE_SPAN), path)
        if verdict and verdict[0] == "opened":
            log.error("circuit opened failures=%d seconds=%.0f", FAILURES, FAILURE_SPAN)

    def asked_to_wait(self, seconds: float | None) -> float:
        bounded = self._local.asked_to_wait(seconds)
        verdict = self._note(_ASKED_TO_WAIT, micro(bounded), micro(MAX_HOLD))
        if verdict and verdict[1]:
            log.error("hold began seconds=%.0f", bounded)
        return bounded

    def _note(self, script: str, *values: int | str) -> tuple[str, int] | None:
        verdict = self._run(script, *values)
        self._is_unshared = self._is_unshared or verdict is None
        return verdict

    def _run(self, script: str, *values: int | str) -> tuple[str, int] | None:
        """Return what the script says, of times in microseconds; None while Redis is away."""
        if time.monotonic() < self._away_until:
            return None
        try:
            kind, number = self._client.eval(script, 2, *self._keys, *values)
        except Exception as error:
            if not is_of_redis(error):
                raise
            log.warning("hold not shared reason=%s", type(error).__name__)
            self._away_until = time.monotonic() + REDIS_PAUSE
            return None
        return kind.decode() if isinstance(kind, bytes) else kind, int(number)


def hold_of(seconds: float | None) -> float:
    """Return the seconds to wait after a 429 that asks for so many, or names none."""
    return DEFAULT_HOLD if seconds is None else min(MAX_HOLD, max(MIN_HOLD, seconds))


def on_hold(seconds: float) -> errors.OnHold:
    """Return the error for a request that is not sent because of a 429."""
    error = errors.OnHold("TMDB asked us to wait.", http_status=429)
    error.retry_after = seconds
    return error


def circuit_open(seconds: float) -> errors.CircuitOpen:
    """Return the error for a request that is not sent because TMDB fails."""
    error = errors.CircuitOpen("TMDB failed again and again.")
    error.retry_after = max(MIN_HOLD, seconds)
    return error

"""At most 40 requests leave the installation in any second, counted over all its processes.

A request reserves a slot, the moment at which it leaves, and waits for it. Slots are given in order of arrival: each is
the first moment at which one more keeps every window below the limit. A slot that would come after the deadline is
refused at once, and is not used up.

- A *page* reserves ahead, so that it waits in line with the other pages. One visitor has at most three quarters of a
  second's slots, and 60 in ten seconds; the rest stays with the others, who slip into the gaps.
- A *task* never reserves ahead: it leaves when no page waits and a quarter of the second's slots is free.
"""

import logging
import os
import threading
import time
from bisect import bisect_right, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from tmdb import errors
from tmdb.deadline import Deadline

log = logging.getLogger("tmdb.limits")

RATE = 40  # requests a second
# Seconds in which no more than RATE leave: above one, since not all take equally long to arrive at TMDB.
WINDOW = 1.15
# Who has to wait leaves in small lots, so that no crowd sets out at once when a second is over.
LOTS = 8  # of a window
VISITOR_ALLOWANCE = 60  # requests of one visitor in VISITOR_SPAN
VISITOR_SPAN = 10.0  # seconds
ANSWER_TIME = 0.5  # seconds that have to be left for the answer when a page's slot comes
MAX_WAIT = 30.0  # seconds; no slot is reserved further ahead
REDIS_PAUSE = 1.0  # seconds for which Redis is left alone after it failed
# Without Redis each process counts for itself: the two of the web server share the rate, workers get no tasks then.
PROCESSES = 2
MICROSECONDS = 1_000_000


def share(rate: int) -> int:
    """Return what one visitor, or all tasks, may use of a rate."""
    return max(1, rate * 3 // 4)


def lot(rate: int) -> int:
    """Return how many that had to wait may leave together."""
    return max(1, rate // LOTS)


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot that was taken, to be given back by."""

    token: str
    visitor: str = ""


class Limiter(Protocol):
    def acquire(self, deadline: Deadline, visitor: str = "") -> Slot:
        """Wait for a page's slot. Raises QueueFull when it comes too late, VisitorLimited when its visitor has had
        all."""
        ...

    def acquire_for_task(self, deadline: Deadline) -> Slot:
        """Wait until no page needs the slot. Raises QueueFull when the deadline comes first."""
        ...

    def give_back(self, slot: Slot) -> None:
        """Free a slot with which nothing was sent, for others and for its visitor."""
        ...


class NoLimiter:
    """For what answers within this process and counts no requests: the stand-in."""

    def acquire(self, deadline: Deadline, visitor: str = "") -> Slot:
        return Slot("")

    def acquire_for_task(self, deadline: Deadline) -> Slot:
        return Slot("")

    def give_back(self, slot: Slot) -> None:
        return


def earliest(slots: Sequence[int], limit: int, window: int, at: int) -> int:
    """Return the first moment from `at` on at which one more slot leaves no window with more than `limit`.

    `slots` are sorted; all times in microseconds.
    """
    while True:
        before = bisect_right(slots, at)
        for first in range(max(0, before - limit), min(before, len(slots) - limit) + 1):
            if max(slots[first + limit - 1], at) - min(slots[first], at) < window:
                at = slots[first] + window
                break
        else:
            return at


class _Waiting:
    """Waits for what `reserve` and `reserve_for_task` say."""

    _sleep: Callable[[float], None]

    def acquire(self, deadline: Deadline, visitor: str = "") -> Slot:
        slot = Slot(_new_token(), visitor)
        _wait(self.reserve(visitor, _longest_wait(deadline), slot.token), self._sleep)
        return slot

    def acquire_for_task(self, deadline: Deadline) -> Slot:
        slot = Slot(_new_token())
        _poll(partial(self.reserve_for_task, slot.token), deadline, self._sleep)
        return slot

    def reserve(self, visitor: str = "", longest_wait: float = 0.0, token: str = "") -> float:
        """Take a page's slot; return the seconds until it comes. Raises QueueFull or VisitorLimited."""
        raise NotImplementedError

    def reserve_for_task(self, token: str = "") -> float:
        """Take a slot that is free now and return 0.0, or return the seconds after which to ask again."""
        raise NotImplementedError


class LocalLimiter(_Waiting):
    """For one process alone, or while Redis is away."""

    def __init__(
        self,
        rate: int = RATE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rate, self._clock, self._sleep = rate, clock, sleep
        self._lock = threading.Lock()
        self._slots: list[tuple[int, str, str]] = []  # (microseconds, visitor, token), sorted, of the last VISITOR_SPAN

    def give_back(self, slot: Slot) -> None:
        with self._lock:
            self._slots = [entry for entry in self._slots if entry[2] != slot.token]

    def reserve(self, visitor: str = "", longest_wait: float = 0.0, token: str = "") -> float:
        with self._lock:
            now = self._forget_old()
            own = [at for at, name, _ in self._slots if visitor and name == visitor]
            if len(own) >= VISITOR_ALLOWANCE:
                raise errors.visitor_limited((own[-VISITOR_ALLOWANCE] - now) / MICROSECONDS + VISITOR_SPAN)
            at = self._next_slot(own, now)
            if (wait := (at - now) / MICROSECONDS) > longest_wait:
                raise errors.queue_full(wait)
            insort(self._slots, (at, visitor, token))
            return wait

    def _next_slot(self, own: Sequence[int], now: int) -> int:
        recent, window, at, last = self._recent(now), micro(WINDOW), now, -1
        while at != last:
            last = at
            at = earliest(own, share(self._rate), window, earliest(recent, self._rate, window, at))
            if at > now:
                at = earliest(recent, lot(self._rate), window // LOTS, at)
        return at

    def reserve_for_task(self, token: str = "") -> float:
        with self._lock:
            now = self._forget_old()
            recent, limit = self._recent(now), share(self._rate)
            if recent and recent[-1] > now:
                return (recent[-1] - now) / MICROSECONDS
            if len(recent) >= limit:
                return (recent[-limit] - now) / MICROSECONDS + WINDOW
            insort(self._slots, (now, "", token))
            return 0.0

    def _recent(self, now: int) -> list[int]:
        return [at for at, *_ in self._slots if at > now - micro(WINDOW)]

    def _forget_old(self) -> int:
        now = micro(self._clock())
        self._slots = [slot for slot in self._slots if slot[0] > now - micro(VISITOR_SPAN)]
        return now


# The same in one step of Redis, by its own clock, so that machines need not agree on the time. The slots of the last
# ten seconds stand in a sorted set (score: microseconds; member: a token, a blank, the visitor), and how many of them
# each visitor has in a hash. Both are as long as the limit lets them be, so they need no expiry: what has none is not
# evicted when the memory is full. What a clock that was set back has left in the future is forgotten.
_COMMON = """
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local token, visitor, rate = ARGV[1], ARGV[2], tonumber(ARGV[3])
local share, window, longest = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local span, allowance, ahead = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
local lot, lots = tonumber(ARGV[10]), tonumber(ARGV[11])

local function text(number) return string.format('%.0f', number) end
local function visitor_of(member) return string.match(member, ' (.*)$') end

local function forget(from, to)
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], from, to)) do
    local name = visitor_of(member)
    if name ~= '' and redis.call('HINCRBY', KEYS[2], name, -1) <= 0 then redis.call('HDEL', KEYS[2], name) end
  end
  redis.call('ZREMRANGEBYSCORE', KEYS[1], from, to)
end
forget('-inf', text(now - span))
forget('(' .. text(now + ahead), '+inf')
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('DEL', KEYS[2]) end

local all, own = {}, {}
local rows = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. text(now - window), '+inf', 'WITHSCORES')
for i = 1, #rows, 2 do
  all[#all + 1] = tonumber(rows[i + 1])
  if visitor ~= '' and visitor_of(rows[i]) == visitor then own[#own + 1] = tonumber(rows[i + 1]) end
end

local function take(at)
  redis.call('ZADD', KEYS[1], text(at), token .. ' ' .. visitor)
  if visitor ~= '' then redis.call('HINCRBY', KEYS[2], visitor, 1) end
  return {'slot', text(at - now)}
end
"""

_PAGE = (
    _COMMON
    + """
if visitor ~= '' and tonumber(redis.call('HGET', KEYS[2], visitor) or '0') >= allowance then
  for i, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
    if visitor_of(member) == visitor then
      return {'visitor', text(tonumber(redis.call('ZSCORE', KEYS[1], member)) + span - now)}
    end
  end
end

local function earliest(slots, limit, window, at)
  local before, first = 0, 1
  while true do
    while before < #slots and slots[before + 1] <= at do before = before + 1 end
    local moved = false
    for i = math.max(1, before - limit + 1), math.min(before + 1, #slots - limit + 1) do
      if math.max(slots[i + limit - 1], at) - math.min(slots[i], at) < window then
        at, moved = slots[i] + window, true
        break
      end
    end
    if not moved then return at end
  end
end

local at, last = now, -1
while at ~= last do
  last = at
  at = earliest(own, share, window, earliest(all, rate, window, at))
  if at > now then at = earliest(all, lot, math.floor(window / lots), at) end
end
if at - now > longest then return {'full', text(at - now)} end
return take(at)
"""
)

_TASK = (
    _COMMON
    + """
if #all > 0 and all[#all] > now then return {'full', text(all[#all] - now)} end
if #all >= share then return {'full', text(all[#all - share + 1] + window - now)} end
return take(now)
"""
)


_GIVE_BACK = """
local taken = redis.call('ZREM', KEYS[1], ARGV[1] .. ' ' .. ARGV[2])
if taken == 1 and ARGV[2] ~= '' and redis.call('HINCRBY', KEYS[2], ARGV[2], -1) <= 0 then
  redis.call('HDEL', KEYS[2], ARGV[2])
end
return {'back', '0'}
"""


class SharedLimiter(_Waiting):
    """Counts in Redis, for all processes.

    `client` is a redis.Redis with a short `socket_timeout` and `socket_connect_timeout` and without retries of its own
    (by default it tries for seconds): a page waits for it.
    While Redis is away, or takes nothing because it is full, each process limits itself, and asks again every second.
    Tasks wait until a full one takes something again: it still hands out tasks, to more processes than share the rate.
    """

    def __init__(
        self, client: Any, *, rate: int = RATE, key: str = "tmdb:limit", sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._client, self._rate, self._sleep = client, rate, sleep
        self._keys = (f"{key}:slots", f"{key}:visitors")
        self._local = LocalLimiter(max(1, rate // PROCESSES), sleep=sleep)
        self._away_until, self._is_full = 0.0, False

    def give_back(self, slot: Slot) -> None:
        self._local.give_back(slot)
        self._eval(_GIVE_BACK, slot.token, slot.visitor)

    def reserve(self, visitor: str = "", longest_wait: float = 0.0, token: str = "") -> float:
        token = token or _new_token()
        verdict = self._run(_PAGE, token, visitor, longest_wait)
        if verdict is None:
            return self._local.reserve(visitor, longest_wait, token)
        kind, wait = verdict
        if kind == "visitor":
            raise errors.visitor_limited(wait)
        if kind == "full":
            raise errors.queue_full(wait)
        return wait

    def reserve_for_task(self, token: str = "") -> float:
        token = token or _new_token()
        verdict = self._run(_TASK, token, "", 0.0)
        if verdict is None:
            return REDIS_PAUSE if self._is_full else self._local.reserve_for_task(token)
        return verdict[1]

    def _run(self, script: str, token: str, visitor: str, longest_wait: float) -> tuple[str, float] | None:
        """Return what the script says, the wait in seconds; None while Redis is away."""
        window, longest, span, ahead = (micro(seconds) for seconds in (WINDOW, longest_wait, VISITOR_SPAN, MAX_WAIT))
        numbers = (
            self._rate,
            share(self._rate),
            window,
            longest,
            span,
            VISITOR_ALLOWANCE,
            ahead,
            lot(self._rate),
            LOTS,
        )
        return self._eval(script, token, visitor, *numbers)

    def _eval(self, script: str, *values: int | str) -> tuple[str, float] | None:
        if time.monotonic() < self._away_until:
            return None
        try:
            kind, wait = self._client.eval(script, 2, *self._keys, *values)
        except Exception as error:
            if not is_of_redis(error):
                raise
            log.warning("limit not shared reason=%s", type(error).__name__)
            self._away_until, self._is_full = time.monotonic() + REDIS_PAUSE, _is_full(error)
            return None
        self._is_full = False
        return _text(kind), int(wait) / MICROSECONDS


def is_of_redis(error: Exception) -> bool:
    """Return whether the client raised it: whatever client was given, its errors derive from its own root."""
    return any(kind.__module__.startswith("redis") for kind in type(error).__mro__)


def _is_full(error: Exception) -> bool:
    """Return whether Redis reads on and takes nothing more, of whichever client's error."""
    return any(kind.__name__ == "OutOfMemoryError" for kind in type(error).__mro__)


def _new_token() -> str:
    return os.urandom(8).hex()


def micro(seconds: float) -> int:
    """Return seconds as whole microseconds."""
    return round(seconds * MICROSECONDS)


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _longest_wait(deadline: Deadline) -> float:
    return min(MAX_WAIT, max(0.0, deadline.remaining() - ANSWER_TIME))


def _wait(seconds: float, sleep: Callable[[float], None]) -> None:
    if seconds > 0:
        sleep(seconds)


def _poll(reserve: Callable[[], float], deadline: Deadline, sleep: Callable[[float], None]) -> None:
    while wait := reserve():
        if wait > deadline.remaining():
            raise errors.queue_full(wait)
        sleep(wait)

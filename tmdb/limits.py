"""The rate limit: at most 40 requests leave the installation in any second, counted over all its processes.

A request reserves a slot, the moment at which it leaves, and waits for it. Slots are given in order of arrival: each is
the first moment at which one more keeps every window below the limit. A slot that would come after the deadline is
refused at once, and is not used up.

- A *page* reserves ahead, so that it waits in line with the other pages. One visitor has at most three quarters of a
  second's slots, and 60 in ten seconds; the rest stays with the others, who slip into the gaps.
- A *task* never reserves ahead: it leaves when no page waits and a quarter of the second's slots is free.
"""

import os
import threading
import time
from bisect import bisect_right, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tmdb import errors
from tmdb.deadline import Deadline
from tmdb.redis_script import MICROSECONDS, RETRY_DELAY, RedisScripts, to_microseconds

RATE = 40  # requests a second
# Seconds in which no more than RATE leave: above one, since not all take equally long to arrive at TMDB.
WINDOW = 1.15
# Requests that had to wait leave in small batches, so that no crowd sets out at once when a second is over.
BATCHES_PER_WINDOW = 8
VISITOR_ALLOWANCE = 60  # requests of one visitor in VISITOR_WINDOW
VISITOR_WINDOW = 10.0  # seconds
MIN_ANSWER_TIME = 0.5  # seconds that have to be left for the answer when a page's slot comes
MAX_WAIT = 30.0  # seconds; no slot is reserved further ahead
MIN_RETRY_AFTER = 1.0  # seconds
# Without Redis each process counts for itself: the two of the web server share the rate, workers get no tasks then.
PROCESSES_WITHOUT_REDIS = 2


def fair_share(rate: int) -> int:
    """Return how many requests of a rate one visitor, or all tasks together, may use."""
    return max(1, rate * 3 // 4)


def batch_size(rate: int) -> int:
    """Return how many requests that had to wait may leave together."""
    return max(1, rate // BATCHES_PER_WINDOW)


@dataclass(frozen=True, slots=True)
class Slot:
    """A reserved moment of departure; its token tells it from the others, so that it can be released."""

    token: str
    visitor: str = ""


class Limiter(Protocol):
    """The interface of a rate limit."""

    def acquire(self, deadline: Deadline, visitor: str = "") -> Slot:
        """Wait for a slot for a page.

        Raises QueueFull when the slot would come too late, VisitorLimited when the visitor has used up theirs.
        """
        ...

    def acquire_for_task(self, deadline: Deadline) -> Slot:
        """Wait until there is a slot that no page needs.

        Raises QueueFull when the deadline comes first.
        """
        ...

    def release(self, slot: Slot) -> None:
        """Give back a slot with which nothing was sent, for others and for its visitor."""
        ...


class NoLimiter:
    """A limiter that lets everything pass, for the stand-in: it answers in this process and counts no requests."""

    def acquire(self, deadline: Deadline, visitor: str = "") -> Slot:
        return Slot("")

    def acquire_for_task(self, deadline: Deadline) -> Slot:
        return Slot("")

    def release(self, slot: Slot) -> None:
        return


def earliest_slot(slots: Sequence[int], limit: int, window: int, at: int) -> int:
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


class _WaitingLimiter:
    """The waiting that both limiters have in common; each reserves in its own way."""

    _sleep: Callable[[float], None]

    def acquire(self, deadline: Deadline, visitor: str = "") -> Slot:
        slot = Slot(_create_token(), visitor)
        max_wait = min(MAX_WAIT, max(0.0, deadline.remaining() - MIN_ANSWER_TIME))
        wait = self.reserve(visitor, max_wait, slot.token)
        if wait > 0:
            self._sleep(wait)
        return slot

    def acquire_for_task(self, deadline: Deadline) -> Slot:
        slot = Slot(_create_token())
        while wait := self.reserve_for_task(slot.token):
            if wait > deadline.remaining():
                raise errors.QueueFull(retry_after=_retry_after(wait))
            self._sleep(wait)
        return slot

    def reserve(self, visitor: str = "", max_wait: float = 0.0, token: str = "") -> float:
        """Reserve a slot for a page, and return the seconds until it comes.

        Raises QueueFull for more than `max_wait` seconds, VisitorLimited when the visitor has used up theirs.
        """
        raise NotImplementedError

    def reserve_for_task(self, token: str = "") -> float:
        """Reserve a slot that is free now and return 0.0, or return the seconds after which to try again."""
        raise NotImplementedError


class LocalLimiter(_WaitingLimiter):
    """A limiter for one process alone, or while Redis is away."""

    def __init__(
        self,
        rate: int = RATE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rate, self._clock, self._sleep = rate, clock, sleep
        self._lock = threading.Lock()
        # (microseconds, visitor, token), sorted, of the last VISITOR_WINDOW
        self._slots: list[tuple[int, str, str]] = []

    def release(self, slot: Slot) -> None:
        with self._lock:
            self._slots = [entry for entry in self._slots if entry[2] != slot.token]

    def reserve(self, visitor: str = "", max_wait: float = 0.0, token: str = "") -> float:
        with self._lock:
            now = self._now()
            self._drop_expired(now)
            visitor_slots = [at for at, name, _ in self._slots if visitor and name == visitor]
            if len(visitor_slots) >= VISITOR_ALLOWANCE:
                wait = (visitor_slots[-VISITOR_ALLOWANCE] - now) / MICROSECONDS + VISITOR_WINDOW
                raise errors.VisitorLimited(retry_after=_retry_after(wait))
            at = self._next_slot(visitor_slots, now)
            if (wait := (at - now) / MICROSECONDS) > max_wait:
                raise errors.QueueFull(retry_after=_retry_after(wait))
            insort(self._slots, (at, visitor, token))
            return wait

    def _next_slot(self, visitor_slots: Sequence[int], now: int) -> int:
        """Return the first moment that keeps the limit, the visitor's share, and the size of a batch."""
        slots, window, at, last = self._slots_in_window(now), to_microseconds(WINDOW), now, -1
        while at != last:
            last = at
            at = earliest_slot(slots, self._rate, window, at)
            at = earliest_slot(visitor_slots, fair_share(self._rate), window, at)
            if at > now:
                at = earliest_slot(slots, batch_size(self._rate), window // BATCHES_PER_WINDOW, at)
        return at

    def reserve_for_task(self, token: str = "") -> float:
        with self._lock:
            now = self._now()
            self._drop_expired(now)
            slots, limit = self._slots_in_window(now), fair_share(self._rate)
            if slots and slots[-1] > now:
                return (slots[-1] - now) / MICROSECONDS
            if len(slots) >= limit:
                return (slots[-limit] - now) / MICROSECONDS + WINDOW
            insort(self._slots, (now, "", token))
            return 0.0

    def _now(self) -> int:
        return to_microseconds(self._clock())

    def _slots_in_window(self, now: int) -> list[int]:
        return [at for at, *_ in self._slots if at > now - to_microseconds(WINDOW)]

    def _drop_expired(self, now: int) -> None:
        self._slots = [slot for slot in self._slots if slot[0] > now - to_microseconds(VISITOR_WINDOW)]


# The same in one step of Redis, by its own clock, so that machines need not agree on the time. The slots of the last
# ten seconds stand in a sorted set (score: microseconds; member: a token, a blank, the visitor), and how many of them
# each visitor has in a hash. Both are as long as the limit lets them be, so they need no expiry: what has none is not
# evicted when the memory is full. What a clock that was set back has left in the future is dropped.
_PRELUDE = """
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local token, visitor, rate = ARGV[1], ARGV[2], tonumber(ARGV[3])
local fair_share, window, max_wait = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local visitor_window, allowance, max_ahead = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
local batch_size, batches = tonumber(ARGV[10]), tonumber(ARGV[11])

local function text(number) return string.format('%.0f', number) end
local function visitor_of(member) return string.match(member, ' (.*)$') end

local function drop(from, to)
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], from, to)) do
    local name = visitor_of(member)
    if name ~= '' and redis.call('HINCRBY', KEYS[2], name, -1) <= 0 then redis.call('HDEL', KEYS[2], name) end
  end
  redis.call('ZREMRANGEBYSCORE', KEYS[1], from, to)
end
drop('-inf', text(now - visitor_window))
drop('(' .. text(now + max_ahead), '+inf')
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('DEL', KEYS[2]) end

local slots, visitor_slots = {}, {}
local rows = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. text(now - window), '+inf', 'WITHSCORES')
for i = 1, #rows, 2 do
  local at = tonumber(rows[i + 1])
  slots[#slots + 1] = at
  if visitor ~= '' and visitor_of(rows[i]) == visitor then visitor_slots[#visitor_slots + 1] = at end
end

local function take(at)
  redis.call('ZADD', KEYS[1], text(at), token .. ' ' .. visitor)
  if visitor ~= '' then redis.call('HINCRBY', KEYS[2], visitor, 1) end
  return {'slot', text(at - now)}
end
"""

_RESERVE = (
    _PRELUDE
    + """
if visitor ~= '' and tonumber(redis.call('HGET', KEYS[2], visitor) or '0') >= allowance then
  for i, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
    if visitor_of(member) == visitor then
      return {'visitor', text(tonumber(redis.call('ZSCORE', KEYS[1], member)) + visitor_window - now)}
    end
  end
end

local function earliest_slot(slots, limit, window, at)
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
  at = earliest_slot(visitor_slots, fair_share, window, earliest_slot(slots, rate, window, at))
  if at > now then at = earliest_slot(slots, batch_size, math.floor(window / batches), at) end
end
if at - now > max_wait then return {'full', text(at - now)} end
return take(at)
"""
)

_RESERVE_FOR_TASK = (
    _PRELUDE
    + """
if #slots > 0 and slots[#slots] > now then return {'full', text(slots[#slots] - now)} end
if #slots >= fair_share then return {'full', text(slots[#slots - fair_share + 1] + window - now)} end
return take(now)
"""
)

_RELEASE = """
local removed = redis.call('ZREM', KEYS[1], ARGV[1] .. ' ' .. ARGV[2])
if removed == 1 and ARGV[2] ~= '' and redis.call('HINCRBY', KEYS[2], ARGV[2], -1) <= 0 then
  redis.call('HDEL', KEYS[2], ARGV[2])
end
return {'released', '0'}
"""


class SharedLimiter(_WaitingLimiter):
    """A limiter that counts in Redis, for all processes.

    `client` is a redis.Redis with a short `socket_timeout` and `socket_connect_timeout` and without retries of its own
    (by default it tries for seconds): a page waits for it.
    While Redis is away or out of memory, each process limits itself, and tries Redis again every second. Tasks wait
    while it is out of memory: it still hands out tasks, to more processes than share the rate.
    """

    def __init__(
        self,
        client: Any,
        *,
        rate: int = RATE,
        key: str = "tmdb:limit",
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rate, self._sleep = rate, sleep
        self._scripts = RedisScripts(client, (f"{key}:slots", f"{key}:visitors"), name="limiter", clock=clock)
        self._local = LocalLimiter(max(1, rate // PROCESSES_WITHOUT_REDIS), clock, sleep)

    def release(self, slot: Slot) -> None:
        self._local.release(slot)
        self._scripts.run(_RELEASE, slot.token, slot.visitor)

    def reserve(self, visitor: str = "", max_wait: float = 0.0, token: str = "") -> float:
        token = token or _create_token()
        verdict = self._run(_RESERVE, token, visitor, max_wait)
        if verdict is None:
            return self._local.reserve(visitor, max_wait, token)
        kind, wait = verdict
        if kind == "visitor":
            raise errors.VisitorLimited(retry_after=_retry_after(wait))
        if kind == "full":
            raise errors.QueueFull(retry_after=_retry_after(wait))
        return wait

    def reserve_for_task(self, token: str = "") -> float:
        token = token or _create_token()
        verdict = self._run(_RESERVE_FOR_TASK, token, "", 0.0)
        if verdict is None:
            return RETRY_DELAY if self._scripts.is_out_of_memory else self._local.reserve_for_task(token)
        return verdict[1]

    def _run(self, script: str, token: str, visitor: str, max_wait: float) -> tuple[str, float] | None:
        """Return the script's verdict and the wait in seconds; None while Redis is away or out of memory."""
        verdict = self._scripts.run(
            script,
            token,
            visitor,
            self._rate,
            fair_share(self._rate),
            to_microseconds(WINDOW),
            to_microseconds(max_wait),
            to_microseconds(VISITOR_WINDOW),
            VISITOR_ALLOWANCE,
            to_microseconds(MAX_WAIT),
            batch_size(self._rate),
            BATCHES_PER_WINDOW,
        )
        return (verdict[0], verdict[1] / MICROSECONDS) if verdict else None


def _create_token() -> str:
    return os.urandom(8).hex()


def _retry_after(wait: float) -> float:
    return max(MIN_RETRY_AFTER, wait)

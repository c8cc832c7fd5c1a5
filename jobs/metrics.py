"""Counters of events, by the minute and in all, over all processes: buffered for some seconds, then added in Redis."""

import os
import threading
import time
from collections import Counter
from typing import cast

import redis

from jobs import redis_client

FLUSH_INTERVAL = 5.0  # seconds
COUNTS_TTL = 2 * 3600  # seconds
TOTALS_KEY = "counts:total"  # since Redis was empty; without an expiry, so that it isn't evicted

_lock = threading.Lock()
_buffer: Counter[str] = Counter()
_is_flush_scheduled = False


def count(name: str, number: int = 1) -> None:
    """Add to a counter; cheap enough for every page."""
    global _is_flush_scheduled
    with _lock:
        _buffer[name] += number
        if _is_flush_scheduled:
            return
        _is_flush_scheduled = True
    timer = threading.Timer(FLUSH_INTERVAL, flush)
    timer.daemon = True
    timer.start()


def flush() -> None:
    """Add the buffered counts in Redis; while it is away they stay in the buffer."""
    global _is_flush_scheduled
    with _lock:
        counts = dict(_buffer)
        _buffer.clear()
        _is_flush_scheduled = False
    if not counts:
        return
    key = f"counts:{int(time.time() // 60)}"
    pipe = redis_client.client().pipeline(transaction=False)
    for name, number in counts.items():
        pipe.hincrby(key, name, number)
        pipe.hincrby(TOTALS_KEY, name, number)
    pipe.expire(key, COUNTS_TTL)
    try:
        pipe.execute()
    except redis.RedisError:
        with _lock:
            _buffer.update(counts)


def _reset_after_fork() -> None:
    """Forget what the parent buffered: a child does not inherit the parent's timer."""
    global _is_flush_scheduled, _lock
    _lock, _is_flush_scheduled = threading.Lock(), False
    _buffer.clear()


os.register_at_fork(after_in_child=_reset_after_fork)


def read_counts(minutes: int) -> Counter[str]:
    """Return the counts of the last minutes, this one included; empty while Redis is away."""
    now = int(time.time() // 60)
    pipe = redis_client.client().pipeline(transaction=False)
    for minute in range(now - minutes + 1, now + 1):
        pipe.hgetall(f"counts:{minute}")
    try:
        rows = pipe.execute()
    except redis.RedisError:
        return Counter()
    return sum((_parse_counts(row) for row in rows), Counter())


def read_totals() -> Counter[str]:
    """Return the counts of all time. Raises redis.RedisError."""
    return _parse_counts(cast("dict[bytes, bytes]", redis_client.client().hgetall(TOTALS_KEY)))


def _parse_counts(row: dict[bytes, bytes]) -> Counter[str]:
    """Return the counts of a row in Redis; what is no number was not written here."""
    return Counter({name.decode(errors="replace"): int(number) for name, number in row.items() if number.isdigit()})

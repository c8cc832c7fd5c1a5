"""Counts of what happens, by the minute and over all processes: kept here for some seconds, then told to Redis."""

import threading
import time
from collections import Counter

import redis

from catalog import connection, errands

FLUSHED = 5.0  # seconds
KEPT = 2 * 3600

_lock = threading.Lock()
_counted: Counter[str] = Counter()
_flushed = 0.0


def count(name: str, number: int = 1) -> None:
    """Costs next to nothing: a page may count."""
    global _flushed
    with _lock:
        _counted[name] += number
        if time.monotonic() - _flushed < FLUSHED:
            return
        _flushed = time.monotonic()
    errands.run(flush)


def flush() -> None:
    with _lock:
        counted = dict(_counted)
        _counted.clear()
    if not counted:
        return
    key = f"counts:{int(time.time() // 60)}"
    pipe = connection.client().pipeline(transaction=False)
    for name, number in counted.items():
        pipe.hincrby(key, name, number)
    pipe.expire(key, KEPT)
    pipe.execute()


def last(minutes: int) -> Counter[str]:
    """What was counted in the last so many minutes. Empty while Redis is away."""
    now = int(time.time() // 60)
    found: Counter[str] = Counter()
    try:
        pipe = connection.client().pipeline(transaction=False)
        for minute in range(now - minutes + 1, now + 1):
            pipe.hgetall(f"counts:{minute}")
        for row in pipe.execute():
            for name, number in row.items():
                found[name.decode()] += int(number)
    except redis.RedisError:
        return Counter()
    return found

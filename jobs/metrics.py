"""Counts of what happens, by the minute and over all processes: kept here for some seconds, then told to Redis."""

import os
import threading
import time
from collections import Counter

import redis

from jobs import redis_client

FLUSHED = 5.0  # seconds
KEPT = 2 * 3600

_lock = threading.Lock()
_counted: Counter[str] = Counter()
_is_due = False


def count(name: str, number: int = 1) -> None:
    """Costs next to nothing: a page may count."""
    global _is_due
    with _lock:
        _counted[name] += number
        if _is_due:
            return
        _is_due = True
    timer = threading.Timer(FLUSHED, flush)
    timer.daemon = True
    timer.start()


def flush() -> None:
    """What Redis does not take is told to it later."""
    global _is_due
    with _lock:
        counted = dict(_counted)
        _counted.clear()
        _is_due = False
    if not counted:
        return
    key = f"counts:{int(time.time() // 60)}"
    pipe = redis_client.client().pipeline(transaction=False)
    for name, number in counted.items():
        pipe.hincrby(key, name, number)
    pipe.expire(key, KEPT)
    try:
        pipe.execute()
    except redis.RedisError:
        with _lock:
            _counted.update(counted)


def _forked() -> None:
    """A child has neither the timer nor what its parent counted."""
    global _is_due, _lock
    _lock, _is_due = threading.Lock(), False
    _counted.clear()


os.register_at_fork(after_in_child=_forked)


def last(minutes: int) -> Counter[str]:
    """What was counted in the last so many minutes. Empty while Redis is away."""
    now = int(time.time() // 60)
    found: Counter[str] = Counter()
    try:
        pipe = redis_client.client().pipeline(transaction=False)
        for minute in range(now - minutes + 1, now + 1):
            pipe.hgetall(f"counts:{minute}")
        for row in pipe.execute():
            for name, number in row.items():
                if number.isdigit():  # what else may stand there was not counted here
                    found[name.decode(errors="replace")] += int(number)
    except redis.RedisError:
        return Counter()
    return found

"""Counters of events, by the minute and over all processes: buffered here for some seconds, then added in Redis."""

import os
import threading
import time
from collections import Counter

import redis

from jobs import redis_client

FLUSH_INTERVAL = 5.0  # seconds
COUNTS_TTL = 2 * 3600  # seconds

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
    counts: Counter[str] = Counter()
    try:
        pipe = redis_client.client().pipeline(transaction=False)
        for minute in range(now - minutes + 1, now + 1):
            pipe.hgetall(f"counts:{minute}")
        for row in pipe.execute():
            for name, number in row.items():
                if number.isdigit():  # anything else was not written here
                    counts[name.decode(errors="replace")] += int(number)
    except redis.RedisError:
        return Counter()
    return counts

"""The last errors of all processes, for the operator's page: a bounded table in Redis, written by a log handler.

One row a kind, with how often it came: an error that repeats pushes no other one out. The handler only puts a record
into a buffer; a thread writes it, and while Redis is away it stays there.
"""

import json
import logging
import os
import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import Any, cast

import redis

from jobs import metrics, redis_client
from tmdbsite.log_formats import flatten

MAX_KINDS = 50
MAX_BUFFERED = 200  # records of a process, while Redis is away
MAX_TEXT_LENGTH = 500  # characters
FLUSH_DELAY = 1.0  # seconds
RETENTION = 30 * 86400  # seconds
ROWS_KEY, COUNTS_KEY, TIMES_KEY = "errors:rows", "errors:counts", "errors:times"


@dataclass(frozen=True)
class RecentError:
    """An error as the operator's page shows it. `at`: epoch seconds of the last time; `count`: how often it came."""

    at: float
    logger: str
    text: str
    count: int


class RecentErrorsHandler(logging.Handler):
    """Keeps errors for the operator's page; never fails, and logs nothing itself."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._reset()
        os.register_at_fork(after_in_child=self._reset)

    def _reset(self) -> None:
        self._buffer: deque[tuple[str, float, dict[str, str]]] = deque(maxlen=MAX_BUFFERED)
        self._flush_lock = threading.Lock()
        self._is_flush_scheduled = False

    def emit(self, record: logging.LogRecord) -> None:
        metrics.count("log:error")
        self._buffer.append((_build_kind(record), record.created, _build_row(record)))
        if not self._is_flush_scheduled:
            self._is_flush_scheduled = True
            timer = threading.Timer(FLUSH_DELAY, self.flush)
            timer.daemon = True
            timer.start()

    def flush(self) -> None:
        """Write what is in the buffer; while Redis is away it stays there until the next error."""
        self._is_flush_scheduled = False
        with self._flush_lock:
            rows = list(self._buffer)
            try:
                _write(rows)
            except redis.RedisError:
                return
            for _ in rows:
                self._buffer.popleft()


def _build_kind(record: logging.LogRecord) -> str:
    """Return what is one error to the operator: a place that logs, and for exceptions the place that raised."""
    kind = f"{record.name}:{record.lineno}"
    error, trace = record.exc_info[1:] if record.exc_info else (None, None)
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{kind}:{type(error).__name__}:{trace.tb_lineno if trace else 0}" if error else kind


def _build_row(record: logging.LogRecord) -> dict[str, str]:
    """Return the row's columns; the handler's filters have redacted the record."""
    cause = (record.exc_text or "").strip().rpartition("\n")[2]
    text = f"{record.getMessage()} ({cause})" if cause else record.getMessage()
    return {"logger": record.name, "text": flatten(text)[:MAX_TEXT_LENGTH]}


def _write(rows: list[tuple[str, float, dict[str, str]]]) -> None:
    """Add rows and drop the oldest kinds beyond the bound. Raises redis.RedisError."""
    if not rows:
        return
    client = redis_client.client()
    pipe = client.pipeline(transaction=False)
    for kind, at, row in rows:
        pipe.hset(ROWS_KEY, kind, json.dumps(row))
        pipe.hincrby(COUNTS_KEY, kind, 1)
        pipe.zadd(TIMES_KEY, {kind: at})
    pipe.zrange(TIMES_KEY, 0, -MAX_KINDS - 1)
    if stale := pipe.execute()[-1]:
        pipe.zrem(TIMES_KEY, *stale)
        pipe.hdel(ROWS_KEY, *stale)
        pipe.hdel(COUNTS_KEY, *stale)
        pipe.execute()


def read_recent_errors() -> list[RecentError]:
    """Return the errors of the last 30 days, the latest first. Raises redis.RedisError."""
    client = redis_client.client()
    pipe = client.pipeline(transaction=False)
    pipe.zrange(TIMES_KEY, time.time() - RETENTION, "+inf", byscore=True, withscores=True)
    pipe.hgetall(ROWS_KEY)
    pipe.hgetall(COUNTS_KEY)
    times, rows, counts = cast("tuple[Any, dict[bytes, bytes], dict[bytes, bytes]]", pipe.execute())
    errors = [_parse_error(at, rows.get(kind, b""), counts.get(kind, b"")) for kind, at in reversed(times)]
    return [error for error in errors if error]


def _parse_error(at: float, row: bytes, count: bytes) -> RecentError | None:
    """Return an error as it was written, None for what was not written here."""
    try:
        columns = json.loads(row)
        return RecentError(at, str(columns["logger"]), str(columns["text"]), int(count))
    except (ValueError, TypeError, KeyError):
        return None

"""A bound on what is logged: so many lines of each kind a minute and process, so that strangers can't fill a disk.

A kind is an event, or a place in the code that logs. At the end of the minute a line tells how many of it were dropped.
"""

import logging
import os
import threading
import time
from collections import Counter

log = logging.getLogger("tmdbsite.log_bounds")

MAX_LINES = 30  # of a kind in a period
PERIOD = 60.0  # seconds

Kind = tuple[str, str]  # the logger; the event, or the place in the code


class BoundFilter(logging.Filter):
    """Drops the lines beyond `MAX_LINES` of a kind; a record that several handlers see counts once."""

    def __init__(self, period: float = PERIOD) -> None:
        super().__init__()
        self._period = period
        self._reset()
        os.register_at_fork(after_in_child=self._reset)  # a child has its own lines, and not its parent's timer

    def _reset(self) -> None:
        self._lock = threading.Lock()
        self._lines: Counter[Kind] = Counter()
        self._began_at, self._is_end_scheduled = 0.0, False

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == log.name:
            return True
        if not hasattr(record, "is_within_bounds"):
            record.__dict__["is_within_bounds"] = self._count(record)
        return bool(record.__dict__["is_within_bounds"])

    def _count(self, record: logging.LogRecord) -> bool:
        """Count a line and return whether there is room for it."""
        if time.monotonic() - self._began_at > self._period:
            self.end_period()
        kind = _build_kind(record)
        with self._lock:
            self._lines[kind] += 1
            has_room = self._lines[kind] <= MAX_LINES
            is_first_drop, self._is_end_scheduled = not has_room and not self._is_end_scheduled, not has_room
        if is_first_drop:
            self._schedule_end()
        return has_room

    def _schedule_end(self) -> None:
        """Have the period end by itself: perhaps no more lines come."""
        timer = threading.Timer(self._period, self.end_period)
        timer.daemon = True
        timer.start()

    def end_period(self) -> None:
        """Begin a new period, and log how many lines of each kind were dropped in the last one."""
        with self._lock:
            lines, self._lines = self._lines, Counter()
            self._began_at, self._is_end_scheduled = time.monotonic(), False
        for (source, kind), number in lines.items():
            if number > MAX_LINES:
                log.warning('log lines dropped source=%s kind="%s" lines=%d', source, kind, number - MAX_LINES)


def _build_kind(record: logging.LogRecord) -> Kind:
    """Return the event of a message with fields, else its place: a text that is complete may be another each time."""
    event, fields = getattr(record, "event", None) or ("", {})
    return record.name, event if fields else f"{record.filename}:{record.lineno}"

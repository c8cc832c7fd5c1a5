"""Filters that keep the log short for operators."""

import logging
import time

from redis import RedisError


class LostBrokerFilter(logging.Filter):
    """Shortens Celery's records of a lost broker to one line: their tracebacks tell no more."""

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0] if record.exc_info else None
        if record.name.startswith(("celery.", "kombu.")) and kind and issubclass(kind, (ConnectionError, RedisError)):
            record.msg, record.args = f"{record.getMessage().strip()} ({kind.__name__})", None
            record.exc_info = record.exc_text = None
        return True


class ClientErrorFilter(logging.Filter):
    """Turns errors of clients (a host that isn't allowed, a form too large) into warnings of one line.

    Anybody can cause them, so each process lets at most `LINES` of them through in `PERIOD`.
    """

    LINES, PERIOD = 10, 60.0  # seconds

    def __init__(self) -> None:
        super().__init__()
        self._period_start, self._lines = 0.0, 0

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith("django.security."):
            return True
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.exc_info = record.exc_text = None
        return self._has_room()

    def _has_room(self) -> bool:
        now = time.monotonic()
        if not self._lines or now - self._period_start > self.PERIOD:
            self._period_start, self._lines = now, 0
        self._lines += 1
        return self._lines <= self.LINES

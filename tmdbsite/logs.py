"""Log lines for operators."""

import logging

from redis import RedisError


class LostBroker(logging.Filter):
    """A worker that loses its broker says so in a line, and in another that it is back. Tracebacks tell no more."""

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0] if record.exc_info else None
        if record.name.startswith(("celery.", "kombu.")) and kind and issubclass(kind, (ConnectionError, RedisError)):
            record.msg, record.args = f"{record.getMessage().strip()} ({kind.__name__})", None
            record.exc_info = record.exc_text = None
        return True

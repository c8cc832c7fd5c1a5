"""Log lines for operators."""

import logging


class LostBroker(logging.Filter):
    """A worker that loses its broker says so in a line, and in another that it is back. Tracebacks tell no more."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("celery.worker.consumer") and record.exc_info:
            kind = record.exc_info[0]
            record.msg, record.args = f"{record.getMessage().strip()} ({kind.__name__ if kind else ''})", None
            record.exc_info = record.exc_text = None
        return True

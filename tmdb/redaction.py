"""Redaction of logs: session ids, keys and tokens are masked wherever a text may hold them."""

import logging
import re

MASK = "•"  # stands for a secret

_NAMED_SECRET = re.compile(
    r"""((?:guest_session_id|session_id|api_key|request_token|access_token|password)["']?\s*[=:]\s*["']?)[^\s&"',}]+""",
    re.IGNORECASE,
)
_BEARER_TOKEN = re.compile(r"(Bearer\s+)[\w.\-]+", re.IGNORECASE)
_SECRET_IN_PATH = re.compile(r"(/(?:guest_session|authenticate)/)(?!new\b|allow\b)[\w-]{16,}")


def redact(text: str) -> str:
    """Return the text with its secrets masked."""
    for pattern in (_NAMED_SECRET, _BEARER_TOKEN, _SECRET_IN_PATH):
        text = pattern.sub(rf"\1{MASK}", text)
    return text


class RedactingFilter(logging.Filter):
    """A filter for log handlers, which redacts messages and tracebacks, and lets all records pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        return True

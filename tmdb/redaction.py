"""Secrets do not get into logs: session ids, keys and tokens are blotted out wherever a text may hold them."""

import logging
import re

BLOT = "•"

_NAMED = re.compile(
    r"""((?:guest_session_id|session_id|api_key|request_token|access_token|password)["']?\s*[=:]\s*["']?)[^\s&"',}]+""",
    re.IGNORECASE,
)
_BEARER = re.compile(r"(Bearer\s+)[\w.\-]+", re.IGNORECASE)
_IN_PATH = re.compile(r"(/(?:guest_session|authenticate)/)(?!new\b|allow\b)[\w-]{16,}")


def redact(text: str) -> str:
    """The text without the values of secrets."""
    for pattern in (_NAMED, _BEARER, _IN_PATH):
        text = pattern.sub(rf"\1{BLOT}", text)
    return text


class RedactingFilter(logging.Filter):
    """For log handlers: the message is made, redacted, and passed on; a traceback as well."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        return True

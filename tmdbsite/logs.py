"""Filters that keep the log short for operators, and free of what no log may hold."""

import logging

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from redis import RedisError

from tmdb.redaction import MASK

MAX_PATH_LENGTH = 200  # characters
SECRETS_IN_PATHS = frozenset({"token", "key", "uidb36"})  # names of parameters of views
PRIVATE_PREFIXES = ("/accounts/", "/demo/")  # whoever mistypes an address there may have mistyped a secret one


class LostBrokerFilter(logging.Filter):
    """Shortens Celery's records of a lost broker to one line: their tracebacks tell no more."""

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0] if record.exc_info else None
        if record.name.startswith(("celery.", "kombu.")) and kind and issubclass(kind, (ConnectionError, RedisError)):
            record.msg, record.args = f"{record.getMessage().strip()} ({kind.__name__})", None
            record.exc_info = record.exc_text = None
        return True


class RequestFilter(logging.Filter):
    """Writes Django's lines about requests as our events, and a client's errors as warnings without a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if record.name.startswith("django.security."):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = record.exc_text = None
        if record.name == "django.security.csrf" and request:
            reason = record.args[0] if isinstance(record.args, tuple) and record.args else ""
            record.msg, record.args = "form refused reason=%s path=%s", (reason, build_loggable_path(request))
        elif record.name == "django.request" and request:
            _describe_response(record, request)
        return True


def _describe_response(record: logging.LogRecord, request: HttpRequest) -> None:
    """Turn the record of a response into an event: an error is one that nobody expected, and has a traceback."""
    verb = "failed" if record.exc_info else "refused"
    if not record.exc_info:
        record.levelno, record.levelname = logging.WARNING, "WARNING"
    status = getattr(record, "status_code", 0)
    record.msg = f"request {verb} method=%s status=%d path=%s"
    record.args = request.method, status, build_loggable_path(request)


def build_loggable_path(request: HttpRequest) -> str:
    """Return the path of a request with its secrets masked, such as the token of an invitation."""
    path = request.path_info
    try:
        parameters = resolve(path).kwargs
    except Resolver404:
        prefix = next((prefix for prefix in PRIVATE_PREFIXES if path.startswith(prefix)), "")
        return f"{prefix}{MASK}" if prefix else path[:MAX_PATH_LENGTH]
    for name in SECRETS_IN_PATHS & parameters.keys():
        path = path.replace(str(parameters[name]), MASK)
    return path[:MAX_PATH_LENGTH]

"""What a visitor is told when the database is held for too long, or away: a sentence, after a few seconds."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from tmdbsite.databases import MAX_WAITING

log = logging.getLogger("tmdbsite.databases")

RETRY_AFTER = 5  # seconds
NO_DATABASE = (OperationalError, InterfaceError)

_waiting = threading.BoundedSemaphore(MAX_WAITING)


def few_wait(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run a statement, as a wrapper around Django's cursors; where it begins to write to SQLite, which has one lock for
    all who write, only if few others wait for that. Raises OperationalError."""
    if not _takes_the_lock(sql, context["connection"]):
        return execute(sql, params, many, context)
    if not _waiting.acquire(blocking=False):
        raise OperationalError("too many requests wait for the write lock")
    try:
        return execute(sql, params, many, context)
    finally:
        _waiting.release()


def _takes_the_lock(sql: str, database: Any) -> bool:
    writes = sql.lstrip()[:6].upper().startswith(("BEGIN", "INSERT", "UPDATE", "DELETE"))
    return writes and database.vendor == "sqlite" and not database.in_atomic_block


class DatabaseMiddleware:
    """Answers 503 with a sentence where the database is held for too long, or away. Visitors without a session are not
    concerned: their pages ask it nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                _ = request.user.is_authenticated  # read now: what a middleware raises is never a page
        except NO_DATABASE as error:
            request.user = AnonymousUser()
            return unavailable(request, error)
        with connection.execute_wrapper(few_wait):
            return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        cause = _cause(error)
        return unavailable(request, cause) if isinstance(cause, NO_DATABASE) else None


class ReliableSessionMiddleware(SessionMiddleware):
    """Sessions whose saving, after the view, ends in the same sentence when the database does not answer."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            with connection.execute_wrapper(few_wait):
                return super().process_response(request, response)
        except (*NO_DATABASE, SessionInterrupted) as error:
            cause = _cause(error)
            if not isinstance(cause, NO_DATABASE):
                raise
            return unavailable(request, cause)


def _cause(error: BaseException | None) -> BaseException | None:
    """Return the error itself, or what a session could not be updated for: Django tells of any as if it had ended."""
    while isinstance(error, SessionInterrupted | UpdateError):
        error = error.__cause__ or error.__context__
    return error


def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the 503 page, to scripts its sentence alone."""
    is_change = request.method not in {"GET", "HEAD", "OPTIONS"}
    text = "Not saved. Try again." if is_change else "The database isn't answering. Try again in a moment."
    reason = str(error).partition("\n")[0]
    log.warning("database unavailable method=%s view=%s reason=%s", request.method, _view_name(request), reason)
    if request.headers.get("HX-Request"):
        response = HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")
    else:
        context = {"text": text, "is_change": is_change, "lost_link": None}
        response = render(request, "503_database.html", context, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django would add a line that knows no reason
    return response


def _view_name(request: HttpRequest) -> str:
    """Not the path: some have a token in them."""
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return "none"

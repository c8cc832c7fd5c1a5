"""The answer when the database is locked for too long or away: 503 with a sentence, after a few seconds."""

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
DATABASE_ERRORS = (OperationalError, InterfaceError)

write_lock_waiters = threading.BoundedSemaphore(MAX_WAITING)


def limit_waiting(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run a statement; refuse to take SQLite's write lock when too many threads wait for it.

    It is a wrapper for Django's `execute_wrapper`. Raises OperationalError.
    """
    if not _takes_write_lock(sql, context["connection"]):
        return execute(sql, params, many, context)
    if not write_lock_waiters.acquire(blocking=False):
        raise OperationalError("too many requests wait for the write lock")
    try:
        return execute(sql, params, many, context)
    finally:
        write_lock_waiters.release()


def _takes_write_lock(sql: str, database: Any) -> bool:
    writes = sql.lstrip()[:6].upper().startswith(("BEGIN", "INSERT", "UPDATE", "DELETE"))
    return writes and database.vendor == "sqlite" and not database.in_atomic_block


class DatabaseMiddleware:
    """Answers 503 with a sentence when the database is locked for too long or away.

    Visitors without a session are not affected: their pages make no query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                _ = request.user.is_authenticated  # read here: what a later middleware raises is never a page
        except DATABASE_ERRORS as error:
            request.user = AnonymousUser()
            return unavailable(request, error)
        with connection.execute_wrapper(limit_waiting):
            return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        cause = _find_cause(error)
        return unavailable(request, cause) if isinstance(cause, DATABASE_ERRORS) else None


class ReliableSessionMiddleware(SessionMiddleware):
    """Django's sessions, with the same 503 when the database does not answer while one is saved after the view."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            with connection.execute_wrapper(limit_waiting):
                return super().process_response(request, response)
        except (*DATABASE_ERRORS, SessionInterrupted) as error:
            cause = _find_cause(error)
            if not isinstance(cause, DATABASE_ERRORS):
                raise
            return unavailable(request, cause)


def _find_cause(error: BaseException | None) -> BaseException | None:
    """Return the error itself, or the one behind Django's error that a session could not be saved."""
    while isinstance(error, SessionInterrupted | UpdateError):
        error = error.__cause__ or error.__context__
    return error


def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    """Log the error and return the 503 page, for scripts its sentence alone."""
    is_change = request.method not in {"GET", "HEAD", "OPTIONS"}
    text = "Not saved. Try again." if is_change else "The database isn't answering. Try again in a moment."
    reason = str(error).partition("\n")[0]
    log.warning("database unavailable method=%s view=%s reason=%s", request.method, _find_view_name(request), reason)
    if request.headers.get("HX-Request"):
        response = HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")
    else:
        context = {"text": text, "is_change": is_change, "lost_link": None}
        response = render(request, "503_database.html", context, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    # Django would log a second line without the reason.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    return response


def _find_view_name(request: HttpRequest) -> str:
    """Return the name of the view; a path may have a token in it, which must not be logged."""
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return "none"

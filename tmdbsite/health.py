"""Health checks: `/healthz` (the web server answers) and `/readyz` (all that it needs answers, too)."""

from collections.abc import Callable

import redis
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.gateway import Unavailable, api, gateway
from jobs.redis_client import client
from tmdb import Deadline


class HealthMiddleware:
    """Answers health checks under any host name: ALLOWED_HOSTS is for visitors.

    So it stands before all middleware that reads the Host header.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._views = {"/healthz": alive, "/readyz": ready}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._views.get(request.path_info, self._get_response)(request)


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Return 200 when all answer, else 503 with those that don't; the reason is in the log."""
    checks: dict[str, Callable[[], bool]] = {
        "database": _is_database_up,
        "broker": _is_broker_up,
        "tmdb": _is_tmdb_up,
    }
    results = {name: "ok" if check() else "no answer" for name, check in checks.items()}
    return JsonResponse(results, status=200 if set(results.values()) == {"ok"} else 503)


def _is_database_up() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _is_broker_up() -> bool:
    try:
        return bool(client().ping())
    except redis.RedisError:
        return False


def _is_tmdb_up() -> bool:
    """Return whether TMDB answers; a cached answer counts unless its last refresh failed."""
    try:
        answer = gateway().read(api.configuration.details(), Deadline.after(2))
    except Unavailable:
        return False
    return not answer.metadata.problem

"""For those who watch the site: is it alive, and is all there that it needs?"""

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
    """Answers whoever watches the site, under whatever name they ask: ALLOWED_HOSTS is about visitors. So it stands
    before everything that reads the Host header."""

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
    """200 when all answer, else 503; which one doesn't, but not why: that is in the log."""
    checks: dict[str, Callable[[], bool]] = {
        "database": _database,
        "broker": _broker,
        "tmdb": _tmdb,
    }
    found = {name: "ok" if check() else "no answer" for name, check in checks.items()}
    return JsonResponse(found, status=200 if set(found.values()) == {"ok"} else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker() -> bool:
    try:
        return bool(client().ping())
    except redis.RedisError:
        return False


def _tmdb() -> bool:
    """From the cache or TMDB; trouble that a refresh has met counts as no answer."""
    try:
        answer = gateway().read(api.configuration.details(), Deadline.after(2))
    except Unavailable:
        return False
    return not answer.metadata.problem

"""Health checks: `/healthz` (the web server answers) and `/readyz` (all that it needs answers, too)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tmdbsite import exposition
from tmdbsite.health_checks import find_problems


class HealthMiddleware:
    """Answers machines that watch the site, under any host name: ALLOWED_HOSTS is for visitors.

    So it stands before all middleware that reads the Host header. A browser with a session goes on to `ready_details`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        match request.path_info:
            case "/healthz":
                return alive(request)
            case "/readyz" if settings.SESSION_COOKIE_NAME not in request.COOKIES:
                return ready(request)
            case "/metrics" if settings.METRICS_TOKEN:
                return exposition.metrics(request)
        return self._get_response(request)


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Return 200 when all answer, else 503; which of them doesn't is for admins."""
    is_ready = not any(find_problems().values())
    return HttpResponse(
        "ok\n" if is_ready else "not ready\n", status=200 if is_ready else 503, content_type="text/plain"
    )


@never_cache
@require_safe
def ready_details(request: HttpRequest) -> HttpResponse:
    """Return to admins what is wrong with each, "" for nothing."""
    if not request.user.is_superuser:
        return ready(request)
    problems = find_problems()
    return JsonResponse(problems, status=503 if any(problems.values()) else 200)

"""In the demo, the stand-in's pictures, which TMDB would serve from a host of its own."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalog import upstream


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponse:
    """Pass a request for `/t/p/<size>/<file>` on to the stand-in."""
    if not settings.TMDB_DEMO:
        raise Http404
    status, headers, body = upstream.demo().get(
        f"/t/p/{path}", {"If-None-Match": request.headers.get("If-None-Match", "")}
    )
    if status == 404:
        raise Http404
    response = HttpResponse(body, status=status)
    for name in ("Content-Type", "Cache-Control", "ETag"):
        if name in headers:
            response[name] = headers[name]
    return response

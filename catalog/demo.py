"""Addresses that only the demo has: pictures, and the page on which a member approves a token."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from catalog.gateway import tmdb_client
from tmdb_demo.http import Answer, Request


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponse:
    """Pass a request for `/t/p/<size>/<file>` on to the stand-in."""
    answer = _ask_stand_in(
        Request("GET", f"/t/p/{path}", "", {"if-none-match": request.headers.get("If-None-Match", "")})
    )
    if answer[0] == 404:
        raise Http404
    return _response(answer)


@csrf_exempt  # the page is the stand-in's: it knows no cookie, and nothing that a browser brings decides in it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def authenticate(request: HttpRequest, token: str) -> HttpResponse:
    """Pass a request for `/authenticate/<token>` on to the stand-in."""
    query = request.META.get("QUERY_STRING", "")
    return _response(_ask_stand_in(Request(request.method or "GET", f"/authenticate/{token}", query, {}, request.body)))


def _ask_stand_in(request: Request) -> Answer:
    if not settings.TMDB_DEMO:
        raise Http404
    return tmdb_client.demo().answer(request)


def _response(answer: Answer) -> HttpResponse:
    status, headers, body = answer
    response = HttpResponse(body, status=status)
    for name, value in headers.items():
        response[name] = value
    return response

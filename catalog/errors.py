"""Pages for what went wrong: the visitor reads a sentence, the operator a log line."""

import logging
import re
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from catalog import instant
from catalog.bounds import OutOfBounds, out_of_bounds
from catalog.gateway import NotFound, Trouble, Unavailable
from catalog.pages.search import card_of
from catalog.paging import BadPage

log = logging.getLogger("catalog")

GONE = re.compile(r"^/(movie|tv|person|collection|company|network|keyword|list)/([0-9]{1,9})(?:-([a-z0-9-]{2,80}))?/")
OFFERED = 4  # titles of a like name


class UpstreamErrorsMiddleware:
    """Turns what the gateway raises into a 404 or a 503 page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotFound):
            raise Http404 from error
        if isinstance(error, Unavailable) and error.trouble is Trouble.REFUSED:
            return bad_request(request, error)
        if isinstance(error, Unavailable):
            return unavailable(request, error)
        if isinstance(error, BadPage):
            return bad_request(request, error)
        if isinstance(error, OutOfBounds):
            return out_of_bounds(request, error)
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = "TMDB's lists have pages 1 to 500." if isinstance(exception, BadPage) else ""
    if isinstance(exception, Unavailable):
        reason = exception.trouble.value
    return render(request, "400.html", {"reason": reason}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What has gone from TMDB may be found again by the words in its old address, or by the name that it had here."""
    gone = GONE.match(request.path_info)
    context = _instead(gone[1], int(gone[2]), (gone[3] or "").replace("-", " ")) if gone else {}
    return render(request, "404.html", context, status=404)


def _instead(kind: str, number: int, words: str) -> dict[str, object]:
    index = instant.index()
    own = index.named(kind, [number]).get(number)
    name = own.name if own else words
    hits = index.find(name, OFFERED + 1) if name else []
    others = [card_of(hit) for hit in hits if (hit.kind, hit.id) != (kind, number)]
    return {"words": name, "offered": others[:OFFERED]}


def unavailable(request: HttpRequest, error: Unavailable) -> HttpResponse:
    """503 with the reason. A refused key is the operator's business, so it is logged as an error."""
    level = logging.ERROR if error.trouble is Trouble.KEY else logging.WARNING
    log.log(level, "503 path=%s reason=%s", request.path, error.trouble.name)
    context = {"reason": error.trouble.value, "retry_after": error.retry_after}
    response = render(request, "503.html", context, status=503)
    response["Retry-After"] = str(error.retry_after)
    response["Cache-Control"] = "no-store"
    return response

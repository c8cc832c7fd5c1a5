"""Pages for what went wrong: the visitor reads a sentence, the operator a log line."""

import logging
import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from catalog import search
from catalog.bounds import OutOfBounds, out_of_bounds
from catalog.display.paging import BadPage
from catalog.gateway import NotFound, Unavailable, UpstreamProblem
from catalog.rendering import NotPresentable
from catalog.search.page import build_hit_card

log = logging.getLogger("catalog")

TITLE_PATH = re.compile(
    r"^/(movie|tv|person|collection|company|network|keyword|list)/([0-9]{1,9})(?:-([a-z0-9-]{2,80}))?/"
)
MAX_HOST_LENGTH = 253  # characters (RFC 1035)
MAX_ALTERNATIVES = 4  # titles of a similar name
FORM_EXPIRED = "This form has expired. Nothing was changed. Reload the page and try again."
UNKNOWN_ORIGIN = "It came from an address that the site doesn’t know as its own. Nothing was changed."
NO_COOKIES = (
    "Your browser sent no cookies. Nothing was changed. Allow cookies for this site, reload the page and try again."
)


class UpstreamErrorsMiddleware:
    """Turns errors of the gateway into a 404, a 429 or a 503 page, and an answer that can't be presented into a 502."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotFound):
            raise Http404 from error
        if isinstance(error, Unavailable) and error.problem is UpstreamProblem.REFUSED:
            return bad_request(request, error)
        if isinstance(error, Unavailable) and error.problem is UpstreamProblem.TOO_MANY:
            return too_many(request, error)
        if isinstance(error, Unavailable):
            return unavailable(request, error)
        if isinstance(error, BadPage):
            return bad_request(request, error)
        if isinstance(error, OutOfBounds):
            return out_of_bounds(request, error)
        if isinstance(error, NotPresentable):
            return not_presentable(request)
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, DisallowedHost):
        return render(request, "400.html", {"unknown_host": _host(request), "is_unknown_host": True}, status=400)
    reason = "TMDB's lists have pages 1 to 500." if isinstance(exception, BadPage) else ""
    if isinstance(exception, Unavailable):
        reason = exception.problem.value
    return render(request, "400.html", {"reason": reason}, status=400)


def _host(request: HttpRequest) -> str:
    """Return the name under which the site was opened; "" where it is too long, since a client can send anything."""
    forwarded = request.headers.get("X-Forwarded-Host", "") if settings.USE_X_FORWARDED_HOST else ""
    name, _ = split_domain_port(forwarded or request.headers.get("Host", ""))
    return name if len(name) <= MAX_HOST_LENGTH else ""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form that was refused: to scripts a sentence, else a page that leads back to the form.

    Mostly its token is no longer good, since the member signed in again meanwhile. Whoever sets the site up is told
    when its own address isn't known to it. `reason` is one of Django's.
    """
    is_bad_origin = reason.startswith(REASON_BAD_ORIGIN.partition("%s")[0])
    is_unknown_origin = is_bad_origin and request.headers.get("Origin") != "null"  # which names no address
    text = NO_COOKIES if reason == REASON_NO_CSRF_COOKIE else UNKNOWN_ORIGIN if is_unknown_origin else FORM_EXPIRED
    if getattr(request, "htmx", False):
        return HttpResponse(text, content_type="text/plain; charset=utf-8", status=403)
    form = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(form, {request.get_host()}, require_https=request.is_secure())
    context = {"text": text, "is_unknown_origin": is_unknown_origin, "form": form if is_ours else ""}
    return render(request, "403_csrf.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404; for an address of a title, with similar names, since a title may come back under another number."""
    match = TITLE_PATH.match(request.path_info)
    context = _find_alternatives(match[1], int(match[2]), (match[3] or "").replace("-", " ")) if match else {}
    return render(request, "404.html", context, status=404)


def _find_alternatives(kind: str, tmdb_id: int, words: str) -> dict[str, object]:
    """Return titles with a similar name as context: the name in the index, or else the words in the address."""
    index = search.title_index()
    hit = index.find_by_ids(kind, [tmdb_id]).get(tmdb_id)
    name = hit.name if hit else words
    hits = index.find(name, MAX_ALTERNATIVES + 1) if name else []
    others = [build_hit_card(hit) for hit in hits if (hit.kind, hit.id) != (kind, tmdb_id)]
    return {"name": name, "alternatives": others[:MAX_ALTERNATIVES]}


def not_presentable(request: HttpRequest) -> HttpResponse:
    """Answer 502: TMDB answered, but no page can be made of it, which has been logged where it happened."""
    response = render(request, "502.html", status=502)
    response["Cache-Control"] = "no-store"
    return response


def unavailable(request: HttpRequest, error: Unavailable) -> HttpResponse:
    """Answer 503 with the reason; a refused key is the operator's business, so it is logged as an error."""
    level = logging.ERROR if error.problem is UpstreamProblem.KEY else logging.WARNING
    log.log(level, "page unavailable path=%s reason=%s", request.path, error.problem.name)
    context = {"reason": error.problem.value, "retry_after": error.retry_after}
    return _mark_temporary(render(request, "503.html", context, status=503), error)


def too_many(request: HttpRequest, error: Unavailable) -> HttpResponse:
    """Answer 429: this visitor has no requests left for some seconds."""
    log.warning("visitor limited path=%s", request.path)
    context = {"reason": error.problem.value, "retry_after": error.retry_after}
    return _mark_temporary(render(request, "429.html", context, status=429), error)


def _mark_temporary(response: HttpResponse, error: Unavailable) -> HttpResponse:
    response["Retry-After"] = str(error.retry_after)
    response["Cache-Control"] = "no-store"
    return response

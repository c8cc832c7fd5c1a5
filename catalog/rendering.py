"""From a page to a response, doing as little as the visitor's copy and ours allow.

1. The cache metadata of the answers that the page needs is read (one round trip). Their digests make the page's ETag,
   so a visitor who has this very page is answered with 304 before anything is decoded or rendered.
2. The page's body, the same for every visitor of that language and region, is stored as it was rendered. The theme is
   no part of it: the frame around the body has it, so the ETag knows the theme and the stored body does not.
3. Only if there is none are the answers decoded (or fetched from TMDB), and the page rendered.

A member who sends a page's address with POST has its answers refreshed.
"""

import hashlib
import json
import logging
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError
from django.http import Http404, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from catalog.datasets import popularity_file
from catalog.display import fragments
from catalog.display.countries import country_name
from catalog.display.formatting import format_age
from catalog.display.images import images
from catalog.gateway import PAGE_DEADLINE, Answer, Call, NotFound, Unavailable, gateway
from catalog.gateway.results import CacheMetadata
from catalog.gateway.ttl import ttl_of
from catalog.http import Request
from catalog.pages.page import Answers, Page, PageMetadata
from tmdb import Deadline

log = logging.getLogger("catalog")

RENDERED_TTL = 3600  # seconds
CachedAnswers = Mapping[str, CacheMetadata | None]  # by the names of a page's calls, None for what is not kept
# What pages show of the settings: names, addresses, and in each link the prefix below which the site is.
SETTINGS_IN_PAGES = (
    "SITE_NAME", "TMDB_DEMO", "TMDB_IMAGE_URL", "TMDB_WEB_URL", "SIGNUP", "SENDS_MAIL", "FORCE_SCRIPT_NAME",
    "STATIC_URL",
)  # fmt: skip


class NotPresentable(Exception):
    """A page could not be made of what TMDB answered. It has been logged."""


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A rendered body, and what the frame around it needs to know.

    It has no part of a visitor's theme, and placeholders where a visitor's own fragments go.
    """

    metadata: PageMetadata
    body: str


def page_view(parse_address: Callable[..., Page | HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn a function that reads a page from its address into a Django view.

    The function may also return a response that needs no page, such as a redirect. The view's `__wrapped__` leads back
    to it, for those who want to know a page's calls without sending any.
    """

    @require_http_methods(["GET", "HEAD", "POST"])  # POST: refresh the answers
    @wraps(parse_address)
    def view(request: Request, **address: Any) -> HttpResponse:
        page = parse_address(request, **address)
        return page if isinstance(page, HttpResponse) else respond(request, page)

    return view


def respond(request: Request, page: Page) -> HttpResponse:
    """Answer with the page, with 304, or with a redirect to its canonical address if the address had a bare id."""
    calls = page.calls()
    if request.method == "POST":
        return _refresh_answers(request, calls)
    cached: CachedAnswers = dict(zip(calls, gateway().metadata(list(calls.values())), strict=True))
    key = _body_key(request, page, cached)
    # A message is shown once: no copy of the page that shows it may ever count as the page.
    is_personal = fragments.is_personal(request) or bool(len(messages.get_messages(request)))
    etag = "" if is_personal else _etag(request, key, calls, cached)
    if etag and etag in request.headers.get("If-None-Match", ""):
        return _set_cache_headers(HttpResponseNotModified(), etag)
    rendered = _stored_page(key)
    if rendered is None:
        rendered, cached = _render_once(request, page, calls)
        etag = "" if is_personal else _etag(request, _body_key(request, page, cached), calls, cached)
    metadata = rendered.metadata
    if target := metadata.redirect or _canonical_redirect(request, metadata.canonical):
        return HttpResponseRedirect(target)
    context = {
        "metadata": metadata,
        "body": fragments.render_placeholders(rendered.body, request),
        "stale_message": _stale_message(calls, cached),
        "age": format_age(_oldest_age(cached)) if request.user.is_authenticated else "",
    }
    return _set_cache_headers(render(request, "catalog/page.html", context), etag)


def _refresh_answers(request: Request, calls: Mapping[str, Call]) -> HttpResponse:
    """Have TMDB asked again for a member, and lead back to the page."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    try:
        gateway().refresh_now(list(calls.values()), Deadline.after(PAGE_DEADLINE))
    except Unavailable as error:
        messages.error(request, f"{error.problem.value} The page stays as it was.")
    else:
        messages.success(request, "This is what TMDB says now.")
    return HttpResponseRedirect(request.get_full_path())


def _render_once(request: Request, page: Page, calls: Mapping[str, Call]) -> tuple[RenderedPage, CachedAnswers]:
    """Render the page, just once even where many have waited for the same answers.

    Return it with the metadata of its answers.
    """
    deadline = Deadline.after(PAGE_DEADLINE)
    answers = gateway().gather(calls, deadline)
    cached = {name: answer.metadata if isinstance(answer, Answer) else None for name, answer in answers.items()}
    key = _body_key(request, page, cached)
    with gateway().process_lock(key or page.template, deadline):
        return _stored_page(key) or _render_page(request, page, answers, key), cached


def _render_page(request: Request, page: Page, answers: Answers, key: str) -> RenderedPage:
    with presenting(page.calls(), request):
        view = page.view(answers)
        rendered = RenderedPage(view.metadata, str(render_to_string(page.template, {"page": view}, request)))
    gateway().store.note_locale(request.locale.language, request.locale.region)
    if key:
        gateway().store.store_value(key, json.dumps(asdict(rendered)).encode(), RENDERED_TTL)
    return rendered


@contextmanager
def presenting(calls: Mapping[str, Call], request: Request) -> Iterator[None]:
    """Raise NotPresentable for whatever goes wrong while a page is made of answers, with a line for the operator.

    The answers are refreshed: the next visitor may find others.
    """
    try:
        yield
    except (NotFound, Unavailable, Http404, DatabaseError):
        raise
    except Exception as error:
        if settings.DEBUG:
            raise
        operations = ",".join(call.operation.id for call in calls.values())
        reason = f"{type(error).__name__}: {error}"[:200]
        log.error("page failed operations=%s path=%s error=%r at=%s", operations, request.path, reason, _line(error))
        gateway().refresh_later(list(calls.values()))
        raise NotPresentable from error


def _line(error: Exception) -> str:
    """Return the last line of the site's own code that an error passed, as "people.py:84"."""
    frames = traceback.extract_tb(error.__traceback__)
    frame = [frame for frame in frames if "site-packages" not in frame.filename][-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def _stored_page(key: str) -> RenderedPage | None:
    return gateway().store.get_value(key, msgspec.json.Decoder(RenderedPage).decode) if key else None


def _body_key(request: Request, page: Page, cached: CachedAnswers) -> str:
    """Return the identity of the rendered body, known before rendering; "" while one of its answers is missing.

    The page's own fields (ids, filters) and the locale make two addresses two pages. What else stands in an address (a
    wrong slug, parameters that mean nothing) makes none: browsers keep an ETag with its address.
    """
    digests = [answer.digest for answer in cached.values() if answer and answer.exists]
    if len(digests) < len(cached):
        return ""
    return _digest(
        build(),
        page.template,
        repr(page),
        repr(request.locale),
        country_name("US"),  # as long as the names are not there, pages show codes
        datetime.now(UTC).date().isoformat(),  # ages, and what is new this week
        images().origin,  # the policy lets pictures come from there alone
        *digests,
    )


def _etag(request: Request, key: str, calls: Mapping[str, Call], cached: CachedAnswers) -> str:
    """Return the identity of the whole response: the body's, and that of all that is put around and into it."""
    if not key:
        return ""
    # Curves of popularity are drawn when the page goes out, and <html> names the theme.
    identity = (key, request.theme, popularity_file.version(), _stale_message(calls, cached))
    return f'W/"{_digest(*identity)}"'


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def _oldest_age(cached: CachedAnswers) -> float:
    """Return the seconds since the oldest answer came; what is not kept comes now."""
    return max((time.time() - answer.fetched_at for answer in cached.values() if answer), default=0.0)


def _stale_message(calls: Mapping[str, Call], cached: CachedAnswers) -> str:
    """Return the line that tells the age of a page that could not be refreshed in its time, else ""."""
    oldest, problem = 0.0, ""
    for name, answer in cached.items():
        if answer is None:
            continue
        seconds = time.time() - answer.fetched_at
        if answer.problem or seconds > 2 * ttl_of(calls[name].operation.id).fresh:
            oldest = max(oldest, seconds)
            problem = problem or answer.problem
    return f"{problem} This page is from {format_age(oldest)} ago.".strip() if oldest else ""


def _canonical_redirect(request: Request, canonical: str) -> str:
    """Return the canonical address if the visitor's has an id alone where that has a slug behind it, else "".

    What else stands in the visitor's address (a page of a list, a language) goes along.
    """
    path, query = request.path.rstrip("/"), request.META.get("QUERY_STRING", "")
    start, _, section = path.rpartition("/")
    bare = path if section.isdecimal() else start
    if not canonical.startswith(f"{bare}-"):
        return ""
    return f"{canonical}?{query}" if query else canonical


def _set_cache_headers(response: HttpResponse, etag: str) -> HttpResponse:
    if etag:
        response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


@cache
def build() -> str:
    """Return a fingerprint of code and templates, so that a new version of the site makes new ETags and bodies."""
    files = hashlib.blake2b(digest_size=8)
    for folder in ("catalog", "accounts", "library", "templates", "static"):
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".css", ".js", ".svg"}:
                files.update(f"{path}{path.stat().st_mtime_ns}".encode())
    files.update(repr([getattr(settings, name) for name in SETTINGS_IN_PAGES]).encode())
    return files.hexdigest()

"""From a page to a response, doing as little as the visitor's copy and ours allow.

1. The stamps of what the page needs are read (one round trip). Their digests make the page's ETag, so a visitor who has
   this very page is answered with 304 before anything is decoded or rendered.
2. The page's body, the same for every visitor of that language and region, is kept as it was rendered.
3. Only else is the answer decoded (or fetched from TMDB) and rendered.

A member who sends a page's address with POST has what it is made of fetched anew.
"""

import hashlib
import json
import logging
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any, Protocol

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
from catalog.display.formatting import age
from catalog.display.images import images
from catalog.gateway import PAGE_DEADLINE, Answer, Call, NotFound, Unavailable, gateway
from catalog.gateway.results import CacheMetadata
from catalog.gateway.ttl import ttl_of
from catalog.http import Request
from tmdb import Deadline

log = logging.getLogger("catalog")

PART_SECONDS = 3600
# By pages: names, addresses, and in each link the prefix below which the site is.
SHOWN_SETTINGS = (
    "SITE_NAME", "TMDB_DEMO", "TMDB_IMAGE_URL", "TMDB_WEB_URL", "SIGNUP", "SENDS_MAIL", "FORCE_SCRIPT_NAME",
    "STATIC_URL",
)  # fmt: skip
Outcome = Answer | NotFound | Unavailable


class NotPresentable(Exception):
    """A page could not be made of what TMDB answered. It has been logged."""


class View(Protocol):
    """What a page shows: the template's `page`."""

    @property
    def title(self) -> str: ...


class Page(Protocol):
    """A page that is the same for every visitor with the same locale.

    `template` renders the body with the view as `page`; its name and the fields of the page (a dataclass) are its
    identity.
    """

    @property
    def template(self) -> str: ...

    def calls(self) -> Sequence[Call]:
        """What the page needs from TMDB, known before anything is asked."""
        ...

    def view(self, outcomes: Sequence[Outcome]) -> View:
        """The view-model. May raise an outcome it can't do without."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """A rendered body, and what the frame around it needs to know."""

    title: str
    body: str
    description: str = ""
    canonical: str = ""
    image: str = ""
    tint: str = ""
    elsewhere: str = ""  # where to go instead of showing this


def page_view(make: Callable[..., Page | HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of what `make` reads from the address: a page, or a response that needs none, such as a redirect. Its
    `__wrapped__` leads back to `make`, for whoever wants to know what a page asks for without asking."""

    @require_http_methods(["GET", "HEAD", "POST"])  # POST: fetch it anew
    @wraps(make)
    def view(request: Request, **address: Any) -> HttpResponse:
        made = make(request, **address)
        return made if isinstance(made, HttpResponse) else respond(request, made)

    return view


def respond(request: Request, page: Page) -> HttpResponse:
    """The page, or 304, or a redirect to its canonical address when it was asked for by a bare id."""
    calls = page.calls()
    if request.method == "POST":
        return _renewed(request, calls)
    stamps = gateway().metadata(calls)
    etag = _etag(request, page, calls, stamps)
    # A message is shown once: no copy of the page that shows it may ever count as the page.
    personal = fragments.is_personal(request) or bool(len(messages.get_messages(request)))
    if etag and not personal and etag in request.headers.get("If-None-Match", ""):
        return _finish(HttpResponseNotModified(), etag)
    part = _kept_part(etag) if etag else None
    if part is None:
        part, etag = _rendered(request, page, calls)
    if target := part.elsewhere or _full_address(request, part.canonical):
        return HttpResponseRedirect(target)
    part = replace(part, body=fragments.render_placeholders(part.body, request))
    context = {"part": part, "notice": _notice(calls, stamps), "age": age(_oldest(stamps)) if personal else ""}
    response = render(request, "catalog/page.html", context)
    return _finish(response, "" if personal else etag)


def _renewed(request: Request, calls: Sequence[Call]) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    try:
        gateway().refresh_now(calls, Deadline.after(PAGE_DEADLINE))
    except Unavailable as error:
        messages.error(request, f"{error.problem.value} The page stays as it was.")
    else:
        messages.success(request, "This is what TMDB says now.")
    return HttpResponseRedirect(request.get_full_path())


def require(outcome: Outcome) -> dict[str, Any]:
    """The data of an outcome that the page can't do without."""
    if isinstance(outcome, Answer):
        return outcome.data
    raise outcome


def _rendered(request: Request, page: Page, calls: Sequence[Call]) -> tuple[Part, str]:
    """The part, rendered once even where many have waited for the same answer."""
    deadline = Deadline.after(PAGE_DEADLINE)
    outcomes = gateway().gather(calls, deadline)
    whole = [outcome.metadata for outcome in outcomes if isinstance(outcome, Answer)]
    etag = _etag(request, page, calls, whole) if len(whole) == len(outcomes) else ""
    with gateway().process_lock(etag or page.template, deadline):
        part = _kept_part(etag) if etag else None
        return part or _made(request, page, outcomes, etag), etag


def _made(request: Request, page: Page, outcomes: Sequence[Outcome], etag: str) -> Part:
    with presenting(page.calls(), request):
        view = page.view(outcomes)
        body = str(render_to_string(page.template, {"page": view}, request))
        fields = {
            name: getattr(view, name, "")
            for name in ("title", "description", "canonical", "image", "tint", "elsewhere")
        }
    if locale := getattr(request, "locale", None):
        gateway().store.note_locale(locale.language, locale.region)
    part = Part(body=body, **fields)
    if etag:
        gateway().store.store_value(etag, json.dumps(asdict(part)).encode(), PART_SECONDS)
    return part


@contextmanager
def presenting(calls: Sequence[Call], request: Request) -> Iterator[None]:
    """Turn whatever goes wrong while answers are made into a page into NotPresentable, with a line for the operator.
    The answers are asked for anew: the next visitor may find others."""
    try:
        yield
    except (NotFound, Unavailable, Http404, DatabaseError):
        raise
    except Exception as error:
        if settings.DEBUG:
            raise
        operations = ",".join(call.operation.id for call in calls)
        said = f"{type(error).__name__}: {error}"[:200]
        log.error("page failed operations=%s path=%s error=%r at=%s", operations, request.path, said, _place(error))
        gateway().refresh_later(calls)
        raise NotPresentable from error


def _place(error: Exception) -> str:
    """Return the last line of the site's own code that an error passed, as "people.py:84"."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "site-packages" not in frame.filename]
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}"


def _kept_part(etag: str) -> Part | None:
    return gateway().store.get_value(etag, msgspec.json.Decoder(Part).decode)


def _etag(request: Request, page: Page, calls: Sequence[Call], stamps: Sequence[CacheMetadata | None]) -> str:
    """Known before rendering; "" while a part of the page is missing."""
    digests = [stamp.digest for stamp in stamps if stamp and stamp.exists]
    if len(digests) < len(calls):
        return ""
    notice = _notice(calls, stamps)
    # The page's own fields (ids, filters) and the locale make two addresses two pages. What else stands in an address
    # (a wrong slug, parameters that mean nothing) makes none: browsers keep an ETag with its address.
    identity = (
        build(),
        page.template,
        repr(page),
        repr(getattr(request, "locale", "")),
        country_name("US"),  # as long as the names are not there, pages show codes
        popularity_file.version(),  # curves are drawn when the page goes out
        datetime.now(UTC).date().isoformat(),  # ages, and what is new this week
        images().origin,  # the policy lets pictures come from there alone
    )
    content = "\0".join((*identity, *digests, notice))
    return f'W/"{hashlib.blake2b(content.encode(), digest_size=16).hexdigest()}"'


def _oldest(stamps: Sequence[CacheMetadata | None]) -> float:
    """Seconds since the oldest answer came; what is not kept comes now."""
    return max((time.time() - stamp.fetched_at for stamp in stamps if stamp), default=0.0)


def _notice(calls: Sequence[Call], stamps: Sequence[CacheMetadata | None]) -> str:
    """The line that tells the age of a page that could not be refreshed in its time."""
    oldest, trouble = 0.0, ""
    for call, stamp in zip(calls, stamps, strict=True):
        if stamp is None:
            continue
        seconds = time.time() - stamp.fetched_at
        times = ttl_of(call.operation.id)
        if stamp.problem or seconds > 2 * times.fresh:
            oldest = max(oldest, seconds)
            trouble = trouble or stamp.problem
    if not oldest:
        return ""
    return f"{trouble} This page is from {age(oldest)} ago.".strip()


def _full_address(request: Request, canonical: str) -> str:
    """The canonical address, if the page was asked for by an id alone where that has a slug behind it; what else was
    asked for (a page of a list, a language) goes along."""
    path, query = request.path.rstrip("/"), request.META.get("QUERY_STRING", "")
    start, _, section = path.rpartition("/")
    bare = path if section.isdecimal() else start
    if not canonical.startswith(f"{bare}-"):
        return ""
    return f"{canonical}?{query}" if query else canonical


def _finish(response: HttpResponse, etag: str) -> HttpResponse:
    if etag:
        response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


@cache
def build() -> str:
    """A fingerprint of code and templates, so that a new version of the site makes new ETags and parts."""
    files = hashlib.blake2b(digest_size=8)
    for folder in ("catalog", "accounts", "library", "templates", "static"):
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".css", ".js", ".svg"}:
                files.update(f"{path}{path.stat().st_mtime_ns}".encode())
    files.update(repr([getattr(settings, name) for name in SHOWN_SETTINGS]).encode())
    return files.hexdigest()

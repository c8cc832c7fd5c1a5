"""The one place that builds the TMDB client: with a key it talks to TMDB, without one to the stand-in, in this
process."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any

import requests
from django.conf import settings

from catalog.gateway.places import page_places
from catalog.gateway.results import Unavailable, UpstreamProblem
from catalog.visitors import current_visitor
from jobs import metrics, redis_client
from tmdb import Call, Deadline, NoLimiter, Requestor, RequestsTransport, SharedHold, SharedLimiter
from tmdb.errors import QueueFull, VisitorLimited
from tmdb.limits import Limiter
from tmdb.wsgi_adapter import WSGIAdapter
from tmdb_demo import loader
from tmdb_demo.app import Application

# Never looked up: requests for it are answered by the app that is mounted there.
DEMO_HOST = "http://demo.tmdb.invalid"


@cache
def demo() -> Application:
    """The stand-in, over one file in the data folder that all processes share."""
    data, faults = settings.TMDB_DEMO_DATA, settings.TMDB_DEMO_FAULTS
    return Application(
        Path(settings.DATA_DIR) / "tmdb-demo.sqlite3",
        data=Path(data) if data else None,
        fault_file=Path(faults) if faults else None,
    )


def exports_url() -> str:
    """Where TMDB's daily exports are."""
    return f"{DEMO_HOST}/p/exports" if settings.TMDB_DEMO else str(settings.TMDB_EXPORTS_URL)


def exports_session() -> requests.Session:
    """For downloads, which need no key and count for no limit."""
    session = requests.Session()
    if settings.TMDB_DEMO:
        session.mount(DEMO_HOST, WSGIAdapter(demo()))
    return session


@cache
def identity() -> str:
    """Whose answers these are: what is kept from one data set, or one address, is never served as another's."""
    if settings.TMDB_DEMO:
        data = Path(settings.TMDB_DEMO_DATA) if settings.TMDB_DEMO_DATA else loader.BUNDLED
        return loader.fingerprint(data)[:12]
    return hashlib.blake2b(settings.TMDB_API_URL.encode(), digest_size=6).hexdigest()


def limiter() -> Limiter:
    """The limit of requests a second, for all processes; the stand-in in this process needs none."""
    return NoLimiter() if settings.TMDB_DEMO else SharedLimiter(redis_client.client())


@cache
def requestor() -> Requestor:
    """What all of the site sends its calls through: one limiter, one set of connections a process."""
    hold = SharedHold(redis_client.client())
    if settings.TMDB_DEMO:
        mounts = {DEMO_HOST: lambda: WSGIAdapter(demo())}
        transport = RequestsTransport(mounts)
        return Requestor(transport, base_url=f"{DEMO_HOST}/3", limiter=limiter(), hold=hold, observe=_observe)
    return Requestor(
        RequestsTransport(),
        token=settings.TMDB_ACCESS_TOKEN,
        api_key=settings.TMDB_API_KEY,
        base_url=settings.TMDB_API_URL,
        limiter=limiter(),
        hold=hold,
        observe=_observe,
    )


def send(call: Call, patience: float) -> Any:
    """What TMDB says to a call whose answer no page keeps: so many seconds in all. While a request is answered it waits
    in line with pages, counts for the visitor, and takes one of the places of threads that wait; in a task it lets them
    go first. Raises TMDBError."""
    visitor = current_visitor()
    deadline = Deadline.after(patience)
    with _place(visitor) if visitor else nullcontext():
        return requestor().send(call, deadline=deadline, background=not visitor, visitor=visitor).data


@contextmanager
def _place(visitor: str) -> Iterator[None]:
    """Take a place among the pages that wait for TMDB. Raises QueueFull or VisitorLimited."""
    with ExitStack() as stack:
        try:
            stack.enter_context(page_places().take(visitor))
        except Unavailable as problem:
            refusal = VisitorLimited if problem.trouble is UpstreamProblem.TOO_MANY else QueueFull
            raise refusal(retry_after=problem.retry_after) from None
        yield


def _observe(operation: str, outcome: str) -> None:
    metrics.count(f"tmdb:{outcome}")

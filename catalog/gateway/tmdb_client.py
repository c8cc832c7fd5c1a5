"""The one place that builds the TMDB client.

With a key it talks to TMDB, without one to the stand-in, in this process.
"""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any

import requests
from django.conf import settings

from catalog.gateway.bulkhead import page_bulkhead
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
    """Return the stand-in, over one file in the data folder that all processes share."""
    data, faults = settings.TMDB_DEMO_DATA, settings.TMDB_DEMO_FAULTS
    return Application(
        Path(settings.DATA_DIR) / "tmdb-demo.sqlite3",
        data=Path(data) if data else None,
        fault_file=Path(faults) if faults else None,
    )


def exports_url() -> str:
    """Return the address below which TMDB's daily exports are."""
    return f"{DEMO_HOST}/p/exports" if settings.TMDB_DEMO else str(settings.TMDB_EXPORTS_URL)


def exports_session() -> requests.Session:
    """Open a session for downloads, which need no key and count for no limit."""
    session = requests.Session()
    if settings.TMDB_DEMO:
        session.mount(DEMO_HOST, WSGIAdapter(demo()))
    return session


@cache
def identity() -> str:
    """Return a prefix for cache keys, so that answers of one data set or address are never served as another's."""
    if settings.TMDB_DEMO:
        data = Path(settings.TMDB_DEMO_DATA) if settings.TMDB_DEMO_DATA else loader.BUNDLED
        return loader.fingerprint(data)[:12]
    return hashlib.blake2b(settings.TMDB_API_URL.encode(), digest_size=6).hexdigest()


def limiter() -> Limiter:
    """Return the limiter of requests a second, for all processes; the stand-in in this process needs none."""
    return NoLimiter() if settings.TMDB_DEMO else SharedLimiter(redis_client.client())


@cache
def requestor() -> Requestor:
    """Return the client of this process, with one limiter and one set of connections for all of the site."""
    hold = SharedHold(redis_client.client())
    if settings.TMDB_DEMO:
        mounts = {DEMO_HOST: lambda: WSGIAdapter(demo())}
        transport = RequestsTransport(mounts)
        return Requestor(transport, base_url=f"{DEMO_HOST}/3", limiter=limiter(), hold=hold, observe=_count_request)
    return Requestor(
        RequestsTransport(),
        token=settings.TMDB_ACCESS_TOKEN,
        api_key=settings.TMDB_API_KEY,
        base_url=settings.TMDB_API_URL,
        limiter=limiter(),
        hold=hold,
        observe=_count_request,
    )


def send(call: Call, timeout: float) -> Any:
    """Send a call whose answer no page caches, and return the answer's data. Raises TMDBError.

    `timeout`: seconds in all. While a request is answered it waits in line with pages, counts for the visitor, and
    takes a place in the pages' bulkhead; in a task it lets them go first.
    """
    visitor = current_visitor()
    deadline = Deadline.after(timeout)
    with _enter_bulkhead(visitor) if visitor else nullcontext():
        return requestor().send(call, deadline=deadline, background=not visitor, visitor=visitor).data


@contextmanager
def _enter_bulkhead(visitor: str) -> Iterator[None]:
    """Hold a place among the pages that wait for TMDB. Raises QueueFull or VisitorLimited."""
    with ExitStack() as stack:
        try:
            stack.enter_context(page_bulkhead().enter(visitor))
        except Unavailable as error:
            refusal = VisitorLimited if error.problem is UpstreamProblem.TOO_MANY else QueueFull
            raise refusal(retry_after=error.retry_after) from None
        yield


def _count_request(operation: str, outcome: str) -> None:
    metrics.count(f"tmdb:{outcome}")

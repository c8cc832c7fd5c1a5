"""The visitor for whom a request to TMDB is made, so that one visitor can't use up what all share.

The gateway knows no requests: the middleware names the visitor for as long as a request is answered, and whoever sends
something to TMDB asks `current_visitor`. Threads that work for a request take the name along (`contextvars`).
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from catalog.client_network import client_network


class Visitor:
    """A member or an address, identified only when something is sent to TMDB: most pages send nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def key(self) -> str:
        """Return a digest of the member, or else of the address, from which neither can be read."""
        user = getattr(self._request, "user", None)
        name = f"member {user.pk}" if user and user.is_authenticated else f"address {self.network}"
        return hashlib.blake2b(name.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=8).hexdigest()

    @property
    def network(self) -> str:
        return network_of(self._request)


_visitor: ContextVar[Visitor | None] = ContextVar("visitor", default=None)


def current_visitor() -> str:
    """Return the key of the visitor whose request is being answered; "" in a task."""
    visitor = _visitor.get()
    return visitor.key if visitor else ""


def current_network() -> str:
    """Return the network from which the request comes that is being answered; "" in a task."""
    visitor = _visitor.get()
    return visitor.network if visitor else ""


@contextmanager
def visited_by(visitor: Visitor) -> Iterator[None]:
    """Name the visitor whose request is being answered."""
    token = _visitor.set(visitor)
    try:
        yield
    finally:
        _visitor.reset(token)


def network_of(request: HttpRequest) -> str:
    """Return the network of the client, as all limits know it; "" where none can be read."""
    return client_network(request.META, is_behind_proxy=bool(settings.ALLAUTH_TRUSTED_PROXY_COUNT))


class VisitorMiddleware:
    """Names the visitor of each request. Its place is behind the middleware that knows the member."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with visited_by(Visitor(request)):
            return self._get_response(request)

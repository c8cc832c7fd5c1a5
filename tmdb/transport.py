"""Input and output, and nothing else: one request, one answer, within a time."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import requests
from requests.adapters import BaseAdapter
from urllib3 import BaseHTTPResponse, Timeout
from urllib3.exceptions import HTTPError, ReadTimeoutError

from tmdb.deadline import Deadline
from tmdb.timed_connection import TimedAdapter

CONNECT_SECONDS = 3.0
MAX_BYTES = 32 * 1024 * 1024
CHUNK = 64 * 1024
MIN_WAIT = 0.05  # seconds; requests refuses a timeout of nothing


@dataclass(frozen=True, slots=True)
class Request:
    """`url` may hold secrets, so it is not part of the repr."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    headers: Mapping[str, str]
    body: bytes


class TransportError(Exception):
    """The connection failed, or ended in the middle. Says which kind, and nothing of the address."""


class TimedOut(TransportError):
    """The deadline came first."""


class TooLarge(TransportError):
    """The answer is larger than any of TMDB's."""


class Transport(Protocol):
    def send(self, request: Request, deadline: Deadline) -> Response:
        """Raises TransportError."""
        ...


class RequestsTransport:
    """A `requests` session for each thread, with its pool of connections. Proxies come from the environment.

    `mounts` are adapters by the beginning of an address, made anew for each session: a WSGI app, for example.
    """

    def __init__(self, mounts: Mapping[str, Callable[[], BaseAdapter]] | None = None) -> None:
        self._mounts = dict(mounts or {})
        self._local = threading.local()

    def send(self, request: Request, deadline: Deadline) -> Response:
        try:
            with self._start(request, deadline) as answer:
                return Response(answer.status_code, answer.headers, _read(answer, deadline))
        except TransportError:
            raise
        except requests.ReadTimeout:
            raise TimedOut("no answer in time") from None
        except (requests.RequestException, TimeoutError, OSError) as error:
            # requests' own message holds the whole address, with the session in it.
            if deadline.is_over:
                raise TimedOut("no answer in time") from None
            raise TransportError(type(error).__name__) from None

    def _start(self, request: Request, deadline: Deadline) -> requests.Response:
        left = max(MIN_WAIT, deadline.remaining())
        # Connecting and reading share what is left, and reading ends with it: see TimedAdapter.
        timeout: Any = Timeout(connect=min(CONNECT_SECONDS, left), total=left)
        return self._session().request(
            request.method,
            request.url,
            headers=dict(request.headers),
            data=request.body,
            timeout=timeout,
            stream=True,
            allow_redirects=False,
        )

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = requests.Session()
            session.auth = lambda request: request  # or a .netrc would put its own in place of our token
            for scheme in ("https://", "http://"):
                session.mount(scheme, TimedAdapter(pool_connections=4, pool_maxsize=4))
            for prefix, adapter in self._mounts.items():
                session.mount(prefix, adapter())
            self._local.session = session
        return session


def _read(answer: requests.Response, deadline: Deadline) -> bytes:
    """The body, piece by piece as it arrives: never more than MAX_BYTES, never beyond the deadline."""
    pieces: list[bytes] = []
    size = 0
    while piece := _piece(answer.raw):
        size += len(piece)
        if deadline.is_over:
            raise TimedOut("no answer in time")
        if size > MAX_BYTES:
            raise TooLarge("more than 32 MB")
        pieces.append(piece)
    body = b"".join(pieces)
    _check_length(answer, body)
    return body


def _piece(raw: Any) -> bytes:
    try:
        # `read` would wait for a whole chunk, `read1` gives what is there.
        return bytes(raw.read1(CHUNK, decode_content=True) if isinstance(raw, BaseHTTPResponse) else raw.read(CHUNK))
    except ReadTimeoutError:
        raise TimedOut("no answer in time") from None
    except HTTPError as error:
        raise TransportError(type(error).__name__) from None


def _check_length(answer: requests.Response, body: bytes) -> None:
    """A connection that breaks off leaves less than was promised."""
    promised = answer.headers.get("Content-Length", "")
    if promised.isdecimal() and "Content-Encoding" not in answer.headers and len(body) < int(promised):
        raise TransportError("cut off")

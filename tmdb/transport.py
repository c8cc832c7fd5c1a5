"""Input and output, and nothing else: one request, one response, within a deadline."""

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

CONNECT_TIMEOUT = 3.0  # seconds
MAX_BODY_SIZE = 32 * 1024 * 1024  # bytes
CHUNK_SIZE = 64 * 1024  # bytes
MIN_TIMEOUT = 0.05  # seconds; requests refuses a timeout of 0


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request.

    Its repr shows no secrets: those may stand in the address, the headers and the body.
    """

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response, with its body decompressed."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class TransportError(Exception):
    """The connection failed, or ended early.

    The message names the kind of failure, and nothing of the address.
    """


class TimedOut(TransportError):
    """The deadline came first."""


class TooLarge(TransportError):
    """The body is larger than MAX_BODY_SIZE."""


class Transport(Protocol):
    """The interface of a transport."""

    def send(self, request: Request, deadline: Deadline) -> Response:
        """Send a request and return the response.

        Raises TransportError.
        """
        ...


class RequestsTransport:
    """A transport with a `requests` session for each thread.

    Proxies come from the environment.

    `mounts` maps the beginning of an address to what creates the adapter for it, a WSGIAdapter for example; it is
    called once for each session.
    """

    def __init__(self, mounts: Mapping[str, Callable[[], BaseAdapter]] | None = None) -> None:
        self._mounts = dict(mounts or {})
        self._local = threading.local()

    def send(self, request: Request, deadline: Deadline) -> Response:
        try:
            with self._open(request, deadline) as response:
                return Response(response.status_code, response.headers, _read_body(response, deadline))
        except TransportError:
            raise
        except requests.ReadTimeout:
            raise TimedOut("no answer in time") from None
        except (requests.RequestException, TimeoutError, OSError) as error:
            # requests' own message holds the whole address, with the session in it.
            if deadline.is_over:
                raise TimedOut("no answer in time") from None
            raise TransportError(type(error).__name__) from None

    def _open(self, request: Request, deadline: Deadline) -> requests.Response:
        remaining = max(MIN_TIMEOUT, deadline.remaining())
        # Connecting and reading share the time that remains, and reading ends with it: see TimedAdapter.
        timeout: Any = Timeout(connect=min(CONNECT_TIMEOUT, remaining), total=remaining)
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
            session.auth = lambda request: request  # otherwise a .netrc would replace our token
            for scheme in ("https://", "http://"):
                session.mount(scheme, TimedAdapter(pool_connections=4, pool_maxsize=4))
            for prefix, adapter in self._mounts.items():
                session.mount(prefix, adapter())
            self._local.session = session
        return session


def _read_body(response: requests.Response, deadline: Deadline) -> bytes:
    """Return the body, read as it arrives.

    Raises TooLarge beyond MAX_BODY_SIZE, TimedOut beyond the deadline, TransportError for a body that is cut off.
    """
    chunks: list[bytes] = []
    size = 0
    while chunk := _read_chunk(response.raw):
        size += len(chunk)
        if deadline.is_over:
            raise TimedOut("no answer in time")
        if size > MAX_BODY_SIZE:
            raise TooLarge("more than 32 MB")
        chunks.append(chunk)
    body = b"".join(chunks)
    _check_length(response, body)
    return body


def _read_chunk(raw: Any) -> bytes:
    """Return the next bytes that have arrived, b"" at the end."""
    try:
        if isinstance(raw, BaseHTTPResponse):
            # `read` would wait for a whole chunk, `read1` returns what has arrived.
            return bytes(raw.read1(CHUNK_SIZE, decode_content=True))
        return bytes(raw.read(CHUNK_SIZE))
    except ReadTimeoutError:
        raise TimedOut("no answer in time") from None
    except HTTPError as error:
        raise TransportError(type(error).__name__) from None


def _check_length(response: requests.Response, body: bytes) -> None:
    """Raise TransportError for a body that is shorter than announced: the connection broke off."""
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and "Content-Encoding" not in response.headers and len(body) < int(announced):
        raise TransportError("cut off")

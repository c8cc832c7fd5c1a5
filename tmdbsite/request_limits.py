"""What is refused before Django sees it: addresses that are too long, bodies that no form sends or that come slowly.

A body is read here, whole, before the application gets the request: reading blocks the thread, so only some of a
process's threads may do it at once. The server's `read` has no timeout and waits for all that it is asked for: read in
small pieces, a body that trickles is cut off, but a sender who falls silent keeps the thread until they hang up. Those
don't count among the few who may read at once, only towards a higher bound. Responses are handed to the server in one
piece, for the same reason: a thread that writes a file bit by bit waits for whoever reads it slowly.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from catalog.client_network import client_network

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

MAX_ADDRESS = 8_000  # bytes of path and query
MAX_BODY = 128 * 1024  # bytes: a list's description of 5,000 letters takes half of it
PIECE = 16  # bytes read at once: between two pieces the time is looked at. The largest body takes 2 ms more for it
BODY_TIMEOUT, LEAST_RATE = 10.0, 4_096  # seconds that any body may take, and bytes for each of which there is more time
BODY_READERS = 36  # of a process's 192 threads (supervisord.conf)
FRESH_READERS = 16  # that have read for less than BODY_TIMEOUT
READERS_PER_ADDRESS = 8  # nobody keeps all others from sending a form
WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS"})

STATUSES = {
    400: ("Bad Request", "The form did not arrive whole. Nothing was saved. Try again."),
    408: ("Request Timeout", "The form took too long to arrive. Nothing was saved. Try again."),
    411: ("Length Required", "The browser did not say how long the form is. Try another browser."),
    413: ("Content Too Large", "This is more than any form here takes. Nothing was saved."),
    414: ("URI Too Long", "This address is too long. Use fewer or shorter words."),
    503: ("Service Unavailable", "Too many forms are on their way. Nothing was saved. Try again in a moment."),
}


class Refused(Exception):
    """`status` is one of STATUSES."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class BodyReaders:
    """Counts the threads that read a body: in all, those that began lately, and for each sender."""

    def __init__(
        self, readers: int = BODY_READERS, fresh: int = FRESH_READERS, per_address: int = READERS_PER_ADDRESS
    ) -> None:
        self._readers, self._fresh, self._per_address = readers, fresh, per_address
        self._lock = threading.Lock()
        self._reading: dict[object, tuple[str, float]] = {}  # {one who reads: (address, since when)}

    @contextmanager
    def place(self, address: str) -> Iterator[None]:
        """Take one of the places. Raises Refused at once when there is none: waiting would take a thread, too."""
        reader = object()
        with self._lock:
            if not self._has_place(address):
                raise Refused(503)
            self._reading[reader] = address, time.monotonic()
        try:
            yield
        finally:
            with self._lock:
                del self._reading[reader]

    def _has_place(self, address: str) -> bool:
        by_address = Counter(sender for sender, _ in self._reading.values())
        fresh = sum(since > time.monotonic() - BODY_TIMEOUT for _, since in self._reading.values())
        return len(self._reading) < self._readers and fresh < self._fresh and by_address[address] < self._per_address


class RequestLimits:
    """A WSGI application around another one. `is_behind_proxy`: the last of `X-Forwarded-For` is who sent it."""

    def __init__(self, application: Application, *, is_behind_proxy: bool = False) -> None:
        self._application, self._is_behind_proxy = application, is_behind_proxy
        self._readers = BodyReaders()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:
        try:
            check_address(environ)
            body = self._body(environ)
        except Refused as refused:
            return _refusal(refused.status, start_response)
        environ["wsgi.input"] = BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        return _in_one_piece(self._application(environ, start_response))

    def _body(self, environ: Environ) -> bytes:
        """Read the body of a form. Raises Refused."""
        if environ["REQUEST_METHOD"] in WITHOUT_BODY:
            return b""
        if "HTTP_TRANSFER_ENCODING" in environ:
            raise Refused(411)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > MAX_BODY:
            raise Refused(413)
        if not length:
            return b""
        with self._readers.place(client_network(environ, is_behind_proxy=self._is_behind_proxy)):
            return read_whole(environ["wsgi.input"], length)


def read_whole(stream: Any, length: int) -> bytes:
    """Return `length` bytes of what a sender sends. Raises Refused when they stop before, or take too long."""
    end = time.monotonic() + BODY_TIMEOUT + length / LEAST_RATE
    body = bytearray()
    while len(body) < length:
        if time.monotonic() > end:
            raise Refused(408)
        piece = stream.read(min(PIECE, length - len(body)))
        if not piece:
            raise Refused(400)
        body += piece
    return bytes(body)


def check_address(environ: Environ) -> None:
    """Raises Refused."""
    if len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", "")) > MAX_ADDRESS:
        raise Refused(414)


def _refusal(status: int, start_response: Callable[..., Any]) -> list[bytes]:
    """Answer without a template: refusing costs next to nothing."""
    phrase, sentence = STATUSES[status]
    page = f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>{phrase}</title><p>{sentence}</p></html>\n'
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
    if status == 503:
        headers.append(("Retry-After", "5"))
    start_response(f"{status} {phrase}", headers)
    return [page.encode()]


def _in_one_piece(response: Iterable[bytes]) -> list[bytes]:
    try:
        return [b"".join(response)]
    finally:
        if close := getattr(response, "close", None):
            close()

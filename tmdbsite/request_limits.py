"""Limits that hold before Django gets a request: on the length of its address, on its body, and on how slowly it comes.

The body is read here as a whole: reading blocks the thread, so only some of a process's threads may do it at once. The
server's `read` has no timeout and waits for as many bytes as it is asked for. Read in small chunks, a body that
trickles is cut off; but a sender who falls silent keeps the thread until they hang up. After `BODY_TIMEOUT` they count
no more as fresh readers, only towards the higher bound of all readers. Responses are handed to the server in one piece,
for the same reason: a thread that writes a file bit by bit waits for a slow reader.
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

MAX_ADDRESS_BYTES = 8_000  # bytes of path and query
MAX_BODY_BYTES = 128 * 1024  # a list's description of 5,000 letters takes half of it
CHUNK_BYTES = 16  # the time is checked after each chunk, which costs the largest body 2 ms
BODY_TIMEOUT, MIN_RATE = 10.0, 4_096  # seconds that any body may take; a large one gets a second more for so many bytes
MAX_READERS = 36  # of a process's 192 threads (supervisord.conf)
MAX_FRESH_READERS = 16  # that have read for less than BODY_TIMEOUT
MAX_READERS_PER_ADDRESS = 8  # so that one sender can't keep all others from sending a form
METHODS_WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS"})

STATUSES = {
    400: ("Bad Request", "The form did not arrive whole. Nothing was saved. Try again."),
    408: ("Request Timeout", "The form took too long to arrive. Nothing was saved. Try again."),
    411: ("Length Required", "The browser did not say how long the form is. Try another browser."),
    413: ("Content Too Large", "This is more than any form here takes. Nothing was saved."),
    414: ("URI Too Long", "This address is too long. Use fewer or shorter words."),
    503: ("Service Unavailable", "Too many forms are on their way. Nothing was saved. Try again in a moment."),
}


class RequestRefused(Exception):
    """A request beyond a limit; `status` is one of STATUSES."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class BodyReaders:
    """Limits the threads that read a body: in all, those that began lately, and for each address."""

    def __init__(
        self, readers: int = MAX_READERS, fresh: int = MAX_FRESH_READERS, per_address: int = MAX_READERS_PER_ADDRESS
    ) -> None:
        self._readers, self._fresh, self._per_address = readers, fresh, per_address
        self._lock = threading.Lock()
        self._active: dict[object, tuple[str, float]] = {}  # {reader: (address, start)}

    @contextmanager
    def slot(self, address: str) -> Iterator[None]:
        """Hold a slot for reading a body.

        Raises RequestRefused at once when none is free: waiting would take a thread, too.
        """
        reader = object()
        with self._lock:
            if not self._has_slot(address):
                raise RequestRefused(503)
            self._active[reader] = address, time.monotonic()
        try:
            yield
        finally:
            with self._lock:
                del self._active[reader]

    def _has_slot(self, address: str) -> bool:
        by_address = Counter(sender for sender, _ in self._active.values())
        fresh = sum(since > time.monotonic() - BODY_TIMEOUT for _, since in self._active.values())
        return len(self._active) < self._readers and fresh < self._fresh and by_address[address] < self._per_address


class RequestLimits:
    """A WSGI application around another one. `is_behind_proxy`: the sender is the last of `X-Forwarded-For`."""

    def __init__(self, application: Application, *, is_behind_proxy: bool = False) -> None:
        self._application, self._is_behind_proxy = application, is_behind_proxy
        self._readers = BodyReaders()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:
        try:
            check_address(environ)
            body = self._read_body(environ)
        except RequestRefused as refused:
            return _respond_refused(refused.status, start_response)
        environ["wsgi.input"] = BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        return _join_response(self._application(environ, start_response))

    def _read_body(self, environ: Environ) -> bytes:
        """Read the body of a form.

        Raises RequestRefused.
        """
        if environ["REQUEST_METHOD"] in METHODS_WITHOUT_BODY:
            return b""
        if "HTTP_TRANSFER_ENCODING" in environ:
            raise RequestRefused(411)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > MAX_BODY_BYTES:
            raise RequestRefused(413)
        if not length:
            return b""
        with self._readers.slot(client_network(environ, is_behind_proxy=self._is_behind_proxy)):
            return read_body(environ["wsgi.input"], length)


def read_body(stream: Any, length: int) -> bytes:
    """Read `length` bytes from a sender.

    Raises RequestRefused when they are fewer, or come too slowly.
    """
    end = time.monotonic() + BODY_TIMEOUT + length / MIN_RATE
    body = bytearray()
    while len(body) < length:
        if time.monotonic() > end:
            raise RequestRefused(408)
        chunk = stream.read(min(CHUNK_BYTES, length - len(body)))
        if not chunk:
            raise RequestRefused(400)
        body += chunk
    return bytes(body)


def check_address(environ: Environ) -> None:
    """Raise RequestRefused for an address that is too long."""
    if len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", "")) > MAX_ADDRESS_BYTES:
        raise RequestRefused(414)


def _respond_refused(status: int, start_response: Callable[..., Any]) -> list[bytes]:
    """Send a status and its sentence without a template, since a refusal must cost next to nothing."""
    phrase, sentence = STATUSES[status]
    page = f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>{phrase}</title><p>{sentence}</p></html>\n'
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
    if status == 503:
        headers.append(("Retry-After", "5"))
    start_response(f"{status} {phrase}", headers)
    return [page.encode()]


def _join_response(response: Iterable[bytes]) -> list[bytes]:
    try:
        return [b"".join(response)]
    finally:
        if close := getattr(response, "close", None):
            close()

"""A stranger with slow, long or odd requests, against the web server as `make run` starts it."""

import configparser
import os
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import RequestFactory

from catalog.client_network import client_network
from catalog.gateway.bulkhead import MAX_WAITING_PAGES
from catalog.visitors import network_of
from tmdbsite.cookies import build_name_prefix
from tmdbsite.request_limits import (
    BODY_TIMEOUT,
    MAX_ADDRESS_BYTES,
    MAX_BODY_BYTES,
    MAX_FRESH_READERS,
    MAX_READERS,
    MAX_READERS_PER_ADDRESS,
    MIN_RATE,
    BodyReaders,
    RequestRefused,
    read_body,
)

GENEROUS = 20.0  # seconds, on a busy machine
SECRET_KEY = "only-for-tests"
TOKEN = "abcdefghijklmnopqrstuvwxyz012345"  # with it, Django wants the form before it answers


CSRF = f"{build_name_prefix(behind_proxy=False, path_prefix='', secret_key=SECRET_KEY)}csrf={TOKEN}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def web_command() -> str:
    """The web server's command, as the supervisor has it; it takes PYTHON, HOST and PORT from the environment."""
    config = configparser.RawConfigParser()
    config.read(Path(settings.BASE_DIR) / "tmdbsite" / "supervisord.conf")
    return config["program:web"]["command"]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A site in the demo, with a database that knows nobody."""
    number = free_port()
    env = os.environ | {
        "DATA_DIR": str(tmp_path_factory.mktemp("site")),
        "DATABASE_URL": "",
        "SECRET_KEY": SECRET_KEY,
        "PYTHON": sys.executable,
        "HOST": "127.0.0.1",
        "PORT": str(number),
        "DEBUG": "on",  # static files as they lie there
        "DJANGO_SETTINGS_MODULE": "tmdbsite.settings",
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=settings.BASE_DIR, env=env, check=True)
    server = subprocess.Popen(shlex.split(web_command()), cwd=settings.BASE_DIR, env=env)
    try:
        wait_for(number)
        yield number
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    pytest.fail("the web server does not come up")


def status_of(port: int, method: str, path: str, body: bytes | None = None, **headers: str) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=GENEROUS)) as connection:
        connection.request(method, path, body, headers)
        response: HTTPResponse = connection.getresponse()
        response.read()
        return response.status


def slow_post(port: int) -> socket.socket:
    """A form whose end never comes."""
    sent = socket.create_connection(("127.0.0.1", port), timeout=GENEROUS)
    sent.sendall(
        f"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nCookie: {CSRF}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nlogin=a".encode()
    )
    return sent


def test_slow_forms_stop_neither_pages_nor_the_health_check(port: int) -> None:
    slow = [slow_post(port) for _ in range(160)]
    try:
        assert status_of(port, "GET", "/healthz") == 200
        assert status_of(port, "GET", "/preferences/") == 200
        assert _answered(slow) >= 160 - 2 * MAX_READERS_PER_ADDRESS  # in each of two processes
    finally:
        for connection in slow:
            connection.close()
    assert _ends_as(port, 403)  # no token: but the form is read again


def _answered(slow: list[socket.socket]) -> int:
    """How many are told 503; the others are still being read."""
    least, end = 160 - 2 * MAX_READERS_PER_ADDRESS, time.monotonic() + GENEROUS
    answered: set[int] = set()
    while len(answered) < least and time.monotonic() < end:
        for place, connection in enumerate(slow):
            connection.setblocking(False)
            with suppress(BlockingIOError):
                if connection.recv(100).startswith(b"HTTP/1.1 503"):
                    answered.add(place)
        time.sleep(0.05)
    return len(answered)


def _ends_as(port: int, status: int) -> bool:
    """Those who went away give their places back."""
    end = time.monotonic() + GENEROUS
    while time.monotonic() < end:
        if status_of(port, "POST", "/preferences/", b"language=de-DE", Cookie=CSRF) == status:
            return True
        time.sleep(0.05)
    return False


def test_readers_of_pictures_who_read_nothing_take_no_thread(port: int) -> None:
    """A file that is written bit by bit would hold its thread for as long as its reader likes."""
    address = "/static/css/site.css"  # the largest of the site's files
    idle = []
    try:
        for _ in range(80):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", port))
            connection.sendall(f"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            idle.append(connection)
        assert status_of(port, "GET", "/healthz") == 200
    finally:
        for connection in idle:
            connection.close()


def test_what_no_form_sends_is_refused_unread(port: int) -> None:
    too_long = {"Content-Length": str(MAX_BODY_BYTES + 1), "Cookie": CSRF}
    assert status_of(port, "POST", "/preferences/", b"a", **too_long) == 413
    assert status_of(port, "POST", "/preferences/", **{"Transfer-Encoding": "chunked"}) == 411
    assert status_of(port, "GET", "/healthz", b"a=1") == 200  # what belongs to no form is not read


def test_an_address_has_an_end(port: int) -> None:
    assert status_of(port, "GET", f"/preferences/?next={'a' * MAX_ADDRESS_BYTES}") == 414
    assert status_of(port, "GET", f"/preferences/?next={'a' * 1500}") == 200
    assert status_of(port, "GET", f"/movie/603-{'a' * MAX_ADDRESS_BYTES}/") == 414


def test_a_quarter_of_the_threads_read_bodies_at_most() -> None:
    """And when as many as may wait for TMDB, kept pages are still served."""
    threads = int(web_command().partition("--blocking-threads ")[2].split()[0])
    assert threads >= 4 * MAX_READERS
    assert MAX_READERS > MAX_FRESH_READERS
    assert threads > MAX_READERS + MAX_WAITING_PAGES


def test_one_sender_leaves_places_to_others() -> None:
    readers = BodyReaders(readers=9, fresh=3, per_address=2)
    with readers.slot("a"), readers.slot("a"):
        with pytest.raises(RequestRefused), readers.slot("a"):
            pass
        with readers.slot("b"), pytest.raises(RequestRefused), readers.slot("c"):
            pass
        with readers.slot("c"):
            pass
    with readers.slot("a"), readers.slot("a"):
        pass


def test_those_who_fall_silent_stop_nobodys_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until they are a quarter of all threads."""
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    readers = BodyReaders(readers=4, fresh=2, per_address=2)
    with ExitStack() as places:
        for name in ("a", "b"):
            for _ in range(2):
                places.enter_context(readers.slot(name))
            with pytest.raises(RequestRefused), readers.slot("c"):
                pass
            now += BODY_TIMEOUT
        with pytest.raises(RequestRefused), readers.slot("c"):
            pass
    with readers.slot("c"):
        pass


class Trickle:
    """A body that comes a byte a second."""

    def __init__(self, length: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left, self.seconds = length, 0.0
        monkeypatch.setattr(time, "monotonic", lambda: self.seconds)

    def read(self, number: int) -> bytes:
        number = min(number, self.left)
        self.left -= number
        self.seconds += number
        return b"a" * number


def test_a_form_that_trickles_is_cut_off_and_a_slow_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(read_body(Trickle(10, monkeypatch), 10)) == 10
    trickle = Trickle(MAX_BODY_BYTES, monkeypatch)
    with pytest.raises(RequestRefused) as refused:
        read_body(trickle, MAX_BODY_BYTES)
    assert refused.value.status == 408
    assert trickle.seconds < 2 * (BODY_TIMEOUT + MAX_BODY_BYTES / MIN_RATE)


def test_a_form_that_was_cut_off_is_not_taken_for_a_whole_one(port: int) -> None:
    """As where a connection breaks in the middle."""
    with closing(slow_post(port)) as sent:
        sent.shutdown(socket.SHUT_WR)
        answer = sent.recv(2000)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"The form did not arrive whole. Nothing was saved." in answer


@pytest.mark.parametrize(
    ("address", "forwarded", "is_behind_proxy", "expected"),
    [
        ("203.0.113.5", "203.0.113.9", False, "203.0.113.5"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", True, "203.0.113.9"),
        ("2001:db8:1:2:3::4", "", False, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.5", "", False, "203.0.113.5"),
        ("", "", False, ""),
        ("203.0.113.5", "203.0.113.9, 203.0.113.8,", True, ""),
        ("203.0.113.5", "nobody, 2001:db8:1:2:3::4", True, "2001:db8:1:2::/64"),
    ],
)
def test_senders_are_told_apart(
    address: str, forwarded: str, is_behind_proxy: bool, expected: str, settings: Any
) -> None:
    environ = {"REMOTE_ADDR": address, "HTTP_X_FORWARDED_FOR": forwarded}
    assert client_network(environ, is_behind_proxy=is_behind_proxy) == expected
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = int(is_behind_proxy)
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if is_behind_proxy else {}
    request = RequestFactory().get("/", REMOTE_ADDR=address, **headers)
    assert network_of(request) == expected, "limits of tries know the sender by the same name"

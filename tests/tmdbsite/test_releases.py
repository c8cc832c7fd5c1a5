"""Whether there is a newer release: asked only where the operator wants it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from accounts.models import User
from jobs import redis_client
from tests.conftest import get_page, sign_in
from tmdbsite import releases
from tmdbsite.tasks import check_release
from tmdbsite.version import VERSION

pytestmark = pytest.mark.django_db


@contextmanager
def feed(body: bytes, status: int = 200) -> Iterator[tuple[str, list[str]]]:
    """Serve a releases' feed; yield its address and what it is sent."""
    requests: list[str] = []

    class Feed(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name is http.server's
            requests.append(f"{self.requestline}\n{self.headers}")
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Feed)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/releases/latest", requests
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(version: str) -> bytes:
    return json.dumps({"tag_name": version, "html_url": "https://example.org/releases/9"}).encode()


def test_nobody_is_asked_and_nothing_is_said_unless_the_operator_wants_it(alice: User) -> None:
    with feed(answer("v9.0.0")) as (_, requests):
        check_release()
        assert "Newest release" not in get_page(sign_in(alice), "/admin/tmdb/")
    assert requests == []


def test_a_newer_release_is_shown_and_the_request_tells_nothing_of_the_site(alice: User, settings: Any) -> None:
    with feed(answer("v9.0.0")) as (settings.UPDATE_CHECK_URL, requests):
        assert "Not known yet" in get_page(sign_in(alice), "/admin/tmdb/")
        assert requests == []  # a page asks nobody
        check_release()
        assert "9.0.0 is newer. https://example.org/releases/9" in get_page(sign_in(alice), "/admin/tmdb/")
    [sent] = requests
    assert "User-Agent: tmdbsite\n" in sent
    assert VERSION not in sent


@pytest.mark.parametrize("version", [f"v{VERSION}", "0.0.9", f"{VERSION}rc1"])
def test_another_release_is_none_that_is_newer(alice: User, settings: Any, version: str) -> None:
    with feed(answer(version)) as (settings.UPDATE_CHECK_URL, _):
        check_release()
        body = get_page(sign_in(alice), "/admin/tmdb/")
    assert "Newest release" in body
    assert "is newer" not in body


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"<html>", 200, "the answer names no version"),
        (b"[]", 200, "the answer names no version"),
        (answer("the best one"), 200, "the answer names no version"),
        (b"x" * 600_000, 200, "the answer is too large"),
        (b"", 404, "HTTPError"),
    ],
)
def test_what_goes_wrong_is_a_line_in_the_log(
    settings: Any, caplog: pytest.LogCaptureFixture, body: bytes, status: int, reason: str
) -> None:
    with feed(body, status) as (settings.UPDATE_CHECK_URL, _):
        check_release()
    assert f"release check failed reason={reason}" in caplog.text
    assert releases.read_newest() is None


def test_an_address_that_is_none_of_the_web_is_not_shown(settings: Any) -> None:
    with feed(b'{"tag_name": "9", "html_url": "javascript:alert(1)"}') as (settings.UPDATE_CHECK_URL, _):
        releases.check()
    release = releases.read_newest()
    assert release
    assert (release.version, release.url) == ("9", "")


@pytest.mark.parametrize(
    "value", [b"", b"\xff", b"[]", b'{"version": "best", "url": "", "checked_at": 1}', b'{"a": 1}']
)
def test_what_was_not_noted_here_is_nothing(value: bytes) -> None:
    redis_client.client().set(releases.RESULT_KEY, value)
    assert releases.read_newest() is None

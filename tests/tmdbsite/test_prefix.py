"""A site below a path, behind a proxy that takes the prefix away and one that keeps it (in full: tests/live)."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.live.nginx import EXAMPLES
from tests.running import free_port
from tests.tmdbsite.test_env import ROOT, manage
from tmdbsite.prefix import is_ambiguous, strip_prefix


@pytest.mark.parametrize(
    ("path", "inner"),
    [
        ("/films/movie/603/", "/movie/603/"),
        ("/movie/603/", "/movie/603/"),
        ("/films/", "/"),
        ("/films", "/"),
        ("/filmstars/", "/filmstars/"),
        ("/films/films/", "/films/"),
        ("/", "/"),
    ],
)
def test_a_prefix_in_the_address_makes_no_difference(path: str, inner: str) -> None:
    paths: list[str] = []

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        paths.append(environ["PATH_INFO"])
        return []

    strip_prefix(app, "/films")({"PATH_INFO": path}, lambda *_: None)
    assert paths == [inner]


@pytest.mark.parametrize("prefix", ["films", "/films?", "/fil ms", "//films", "/../films", "https://host/films"])
def test_a_prefix_that_is_no_path_stops_the_start(tmp_path: Path, prefix: str) -> None:
    result = manage("check", DATA_DIR=str(tmp_path), PATH_PREFIX=prefix)
    assert "PATH_PREFIX is a path such as /films" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("prefix", ["/movie", "/accounts/club", "/static", "/admin", "/me", "/demo"])
def test_a_prefix_that_begins_as_the_sites_own_addresses_do_is_refused(prefix: str) -> None:
    """With `/movie`, nobody could tell `/movie/603/` below the prefix from the same without it."""
    assert is_ambiguous(prefix)


@pytest.mark.parametrize("prefix", ["", "/films", "/moviefans", "/club/movie"])
def test_other_prefixes_are_taken(prefix: str) -> None:
    assert not is_ambiguous(prefix)


def test_an_ambiguous_prefix_stops_the_start_with_one_line(tmp_path: Path) -> None:
    result = manage("start", DATA_DIR=str(tmp_path), PATH_PREFIX="/movie", PORT=str(free_port()))
    assert result.returncode != 0
    assert "PATH_PREFIX can't be /movie" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("lines", EXAMPLES)
def test_every_example_of_a_proxy_says_who_the_visitor_is(lines: str) -> None:
    """Else all visitors are one, and share the limits."""
    for name, value in (("For", "$proxy_add_x_forwarded_for"), ("Proto", "$scheme"), ("Host", "$http_host")):
        assert f"proxy_set_header X-Forwarded-{name} {value};" in lines


class Addresses(HTMLParser):
    """What a page's attributes lead to on its own host."""

    NAMES = {"href", "src", "action", "formaction", "hx-get", "hx-post"}

    def __init__(self, page: str) -> None:
        super().__init__()
        self.all: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.all |= {value for name, value in attributes if name in self.NAMES and value and value[0] == "/"}


@pytest.mark.parametrize("path", ["/films/credits/", "/credits/"])
def test_styles_scripts_icons_and_links_lie_below_the_prefix(tmp_path: Path, path: str) -> None:
    """As a web server's process has it: there Django learns of the prefix with the first request, and not before."""
    addresses = Addresses(_fetch_from_site(tmp_path, path).decode()).all
    assert {address for address in addresses if not address.startswith("/films/")} == set()
    for part in ("site.css", "search.js", "icons.svg#", "/films/search/"):
        assert any(part in address for address in addresses)


def _fetch_from_site(folder: Path, path: str) -> bytes:
    code = (
        "import sys; from tmdbsite.wsgi import application;"
        f"environ = {{'REQUEST_METHOD': 'GET', 'PATH_INFO': {path!r}, 'HTTP_HOST': 'localhost', 'SERVER_NAME': 'x',"
        "'SERVER_PORT': '80', 'wsgi.input': sys.stdin.buffer, 'wsgi.url_scheme': 'http'};"
        "sys.stdout.buffer.write(b''.join(application(environ, lambda *_: None)))"
    )
    variables = {"DATA_DIR": str(folder), "PATH_PREFIX": "/films", "DEBUG": "on", "PYTHONPATH": str(ROOT)}
    variables["REDIS_URL"] = settings.REDIS_URL
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=variables, capture_output=True, check=True).stdout

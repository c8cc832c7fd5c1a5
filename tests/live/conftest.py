"""Two clubs behind one nginx, TMDB on another origin (the stand-in: with TMDB's limit, slow), and a real browser.

One has a name and HTTPS; the other listens at all addresses, was told no name, and lies below a path, behind a proxy
that keeps the path and behind one that takes it away.
"""

import signal
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests import running
from tests.browser import MACHINE_NAME, PUBLIC_NAME
from tests.live import nginx
from tests.running import Site, TmdbServer, free_port

PREFIX = "/films"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have all of these run in one worker, which starts everything once."""
    for item in items:
        if "tests/live/" in str(item.path):
            item.add_marker(pytest.mark.live)
            item.add_marker(pytest.mark.xdist_group("live"))


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """Clean nothing in this process: the sites under test are other ones."""


@dataclass(frozen=True)
class Ports:
    """Where nginx listens."""

    https: int
    http: int
    unstripped: int
    stripped: int


@dataclass(frozen=True)
class Clubs:
    """The sites, and where visitors find them."""

    https: Site
    prefixed: Site
    ports: Ports

    def address(self, proxy: str) -> str:
        """Return the address of the front page behind `proxy`: "https", "unstripped" or "stripped"."""
        if proxy == "https":
            return f"https://{PUBLIC_NAME}:{self.ports.https}/"
        return f"http://{MACHINE_NAME}:{getattr(self.ports, proxy)}{PREFIX}/"

    def site(self, proxy: str) -> Site:
        return self.https if proxy == "https" else self.prefixed


@pytest.fixture(scope="session")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TmdbServer]:
    with running.run_tmdb(tmp_path_factory.mktemp("tmdb")) as server:
        yield server


@pytest.fixture(scope="session")
def clubs(tmp_path_factory: pytest.TempPathFactory, upstream: TmdbServer) -> Iterator[Clubs]:
    ports = Ports(*(free_port() for _ in range(4)))
    folder = tmp_path_factory.mktemp("nginx")
    variables = upstream.environment()
    https = variables | {
        "SITE_URL": f"https://{PUBLIC_NAME}:{ports.https}",
        "ALLOWED_HOSTS": f"{PUBLIC_NAME},{MACHINE_NAME}",  # the second for the walk over two sites on one host
        "BEHIND_PROXY": "on",
    }
    prefixed = variables | {"HOST": "0.0.0.0", "PATH_PREFIX": PREFIX}
    with (
        running.start_site(tmp_path_factory.mktemp("https"), **https) as first,
        running.start_site(tmp_path_factory.mktemp("prefixed"), **prefixed) as second,
    ):
        for site in (first, second):
            running.await_site(site)
        servers = [
            nginx.https_server(nginx.WHOLE_HOST, ports.https, ports.http, first.port, folder),
            nginx.http_server(nginx.PREFIX_KEPT, ports.unstripped, second.port),
            nginx.http_server(nginx.PREFIX_STRIPPED, ports.stripped, second.port),
        ]
        with nginx.run_nginx(folder, servers):
            yield Clubs(first, second, ports)
        first.process.send_signal(signal.SIGINT)  # both end at the same time

"""Real sites, started as `make run` starts them, and a real browser.

Visitors' tests (`page`, `base_url`) are in the demo; members' (`live_url`, `admin`, `invitation`) on a site that has
TMDB, its pages and its pictures on another origin. Each starts when the first test asks for it, once.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import running
from tests.accounts.sign_on import SignOn, serve
from tests.running import Site, Tmdb

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All browser tests run in one worker, which starts the site once."""
    for item in items:
        if "tests/e2e/" in str(item.path):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("e2e"))


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """The site under test is another process: nothing to clean in this one."""


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site as it is without a key."""
    with running.site(tmp_path_factory.mktemp("demo")) as site:
        yield site


@pytest.fixture(scope="session")
def base_url(demo_site: Site) -> str:
    """Where `page` and visitors' tests are: the demo."""
    return demo_site.url


@pytest.fixture(scope="session")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tmdb]:
    """TMDB on an origin of its own, with a limit, not quick."""
    with running.tmdb(tmp_path_factory.mktemp("tmdb")) as standing_in:
        yield standing_in


@pytest.fixture(scope="session")
def sign_on() -> Iterator[SignOn]:
    """A club's own sign-on on an origin of its own, which leads over a third one."""
    with serve("localhost", portal="127.0.0.1") as provider:
        yield provider


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory, upstream: Tmdb, sign_on: SignOn) -> Iterator[Site]:
    """A site whose TMDB, with its pages and pictures, is on another origin: where members' tests are."""
    club = {"OIDC_SERVER_URL": sign_on.address, "OIDC_CLIENT_ID": "club-site", "OIDC_CLIENT_SECRET": "s"}
    with running.site(tmp_path_factory.mktemp("live"), upstream, **club, OIDC_NAME="Club pass") as site:
        yield site


@pytest.fixture(scope="session")
def live_url(live_site: Site) -> str:
    return live_site.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "en-GB", "viewport": WIDE}


PASSWORD = "seven ravens and an owl"
expect.set_options(timeout=15_000)  # a shared machine may be slow


def linked(page: Page, account: str) -> None:
    """Link with an account on TMDB, by TMDB's own page."""
    page.goto("/accounts/link/")
    page.get_by_role("button", name="Link at TMDB").click()
    confirm_password(page)
    page.get_by_label(account).check()
    page.get_by_role("button", name="Allow").click()
    expect(page.get_by_text(re.compile("Linked as"))).to_be_visible()


def joined(browser: Browser, base_url: str, address: str, name: str, *, email: str = "", **more: Any) -> Page:
    """A browser of somebody who follows a link and signs up."""
    context: BrowserContext = browser.new_context(base_url=base_url, viewport=WIDE, locale="en-GB", **more)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Name here").fill(name)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Join").click()
    expect(page.get_by_role("banner").get_by_role("link", name=name)).to_be_visible()
    return page


@pytest.fixture(scope="session")
def admin(browser: Browser, live_site: Site) -> Page:
    """alice, who came with the link that the start printed."""
    return joined(browser, live_site.url, live_site.first_admin(), "alice")


@pytest.fixture(scope="session")
def invitation(admin: Page) -> str:
    """The link that alice sends to everybody else."""
    return invited(admin)


def invited(host: Page) -> str:
    """Return the link of a new invitation for twenty."""
    host.goto("/accounts/invitations/")
    host.get_by_label("How many may use it").fill("20")
    host.get_by_role("button", name="Make one").click()
    return host.get_by_label("Its link").first.input_value()


def confirm_password(page: Page) -> None:
    """Where the password is asked for once more."""
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def sign_out(page: Page) -> None:
    page.goto("/accounts/")
    page.get_by_role("button", name="Sign out").click()


def sign_in(page: Page, name: str) -> None:
    """By password; what comes after it is the test's."""
    page.goto("/accounts/login/")
    page.get_by_label("Name or e-mail").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()

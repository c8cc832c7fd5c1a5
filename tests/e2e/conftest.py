"""Real sites, started as `make run` starts them, and a real browser.

Visitors' tests (`page`, `base_url`) are in the demo; members' (`live_url`, `admin`, `invitation`) on a site that has
TMDB, its pages and its pictures on another origin. Each starts when the first test asks for it, once.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, ViewportSize, expect

from tests import running
from tests.accounts.sign_on import SignOn, serve
from tests.running import PAGE_TIMEOUT, Site, TmdbServer

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
PASSWORD = "seven ravens and an owl"
# A shared machine may be slow. No test waits that long for what is there, so it costs nothing where all goes well.
expect.set_options(timeout=PAGE_TIMEOUT * 1000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have all browser tests run in one worker, which starts the site once."""
    for item in items:
        if "tests/e2e/" in str(item.path):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("e2e"))


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """Clean nothing in this process: the site under test is another one."""


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Run a site as it is without a key."""
    with running.run_site(tmp_path_factory.mktemp("demo")) as site:
        yield site


@pytest.fixture(scope="session")
def base_url(demo_site: Site) -> str:
    """Return where `page` and visitors' tests are: the demo."""
    return demo_site.url


@pytest.fixture(scope="session")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TmdbServer]:
    """Run TMDB on an origin of its own, with a limit, not quick."""
    with running.run_tmdb(tmp_path_factory.mktemp("tmdb")) as standing_in:
        yield standing_in


@pytest.fixture(scope="session")
def sign_on() -> Iterator[SignOn]:
    """Run a club's own sign-on on an origin of its own, which leads over a third one."""
    with serve("localhost", portal="127.0.0.1") as provider:
        yield provider


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory, upstream: TmdbServer, sign_on: SignOn) -> Iterator[Site]:
    """Run a site whose TMDB, with its pages and pictures, is on another origin: where members' tests are."""
    variables = {"OIDC_SERVER_URL": sign_on.address, "OIDC_CLIENT_ID": "club-site", "OIDC_CLIENT_SECRET": "s"}
    with running.run_site(tmp_path_factory.mktemp("live"), upstream, **variables, OIDC_NAME="Club pass") as site:
        yield site


@pytest.fixture(scope="session")
def live_url(live_site: Site) -> str:
    return live_site.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "en-GB", "viewport": WIDE}


def link_account(page: Page, account: str) -> None:
    """Link with an account on TMDB, by TMDB's own page."""
    page.goto("/accounts/link/")
    page.get_by_role("button", name="Link at TMDB").click()
    confirm_password(page)
    page.get_by_label(account).check()
    page.get_by_role("button", name="Allow").click()
    expect(page.get_by_text(re.compile("Linked as"))).to_be_visible()


def join(browser: Browser, base_url: str, address: str, name: str, *, email: str = "", **options: Any) -> Page:
    """Return the browser of somebody who followed a link and signed up."""
    page = browser.new_context(base_url=base_url, viewport=WIDE, locale="en-GB", **options).new_page()
    page.goto(address)
    page.get_by_label("Name here").fill(name)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Join").click()
    expect_signed_in(page, name)
    return page


@pytest.fixture(scope="session")
def admin(browser: Browser, live_site: Site) -> Page:
    """Return the page of alice, who came with the link that the start printed."""
    return join(browser, live_site.url, live_site.first_admin(), "alice")


@pytest.fixture(scope="session")
def invitation(admin: Page) -> str:
    """Return the link that alice sends to everybody else."""
    return invite(admin)


def invite(host: Page) -> str:
    """Return the link of a new invitation for twenty."""
    host.goto("/accounts/invitations/")
    host.get_by_label("How many may use it").fill("20")
    host.get_by_role("button", name="Make one").click()
    return host.get_by_label("Its link").first.input_value()


def confirm_password(page: Page) -> None:
    """Give the password once more, where a page asks for it."""
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def sign_out(page: Page, base: str = "") -> None:
    """Sign out, and wait until it is done: leaving the page earlier would leave the form unsent."""
    page.goto(f"{base}/accounts/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


def sign_in(page: Page, name: str, base: str = "") -> None:
    """Send the form with name and password; what comes after it is the test's."""
    page.goto(f"{base}/accounts/login/")
    page.get_by_label("Name or e-mail").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    with page.expect_response(is_form_answer, timeout=PAGE_TIMEOUT * 1000) as answer:
        page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    assert answer.value.status == 302


def is_form_answer(response: Response) -> bool:
    return response.request.method == "POST" and response.request.is_navigation_request()


def expect_signed_in(page: Page, name: str) -> None:
    expect(page.get_by_role("banner").get_by_role("link", name=name)).to_be_visible()


def type_search(page: Page, text: str) -> None:
    """Type into the search box, and wait until the suggestions for all of it are on the page.

    Those for its beginning come earlier, and what was chosen among them would be gone with them.
    """
    box = page.locator("#search")
    with page.expect_response(lambda response: text in parse_qs(urlsplit(response.url).query).get("q", ())):
        box.press_sequentially(text, delay=30)
    expect(page.locator("#search:not(.htmx-request)")).to_be_visible()
    expect(page.get_by_role("option").first).to_be_visible()

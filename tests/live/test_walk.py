"""The whole way of a member through a live site behind nginx, on a wide screen and a narrow one."""

import re
import sqlite3
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, ViewportSize, expect

from tests.browser import MACHINE_NAME, PUBLIC_NAME
from tests.e2e import conftest as browsing
from tests.live.conftest import PREFIX, Clubs
from tests.running import PAGE_TIMEOUT, TmdbServer, wait_until

WIDE: ViewportSize = {"width": 1366, "height": 768}
NARROW: ViewportSize = {"width": 390, "height": 844}


class Problems:
    """What a browser has to complain of: scripts, requests that fail, what the Content-Security-Policy stops."""

    def __init__(self, page: Page) -> None:
        self.all: list[str] = []
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self._note("ransition was skipped" not in str(error), str(error)))
        page.on("requestfailed", self._note_failure)
        page.on("response", self._note_answer)

    def _note_message(self, message: ConsoleMessage) -> None:
        self._note(message.type in {"error", "warning"}, f"{message.location['url']}: {message.text}")

    def _note(self, is_problem: bool, text: str) -> None:
        if is_problem:
            self.all.append(text)

    def _note_failure(self, request: Request) -> None:
        self._note(request.failure != "net::ERR_ABORTED", f"{request.url}: {request.failure}")  # aborted: we went on

    def _note_answer(self, response: Response) -> None:
        self._note(response.status >= 400, f"{response.url}: {response.status}")


# What is on the screen has come: styles, fonts, scripts, each icon out of the sprite, each picture in sight.
LOOKS_RIGHT = """() => {
  const visible = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 0;
  const inSight = (image) => visible(image) && image.getBoundingClientRect().top < innerHeight;
  const icons = [...document.querySelectorAll("svg.icon")].filter(visible);
  const pictures = [...document.images].filter(inSight);
  return document.fonts.check('1rem "Newsreader"') && window.htmx
    && getComputedStyle(document.body).getPropertyValue("--size-l") !== ""
    && icons.length > 0 && icons.every((icon) => icon.querySelector("use").getBBox().width > 0)
    && pictures.every((image) => image.complete && image.naturalWidth > 0);
}"""
IS_NARROW_ENOUGH = "() => document.documentElement.scrollWidth <= innerWidth"


class Visitor:
    """A browser at a site whose front page is at `base`."""

    def __init__(self, browser: Browser, base: str, size: ViewportSize) -> None:
        self.base = base
        self.context = browser.new_context(viewport=size, locale="en-GB", ignore_https_errors=True)
        self.page = self.context.new_page()
        self.problems = Problems(self.page)

    def go(self, path: str) -> None:
        self.page.goto(urljoin(self.base, path))

    def expect_whole_page(self) -> None:
        self.page.wait_for_function(LOOKS_RIGHT)
        assert self.page.evaluate(IS_NARROW_ENOUGH)
        assert self.page.url.startswith(self.base)

    def sign_up(self, address: str, name: str) -> None:
        self.page.goto(address)
        self.page.get_by_label("Name here").fill(name)
        self.page.get_by_label("Password", exact=True).fill(browsing.PASSWORD)
        self.page.get_by_label("The same again").fill(browsing.PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Join").click()
        browsing.expect_signed_in(self.page, name)

    def sign_in(self, name: str) -> None:
        browsing.sign_in(self.page, name, self.base.rstrip("/"))
        browsing.expect_signed_in(self.page, name)

    def sign_out(self) -> None:
        browsing.sign_out(self.page, self.base.rstrip("/"))

    def link(self, account: str) -> None:
        self.go("accounts/link/")
        self.page.get_by_role("button", name="Link at TMDB").click()
        browsing.confirm_password(self.page)
        self.page.get_by_label(account).check()
        self.page.get_by_role("button", name="Allow").click()
        expect(self.page.get_by_text(re.compile("Linked as"))).to_be_visible()
        # The page looks again by itself until then; leaving it earlier is a request that htmx calls aborted.
        expect(self.page.get_by_text("Last in step")).to_be_visible()


def browse(visitor: Visitor, film: str) -> None:
    """Go from the front page by the suggestions of the search box to a film."""
    page = visitor.page
    visitor.go("")
    visitor.expect_whole_page()
    browsing.type_search(page, film)
    expect(page.get_by_role("option").first).to_have_text(re.compile(film))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(film)
    visitor.expect_whole_page()


def administer(visitor: Visitor) -> None:
    """See that the admin has its styles, and that a form of it can be sent."""
    page = visitor.page
    visitor.go("admin/")
    assert page.evaluate("getComputedStyle(document.getElementById('header')).display") == "flex"
    visitor.go("admin/accounts/user/")
    page.get_by_role("link", name="alice").first.click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def invite(visitor: Visitor) -> str:
    """Return the path of a link with which others join."""
    visitor.go("accounts/invitations/")
    visitor.page.get_by_label("How many may use it").fill("20")
    visitor.page.get_by_role("button", name="Make one").click()
    return urlsplit(visitor.page.get_by_label("Its link").first.input_value()).path


@pytest.mark.parametrize("proxy", ["https", "unstripped"])
def test_the_printed_link_can_be_opened(browser: Browser, clubs: Clubs, proxy: str) -> None:
    visitor = Visitor(browser, "", WIDE)
    address = clubs.site(proxy).first_admin()
    response = visitor.page.goto(address)
    assert response
    assert response.ok
    assert address.startswith(clubs.address(proxy) if proxy == "https" else "http://")
    expect(visitor.page.get_by_label("Name here")).to_be_visible()
    visitor.context.close()


@pytest.fixture(scope="module")
def invitations() -> dict[str, str]:
    """By site, the path of the link with which members join once there is an admin."""
    return {}


@pytest.mark.parametrize(
    ("proxy", "size", "account", "film", "number"),
    [
        ("https", WIDE, "Kim Newcomer", "The Matrix", 603),
        ("https", NARROW, "Otto Brandt", "Fight Club", 550),
        ("unstripped", NARROW, "Kim Newcomer", "Forrest Gump", 13),
        ("stripped", WIDE, "Otto Brandt", "Alien", 348),
    ],
)
def test_the_way_of_a_member(
    browser: Browser,
    clubs: Clubs,
    upstream: TmdbServer,
    invitations: dict[str, str],
    proxy: str,
    size: ViewportSize,
    account: str,
    film: str,
    number: int,
) -> None:
    """The first of them comes by the link that the start printed, and is the admin."""
    site, base = clubs.site(proxy), clubs.address(proxy)
    visitor = Visitor(browser, base, size)
    browse(visitor, film)
    if site.url in invitations:
        name = f"bob-{proxy}"
        visitor.sign_up(urljoin(base, invitations[site.url]), name)
    else:
        name = "alice"
        visitor.sign_up(urljoin(base, urlsplit(site.first_admin()).path), name)
        invitations[site.url] = invite(visitor)
        administer(visitor)
    visitor.link(account)
    visitor.go(f"movie/{number}/")
    visitor.page.get_by_role("button", name="3.5 of 10", exact=True).click()
    expect(visitor.page.get_by_role("group", name="Your rating: 3.5 of 10")).to_be_visible()
    wait_until(lambda: rating_at_tmdb(upstream, account, number) == 3.5, PAGE_TIMEOUT, site.log)
    visitor.expect_whole_page()
    expect_cookies_of_the_site_alone(visitor.context, proxy)
    visitor.sign_out()
    visitor.sign_in(name)
    assert "\n".join(visitor.problems.all) == ""
    assert "Traceback" not in site.log()
    visitor.context.close()


def rating_at_tmdb(upstream: TmdbServer, account: str, film: int) -> float | None:
    """Return what the stand-in has as the rating of the account that is called so."""
    state = upstream.database.with_name(f"{upstream.database.stem}-state.sqlite3")
    sql = (
        "select value from rating join account on owner = 'account:' || account.id "
        "where account.name = ? and type = 'movie' and rating.id = ?"
    )
    with closing(sqlite3.connect(state)) as connection:
        row = connection.execute(sql, [account, film]).fetchone()
    return float(row[0]) if row else None


def expect_cookies_of_the_site_alone(context: BrowserContext, proxy: str) -> None:
    cookies = [cookie for cookie in context.cookies() if cookie["domain"] != "localhost"]
    assert len(cookies) >= 2
    for cookie in cookies:
        assert cookie["path"] == ("/" if proxy == "https" else PREFIX)
        assert cookie["secure"] == (proxy == "https")
        assert cookie["name"].startswith("__Host-filmclub-" if proxy == "https" else "filmclub-")
        assert cookie["domain"] == (PUBLIC_NAME if proxy == "https" else MACHINE_NAME)


def test_two_sites_on_one_host_sign_nobody_out(browser: Browser, clubs: Clubs, invitations: dict[str, str]) -> None:
    """Neither the one at the root the one below a path, nor the other way round; browsers mind no ports."""
    bases = [clubs.address("https").replace(PUBLIC_NAME, MACHINE_NAME), clubs.address("unstripped")]
    visitor = Visitor(browser, "", WIDE)
    for visitor.base in bases:
        visitor.sign_in("alice")
    for visitor.base in bases:
        visitor.go("")
        browsing.expect_signed_in(visitor.page, "alice")
    visitor.context.close()


def test_a_name_that_is_unknown_is_one_line_in_the_log(clubs: Clubs) -> None:
    connection = HTTPConnection("127.0.0.1", clubs.https.port, timeout=PAGE_TIMEOUT)
    connection.request("GET", "/", headers={"Host": "evil.example"})
    response = connection.getresponse()
    assert (response.status, b"ALLOWED_HOSTS" in response.read()) == (400, True)
    connection.close()
    wait_until(lambda: "evil.example" in clubs.https.log(), PAGE_TIMEOUT)  # it comes through the supervisor's pipe
    lines = [line for line in clubs.https.log().splitlines() if "evil.example" in line]
    assert len(lines) == 1
    assert "Traceback" not in clubs.https.log()


@pytest.mark.parametrize(("kind", "film"), [("surrogates", 27205), ("addresses", 62), ("nulls", 387), ("infinity", 78)])
def test_untidy_answers_are_a_page_or_a_sentence(
    browser: Browser, clubs: Clubs, upstream: TmdbServer, kind: str, film: int
) -> None:
    """Never a traceback, nothing that runs, and nothing that the policy has to stop."""
    visitor = Visitor(browser, clubs.address("stripped"), NARROW)
    visitor.page.on("dialog", lambda dialog: visitor.problems.all.append(dialog.message))
    with upstream.fault(untidy=kind, paths="^/3/movie/", seconds=upstream.latency):
        visitor.go(f"movie/{film}/")
    expect(visitor.page.get_by_role("heading", level=1)).not_to_be_empty()
    assert visitor.page.locator("[href^='javascript:'], [src^='javascript:'], [href^='data:text']").count() == 0
    assert not [
        problem for problem in visitor.problems.all if "status of 502" not in problem and ": 502" not in problem
    ]
    assert "Traceback" not in clubs.prefixed.log()
    visitor.context.close()


def test_plain_http_leads_to_https(clubs: Clubs) -> None:
    connection = HTTPConnection("127.0.0.1", clubs.ports.http, timeout=PAGE_TIMEOUT)
    connection.request("GET", "/movies/popular/", headers={"Host": PUBLIC_NAME})
    response = connection.getresponse()
    assert (response.status, response.headers["Location"]) == (301, f"https://{PUBLIC_NAME}/movies/popular/")
    connection.close()

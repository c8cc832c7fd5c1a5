"""What becomes of a click: the last one wins, each failure has its own sentence and a way out; and what Back shows."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.e2e.conftest import expect_signed_in, join, sign_in, sign_out
from tests.running import PAGE_TIMEOUT, Site, wait_until

FILM = "/movie/603-the-matrix/"
FAILURES = {429: ("30", "Too many requests. Nothing was changed. Try again in 30 seconds."),
           503: ("120", "The site is busy. Nothing was changed. Try again in 2 minutes."),
           500: ("", "Something went wrong on the site. Nothing was changed.")}  # fmt: skip


@pytest.fixture(scope="module")
def ida(browser: Browser, live_site: Site, invitation: str) -> Iterator[Page]:
    page = join(browser, live_site.url, invitation, "ida")
    yield page
    page.context.close()


@pytest.fixture
def film(ida: Page) -> Iterator[Page]:
    ida.goto(FILM)
    yield ida
    ida.unroute_all(behavior="ignoreErrors")


def button(page: Page, name: str) -> Locator:
    return page.locator(".title").get_by_role("button", name=name)


def expect_pressed(page: Page, name: str, value: bool) -> None:
    expect(button(page, name)).to_have_attribute("aria-pressed", str(value).lower())


def hold_first(page: Page, address: str) -> list[Route]:
    """Hold the first request to an address back; it is in the list once it has come, for the test to go on with."""
    first: list[Route] = []
    page.route(address, lambda route: route.continue_() if first else first.append(route))
    return first


def answer_once(page: Page, address: str, status: int, retry_after: str = "") -> None:
    """Have the site answer one request with this status."""
    headers = {"Retry-After": retry_after} if retry_after else {}

    def fulfill(route: Route) -> None:
        route.fulfill(status=status, headers=headers, content_type="text/html", body="<h1>No</h1>")

    page.route(address, fulfill, times=1)


def expect_toast(page: Page, text: str) -> Locator:
    box = page.locator(".toast", has_text=text)
    expect(box).to_be_visible()
    return box


def test_the_second_press_counts_while_the_first_is_on_its_way(film: Page) -> None:
    first = hold_first(film, "**/favorite/")
    button(film, "Favourite").click()
    expect_pressed(film, "Favourite", True)
    button(film, "Favourite").click()
    expect_pressed(film, "Favourite", False)
    with film.expect_response("**/favorite/"), film.expect_request("**/favorite/"):  # the second, after the first
        first[0].continue_()
    expect_pressed(film, "Favourite", False)
    reload_when_idle(film)
    expect_pressed(film, "Favourite", False)


def reload_when_idle(page: Page) -> None:
    """Load the page anew once nothing is on its way: it shows what the site has."""
    page.wait_for_load_state("networkidle")
    page.reload()


def test_what_was_meant_besides_is_done_when_one_is_refused(film: Page) -> None:
    first = hold_first(film, "**/favorite/")
    button(film, "Favourite").click()
    button(film, "Watchlist").click()
    film.get_by_role("button", name="8 of 10", exact=True).click()
    with film.expect_response("**/watchlist/"), film.expect_response("**/rating/"):
        first[0].fulfill(status=404, content_type="text/html", body="<h1>No</h1>")
    expect_toast(film, "This is no longer here. Nothing was changed.")
    expect_pressed(film, "Favourite", False)
    expect(film.get_by_role("group", name="Your rating: 8 of 10")).to_be_visible()
    reload_when_idle(film)
    expect_pressed(film, "Watchlist", True)
    expect_pressed(film, "Favourite", False)
    button(film, "Watchlist").click()
    expect_pressed(film, "Watchlist", False)


def test_what_waits_for_its_turn_is_sent_when_the_page_is_left(film: Page) -> None:
    film.evaluate("""() => {
        document.querySelector(".title [data-mark=watchlist]").click();
        document.querySelector(".title .half[value='7']").click();
    }""")
    film.goto("/credits/")

    def both_arrived() -> bool:
        film.goto(FILM)
        rated = film.get_by_role("group", name="Your rating: 7 of 10").count()
        return bool(rated) and button(film, "Watchlist").get_attribute("aria-pressed") == "true"

    wait_until(both_arrived, PAGE_TIMEOUT)
    with film.expect_response("**/watchlist/"):
        button(film, "Watchlist").click()


def test_what_failed_is_offered_again_with_all_that_was_meant_meanwhile(film: Page) -> None:
    with film.expect_response("**/rating/"):
        film.get_by_role("button", name="8 of 10", exact=True).click()
    first = hold_first(film, "**/favorite/")
    button(film, "Favourite").click()
    film.get_by_role("button", name="9 of 10", exact=True).click()
    first[0].abort()
    box = expect_toast(film, "The site didn’t answer. Your change may not have been saved.")
    expect_pressed(film, "Favourite", False)
    expect(film.get_by_role("group", name="Your rating: 8 of 10")).to_be_visible()
    box.get_by_role("button", name="Try again").click()
    expect_pressed(film, "Favourite", True)
    expect(film.get_by_role("group", name="Your rating: 9 of 10")).to_be_visible()
    expect(box).to_have_count(0)
    button(film, "Favourite").click()
    expect_pressed(film, "Favourite", False)


def test_each_failure_has_its_own_sentence(film: Page) -> None:
    for status, (retry_after, text) in FAILURES.items():
        answer_once(film, "**/watchlist/", status, retry_after)
        button(film, "Watchlist").click()
        box = expect_toast(film, text)
        expect_pressed(film, "Watchlist", False)
        box.get_by_role("button", name="Try again").click()
        expect_pressed(film, "Watchlist", True)
        with film.expect_response("**/watchlist/"):
            button(film, "Watchlist").click()
        expect_pressed(film, "Watchlist", False)


def test_a_form_that_expired_meanwhile_is_told_with_a_way_out(film: Page) -> None:
    """In another tab the member signed out and in again."""
    other = film.context.new_page()
    sign_out(other)
    sign_in(other, "ida")
    expect_signed_in(other, "ida")
    other.close()
    button(film, "Favourite").click()
    box = expect_toast(film, "This form has expired. Nothing was changed. Reload the page and try again.")
    expect_pressed(film, "Favourite", False)
    with film.expect_navigation():
        box.get_by_role("button", name="Reload page").click()
    with film.expect_response("**/favorite/"):
        button(film, "Favourite").click()
    expect_pressed(film, "Favourite", True)
    button(film, "Favourite").click()
    expect_pressed(film, "Favourite", False)


def test_a_films_lists_take_quick_presses_and_a_new_list_begins_with_it(film: Page) -> None:
    for name in ("Owls", "Ravens"):
        film.goto("/movie/605/")
        film.locator("[data-keep]").click()
        film.get_by_role("link", name="A new list with it").click()
        expect(film.get_by_text("The list starts with The Matrix Revolutions.")).to_be_visible()
        film.get_by_label("Name").fill(name)
        film.get_by_role("button", name="Make it").click()
        expect(film.get_by_role("main").get_by_role("link", name="The Matrix Revolutions")).to_be_visible()
    film.goto("/movie/604/")
    film.locator("[data-keep]").click()
    owls, ravens = (film.locator("#keep").get_by_role("button", name=name) for name in ("Owls", "Ravens"))
    first = hold_first(film, "**/keep/")
    owls.click()
    ravens.click()
    owls.click()
    first[0].continue_()
    expect(film.get_by_role("link", name="On 1 list")).to_be_visible()
    expect(owls).to_have_attribute("aria-pressed", "false")
    expect(ravens).to_have_attribute("aria-pressed", "true")
    reload_when_idle(film)
    film.locator("[data-keep]").click()
    expect(owls).to_have_attribute("aria-pressed", "false")
    expect(ravens).to_have_attribute("aria-pressed", "true")


def test_back_shows_what_is_so_now(launch_browser: Callable[..., Browser], live_site: Site, film: Page) -> None:
    """From the browser's cache of whole pages, in which the page stands as it was left; Playwright switches it off."""
    browser = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    state = film.context.storage_state()
    page = browser.new_context(base_url=live_site.url, storage_state=state, locale="en-GB").new_page()

    def away_and_back(meanwhile: Callable[[], None]) -> None:
        page.goto(FILM)
        page.evaluate("window.isAsItWasLeft = true")
        page.goto("/movies/popular/")
        meanwhile()
        page.evaluate("history.back()")
        expect(page).to_have_url(re.compile(FILM))

    with film.expect_response("**/rating/"):
        away_and_back(lambda: film.get_by_role("button", name="4 of 10", exact=True).click())
    assert page.evaluate("window.isAsItWasLeft")
    expect(page.get_by_role("group", name="Your rating: 4 of 10")).to_be_visible()
    page.get_by_role("button", name="5 of 10", exact=True).click()
    expect(page.get_by_role("group", name="Your rating: 5 of 10")).to_be_visible()
    away_and_back(lambda: page.context.clear_cookies(name=re.compile("session")))
    expect(page.locator(".title").get_by_role("link", name="Sign in to keep it")).to_be_visible()
    browser.close()


def test_a_press_that_leads_away_stops_no_later_one(film: Page) -> None:
    """As where the session had ended, and the member signs in and comes back to the page as they left it."""
    film.route("**/away", lambda route: route.fulfill(status=204))  # the page stays
    film.route("**/watchlist/", lambda route: route.fulfill(status=200, headers={"HX-Redirect": "/away"}), times=1)
    with film.expect_request("**/away"):
        button(film, "Watchlist").click()
    with film.expect_response("**/watchlist/"):
        button(film, "Watchlist").click()


def test_a_new_list_without_javascript(browser: Browser, live_site: Site, ida: Page) -> None:
    context = browser.new_context(
        base_url=live_site.url, storage_state=ida.context.storage_state(), java_script_enabled=False, locale="en-GB"
    )
    page = context.new_page()
    page.goto("/movie/13/")
    page.locator("[data-keep]").click()
    page.get_by_role("link", name="A new list with it").click()
    page.get_by_label("Name").fill(" ")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_text("The list starts with Forrest Gump.")).to_be_visible()
    page.get_by_label("Name").fill("Herons")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("main").get_by_role("link", name="Forrest Gump")).to_be_visible()
    context.close()

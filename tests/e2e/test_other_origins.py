"""Where the site leads elsewhere, and what it shows from elsewhere: TMDB's page, a club's sign-on, pictures."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import expect_signed_in, join, link_account, sign_in, sign_out
from tests.running import PAGE_TIMEOUT, Site, TmdbServer, wait_until


def collect_refused(page: Page) -> list[str]:
    """Return a list that collects what the browser refuses because of the policy."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
    return refused


def test_a_sign_on_that_leads_over_two_foreign_origins(browser: Browser, live_url: str, invitation: str) -> None:
    context = browser.new_context(base_url=live_url, locale="en-GB")
    page = context.new_page()
    refused = collect_refused(page)
    page.goto(invitation)
    page.get_by_role("button", name="Club pass").click()
    page.get_by_label("Name here").fill("vera")
    page.get_by_role("main").get_by_role("button", name="Join").click()
    expect_signed_in(page, "vera")
    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Club pass").click()
    expect_signed_in(page, "vera")
    assert refused == []
    context.close()


def test_without_javascript_tmdbs_page_is_reached_too(browser: Browser, live_url: str, invitation: str) -> None:
    """And what TMDB has is here, whichever way one signs in later."""
    page = join(browser, live_url, invitation, "charlie", java_script_enabled=False)
    link_account(page, "Otto Brandt")
    sign_out(page)
    sign_in(page, "charlie")
    expect_signed_in(page, "charlie")

    def all_arrived() -> bool:
        page.goto("/members/charlie/ratings/")
        return bool(page.get_by_text("51 in all").count())

    wait_until(all_arrived, PAGE_TIMEOUT)
    page.context.close()


def test_pictures_come_from_where_tmdb_says(browser: Browser, live_site: Site, upstream: TmdbServer) -> None:
    page = browser.new_context(base_url=live_site.url, locale="en-GB").new_page()
    refused = collect_refused(page)
    page.goto("/movie/603-the-matrix/")
    poster = page.locator(".title img").first
    expect(poster).to_have_attribute("src", re.compile(f"^{upstream.url}/t/p/"))
    page.wait_for_function("image => image.complete", arg=poster.element_handle())
    assert poster.evaluate("image => image.naturalWidth") > 0
    assert refused == []
    page.context.close()


def test_in_the_demo_all_of_it_is_one_origin(browser: Browser, demo_site: Site) -> None:
    """One member's way there, too: joining, linking, rating."""
    page = join(browser, demo_site.url, demo_site.first_admin(), "dora")
    refused = collect_refused(page)
    link_account(page, "Kim Newcomer")
    page.goto("/movie/603-the-matrix/")
    page.get_by_role("button", name="8 of 10", exact=True).click()
    expect(page.get_by_role("group", name="Your rating: 8 of 10")).to_be_visible()
    assert refused == []
    page.context.close()

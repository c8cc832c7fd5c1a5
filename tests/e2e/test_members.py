"""A member's way in a real browser: the first admin, an invitation, joining, linking, rating; TMDB away and back."""

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import NARROW, joined, sign_in, sign_out


def linked(page: Page, account: str) -> None:
    page.goto("/accounts/link/")
    page.get_by_role("button", name="Link at TMDB").click()
    page.get_by_label(account).check()
    page.get_by_role("button", name="Allow").click()
    expect(page.get_by_text(re.compile("Linked as"))).to_be_visible()


def pressed(page: Page, name: str) -> None:
    expect(page.locator(".title").get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")


def test_the_whole_way(browser: Browser, base_url: str, invitation: str, fault_file: Path) -> None:
    page = joined(browser, base_url, invitation, "bob")
    problems: list[str] = []
    page.on("pageerror", lambda error: None if "ransition" in str(error) else problems.append(str(error)))
    linked(page, "Kim Newcomer")

    page.goto("/movie/603-the-matrix/")
    page.get_by_role("button", name="8.5 of 10").click()
    expect(page.get_by_role("group", name="Your rating: 8.5 of 10")).to_be_visible()
    page.locator(".title").get_by_role("button", name="Favourite").click()
    pressed(page, "Favourite")
    page.keyboard.press("w")
    pressed(page, "Watchlist")
    page.goto("/tv/1399/season/1/")
    page.locator("[data-acts]").first.get_by_role("link").click()
    page.locator("[data-acts]").first.get_by_role("button", name="9 of 10", exact=True).click()
    expect(page.locator("[data-acts]").first.get_by_role("link", name="Your rating: 9")).to_be_visible()
    page.goto("/movie/603/keep/")
    page.get_by_role("link", name="A new list with it").click()
    page.get_by_label("Name").fill("Owls")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("main").get_by_role("link", name="The Matrix")).to_be_visible()
    arrived(page)

    page.goto("/movie/604/")
    fault_file.write_text(json.dumps({"code": 46}))
    try:
        page.get_by_role("button", name="3 of 10", exact=True).click()
        expect(page.get_by_role("group", name="Your rating: 3 of 10")).to_be_visible()
        page.get_by_role("button", name="7 of 10", exact=True).click()
        expect(page.get_by_role("group", name="Your rating: 7 of 10")).to_be_visible()
        page.goto("/me/sync/")
        expect(page.get_by_text("rated 7")).to_be_visible()
    finally:
        fault_file.unlink()
    page.get_by_role("button", name="Try now").click()
    arrived(page)
    assert problems == []
    page.context.close()


def arrived(page: Page) -> None:
    """Until the worker has pushed it all."""
    for _ in range(40):
        page.goto("/me/sync/")
        if page.get_by_text("Waiting for TMDB").count() == 0:
            return
        page.wait_for_timeout(500)
    raise AssertionError("It never arrived.")


def test_signing_in_by_password_and_by_tmdb(browser: Browser, base_url: str, invitation: str) -> None:
    page = joined(browser, base_url, invitation, "charlie")
    linked(page, "Otto Brandt")
    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="TMDB").click()
    page.get_by_label("Otto Brandt").check()
    page.get_by_role("button", name="Allow").click()
    expect(page.get_by_role("link", name="charlie")).to_be_visible()
    sign_out(page)
    sign_in(page, "charlie")
    expect(page.get_by_role("link", name="charlie")).to_be_visible()
    for _ in range(40):
        page.goto("/members/charlie/ratings/")
        if page.get_by_text("in all").count():
            break
        page.wait_for_timeout(500)
    expect(page.get_by_text("51 in all")).to_be_visible()
    page.context.close()


def test_without_javascript_and_on_a_phone(browser: Browser, base_url: str, invitation: str) -> None:
    page = joined(browser, base_url, invitation, "dora", java_script_enabled=False)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto("/movie/603-the-matrix/")
    page.get_by_role("button", name="9 of 10", exact=True).click()
    expect(page.get_by_role("group", name="Your rating: 9 of 10")).to_be_visible()
    page.locator(".title").get_by_role("button", name="Watchlist").click()
    pressed(page, "Watchlist")
    page.goto("/movies/popular/")
    page.get_by_role("link", name="Rate", exact=True).first.click()
    page.get_by_role("button", name="6 of 10", exact=True).click()
    page.goto("/me/")
    expect(page.get_by_text("rated 9")).to_be_visible()
    page.context.close()

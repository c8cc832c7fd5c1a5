"""The main paths through the site, as people take them: wide and narrow, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, ViewportSize, expect

from tests.e2e.conftest import NARROW, WIDE, type_search

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
SCRIPTED = pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without"])


def open_site(
    browser: Browser, base_url: str, size: ViewportSize, scripted: bool
) -> tuple[BrowserContext, Page, list[str]]:
    """Return a page at the site's beginning, and a list that collects what goes wrong in it."""
    context = browser.new_context(
        base_url=base_url,
        viewport=size,
        java_script_enabled=scripted,
        locale="en-GB",
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto("/")
    return context, page, problems


def expect_heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(words))


@SIZES
@SCRIPTED
def test_from_home_to_a_film_to_a_person_to_a_collection_to_discover(
    browser: Browser, base_url: str, size: ViewportSize, scripted: bool
) -> None:
    context, page, problems = open_site(browser, base_url, size, scripted)
    expect(page.get_by_role("heading", name="Now playing")).to_be_visible()

    box = page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first
    box.fill("matrix")
    box.press("Enter")
    expect_heading(page, "Search: matrix")
    page.get_by_role("main").get_by_role("link", name="The Matrix", exact=True).first.click()
    expect_heading(page, "^The Matrix$")

    page.locator("#cast").get_by_role("link", name="Keanu Reeves").click()
    expect_heading(page, "Keanu Reeves")
    page.get_by_role("main").get_by_role("link", name="John Wick", exact=True).first.click()
    expect_heading(page, "^John Wick$")
    page.get_by_role("link", name="John Wick Collection").click()
    expect_heading(page, "John Wick Collection")

    page.goto("/discover/movie/?with_genres=878&primary_release_date.gte=1975&vote_average.gte=7")
    expect(page.get_by_text("score at least 7")).to_be_visible()
    page.get_by_role("link", name=re.compile("Remove: since 1975")).click()
    expect(page.get_by_text("since 1975")).to_have_count(0)
    assert "primary_release_date" not in page.url
    assert problems == []
    context.close()


@SIZES
@SCRIPTED
def test_from_a_show_to_those_who_made_it_and_in_which_episodes(
    browser: Browser, base_url: str, size: ViewportSize, scripted: bool
) -> None:
    context, page, problems = open_site(browser, base_url, size, scripted)
    page.goto("/tv/1399-game-of-thrones/")
    page.get_by_role("link", name=re.compile("and 15 more")).click()
    expect_heading(page, "Cast and crew")
    page.get_by_role("link", name="Sound", exact=True).click()
    expect(page.get_by_role("link", name="Ramin Djawadi", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Kit Harington")).to_have_count(0)
    page.get_by_role("link", name="Cast", exact=True).click()
    page.get_by_role("link", name=re.compile("73 episodes\\s+with Peter Dinklage")).click()
    expect_heading(page, "Tyrion")
    expect(page.get_by_role("heading", name="Season 8")).to_be_visible()

    page.get_by_role("main").get_by_role("link", name="Game of Thrones", exact=True).click()
    page.get_by_role("link", name="Changes", exact=True).click()
    expect(page.get_by_text("Of the last fourteen days")).to_be_visible()
    assert problems == []
    context.close()


def test_suggestions_are_operated_with_the_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    type_search(page, "matri")
    options = page.get_by_role("option")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect_heading(page, "Matrix")


def test_escape_closes_the_suggestions(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    type_search(page, "matri")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)


def test_a_trailer_comes_from_youtube_only_after_a_click(page: Page) -> None:
    addresses: list[str] = []

    def refuse(route: Route) -> None:
        addresses.append(route.request.url)
        route.abort()

    page.route(re.compile("youtube"), refuse)
    page.goto("/movie/603-the-matrix/")
    assert page.locator("iframe").count() == 0
    page.get_by_role("link", name=re.compile("Play from YouTube")).first.click()
    expect(page.locator("iframe")).to_have_attribute("src", re.compile("youtube-nocookie.com/embed/"))
    assert all("youtube-nocookie.com" in url for url in addresses)


def test_language_country_and_theme_are_kept(page: Page) -> None:
    page.goto("/preferences/")
    page.get_by_label("Country", exact=True).select_option("DE")
    page.get_by_label("Light").check()
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.goto("/movies/popular/")
    expect(page.get_by_text("As seen from")).to_have_text(re.compile("from (Germany|DE)"))


def test_a_first_visit_weighs_less_than_100_kb_without_pictures(page: Page) -> None:
    weights: list[int] = []

    def weigh(request: Request) -> None:
        sizes = request.sizes()
        if request.resource_type != "image":
            weights.append(sizes["responseBodySize"] + sizes["responseHeadersSize"])

    page.on("requestfinished", weigh)
    page.goto("/movie/603-the-matrix/", wait_until="networkidle")
    assert 0 < sum(weights) < 100_000, weights


def test_the_skip_link_leads_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

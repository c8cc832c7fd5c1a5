"""axe finds nothing on any type of page, in both themes; and nothing runs out of a narrow screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.e2e.conftest import NARROW, WIDE

ADDRESSES = [
    "/",
    "/movie/603-the-matrix/",
    "/movie/603-the-matrix/credits/",
    "/movie/603-the-matrix/images/",
    "/movie/603-the-matrix/reviews/",
    "/tv/1399-game-of-thrones/",
    "/tv/1399/season/1/",
    "/tv/1399/season/1/episode/1/",
    "/person/6384-keanu-reeves/",
    "/collection/2344-the-matrix-collection/",
    "/company/174-warner-bros-pictures/",
    "/keyword/4565-dystopia/",
    "/movies/popular/",
    "/trending/",
    "/search/?q=matrix",
    "/search/?q=zzzzqqqq",
    "/search/?q=warner&type=company",
    "/discover/movie/?with_genres=878|27&vote_average.gte=7",
    "/discover/tv/",
    "/find/?id=nobody",
    "/credits/",
    "/preferences/",
    "/styleguide/",
    "/nowhere/",
    "/movies/popular/?page=501",
]


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing(browser: Browser, base_url: str, address: str, theme: str) -> None:
    context = browser.new_context(base_url=base_url, viewport=WIDE)  # type: ignore[arg-type]
    context.add_cookies([{"name": "theme", "value": theme, "url": base_url}])
    page = context.new_page()
    page.goto(address)
    results = Axe().run(page)
    context.close()
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_runs_out_of_a_narrow_screen(browser: Browser, base_url: str, address: str) -> None:
    context = browser.new_context(base_url=base_url, viewport=NARROW)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert width <= NARROW["width"]

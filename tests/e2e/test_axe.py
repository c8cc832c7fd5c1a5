"""axe finds nothing on any type of page, in both themes; and nothing runs out of a narrow screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import NARROW, WIDE

ADDRESSES = [
    "/",
    "/movie/603-the-matrix/",
    "/movie/603-the-matrix/credits/",
    "/movie/603-the-matrix/images/",
    "/movie/603-the-matrix/images/?language=fr",
    "/movie/603-the-matrix/videos/",
    "/movie/603-the-matrix/reviews/",
    "/movie/603-the-matrix/watch/",
    "/movie/603-the-matrix/releases/",
    "/movie/603-the-matrix/titles/",
    "/movie/603-the-matrix/translations/",
    "/tv/1399-game-of-thrones/watch/",
    "/tv/1399-game-of-thrones/ratings/",
    "/tv/1399-game-of-thrones/titles/",
    "/tv/1399-game-of-thrones/translations/",
    "/preferences/?language=fr-FR",
    "/tv/1399-game-of-thrones/",
    "/tv/1399/season/1/",
    "/tv/1399/season/1/episode/1/",
    "/person/6384-keanu-reeves/",
    "/movie/129-spirited-away/translations/",
    "/movie/603-the-matrix/lists/",
    "/movie/603-the-matrix/changes/",
    "/tv/1399-game-of-thrones/orders/",
    f"/tv/1399/order/{1399:020x}0001/",
    "/person/6384-keanu-reeves/images/",
    "/person/6384-keanu-reeves/films/",
    "/list/8300003-directed-by-women/",
    "/movies/latest/",
    "/movies/this-week/",
    "/tv/airing-today/",
    "/credit/e8349087dc07c31689912fd6/",
    "/review/dab13920cda8a6850d497bf4/",
    "/trending/movers/",
    "/network/49-hbo/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/key/1-none-at-all/",
    "/accounts/confirm-email/none/",
    "/accounts/inactive/",
    "/accounts/3rdparty/login/cancelled/",
    "/accounts/3rdparty/login/error/",
    "/accounts/link/callback/?request_token=none",
    "/accounts/join/none/",
    "/movie/603/rate/",
    "/guest/",
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


@pytest.mark.parametrize("address", ADDRESSES)
def test_anybody_can_use_it(browser: Browser, base_url: str, address: str) -> None:
    context = browser.new_context(base_url=base_url, viewport=WIDE)
    page = context.new_page()
    page.goto(address)
    expect_accessible(page)
    context.close()


def expect_accessible(page: Page) -> None:
    """Hold the page to all of axe's rules, those of colours in the other theme as well, and to a narrow screen."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.emulate_media(reduced_motion="reduce")  # colours change at once
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    results = Axe().run(page, options={"runOnly": ["color-contrast"]})
    assert results.violations_count == 0, results.generate_report()
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


MEMBER_ADDRESSES = [
    "/", "/movie/603-the-matrix/", "/tv/1399/season/1/", "/movies/popular/", "/me/", "/members/alice/ratings/",
    "/members/alice/lists/", "/me/sync/", "/movie/603/keep/", "/lists/new/", "/accounts/", "/accounts/link/",
    "/accounts/invitations/", "/accounts/2fa/", "/accounts/password/change/", "/accounts/services/",
    "/accounts/email/", "/accounts/sessions/", "/accounts/3rdparty/", "/accounts/2fa/webauthn/", "/accounts/logout/",
    "/accounts/reauthenticate/",
]  # fmt: skip


@pytest.mark.parametrize("address", MEMBER_ADDRESSES)
def test_members_can_use_it(admin: Page, address: str) -> None:
    admin.set_viewport_size(WIDE)
    admin.goto(address)
    expect_accessible(admin)
    admin.set_viewport_size(WIDE)

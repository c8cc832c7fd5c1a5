"""A member's way in a real browser: the first admin, an invitation, joining, linking, rating; TMDB away and back."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import requests
import tmdbsimple
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect

from accounts import encryption
from tests.e2e.conftest import NARROW, join, link_account
from tests.running import Site, TmdbServer
from tmdb.wsgi_adapter import WSGIAdapter
from tmdb_demo.app import Application


def expect_pressed(page: Page, name: str) -> None:
    expect(page.locator(".title").get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")


def rate(page: Page, value: str) -> None:
    """Press one of the ten buttons, and see the rating on the page."""
    page.get_by_role("button", name=f"{value} of 10", exact=True).click()
    expect(page.get_by_role("group", name=f"Your rating: {value} of 10")).to_be_visible()


def test_the_whole_way(browser: Browser, live_url: str, invitation: str, live_site: Site, upstream: TmdbServer) -> None:
    """First admin, invitation, signing up, linking; three films and an episode, favourite, watchlist, list; TMDB goes
    away and comes back; and what is there is read with somebody else's client, with the member's session."""
    page = join(browser, live_url, invitation, "bob")
    problems: list[str] = []
    page.on("pageerror", lambda error: None if "ransition" in str(error) else problems.append(str(error)))
    link_account(page, "Kim Newcomer")

    page.goto("/movie/603-the-matrix/")
    rate(page, "8.5")
    page.locator(".title").get_by_role("button", name="Favourite").click()
    expect_pressed(page, "Favourite")
    page.keyboard.press("w")
    expect_pressed(page, "Watchlist")
    for film, value in ((550, "9"), (13, "7")):
        page.goto(f"/movie/{film}/")
        rate(page, value)
    page.goto("/tv/1399/season/1/")
    page.locator(".episode-row [data-rate]").first.click()
    page.locator("[data-acts]").first.get_by_role("button", name="9 of 10", exact=True).click()
    expect(page.locator("[data-acts]").first.get_by_role("link", name="Your rating: 9")).to_be_visible()
    page.goto("/movie/603/")
    page.locator("[data-keep]").click()
    page.get_by_role("link", name="A new list with it").click()
    page.get_by_label("Name").fill("Owls")
    page.get_by_label("Also on TMDB, where everybody can see it").check()
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("main").get_by_role("link", name="The Matrix")).to_be_visible()
    page.goto("/movie/604/")
    page.keyboard.press("l")
    page.locator("#keep").get_by_role("button", name="Owls").click()
    expect(page.get_by_role("link", name="On 1 list")).to_be_visible()
    await_pushed(page)

    page.goto("/movie/604/")
    with upstream.fault(code=46):
        rate(page, "3")
        rate(page, "7")
        expect(page.get_by_text("kept here, and sent as soon as it answers")).to_be_visible()
        page.goto("/me/sync/")
        expect(page.get_by_text("rated 7")).to_be_visible()
        expect(page.get_by_text("nothing gets lost")).to_be_visible()
    page.get_by_role("button", name="Try now").click()
    await_pushed(page)
    assert problems == []
    page.context.close()
    expect_at_tmdb(live_site.folder, upstream)


def expect_at_tmdb(site_folder: Path, upstream: TmdbServer) -> None:
    with closing(sqlite3.connect(site_folder / "site.sqlite3")) as database:
        row = database.execute("select encrypted_session from accounts_tmdblink where username = 'newcomer'").fetchone()
    with override_settings(SECRET_KEY=(site_folder / "secret_key").read_text()):
        session_id = encryption.decrypt(row[0])
    session = requests.Session()
    session.mount("https://api.themoviedb.org", WSGIAdapter(Application(upstream.database)))
    tmdbsimple.API_KEY, tmdbsimple.REQUESTS_SESSION = "0" * 32, session
    try:
        account = tmdbsimple.Account(session_id)
        account.info()
        films = [(row["id"], row["rating"]) for row in account.rated_movies()["results"]]
        assert films == [(603, 8.5), (550, 9.0), (13, 7.0), (604, 7.0)]
        assert [row["rating"] for row in account.rated_tv_episodes()["results"]] == [9.0]
        assert [row["id"] for row in account.favorite_movies()["results"]] == [603]
        assert [row["id"] for row in account.watchlist_movies()["results"]] == [603]
        owls = account.lists()["results"][0]
        assert owls["name"] == "Owls"
        assert [row["id"] for row in tmdbsimple.Lists(owls["id"]).info()["items"]] == [603, 604]
        assert tmdbsimple.Movies(604).account_states(session_id=session_id)["rated"] == {"value": 7.0}
    finally:
        tmdbsimple.API_KEY = tmdbsimple.REQUESTS_SESSION = None


def await_pushed(page: Page) -> None:
    """Wait until the worker has pushed all of it; the page looks again by itself."""
    page.goto("/me/sync/")
    expect(page.get_by_text("Nothing waits.")).to_be_visible()


def test_on_cards_with_the_mouse_and_with_keys(browser: Browser, live_url: str, invitation: str) -> None:
    page = join(browser, live_url, invitation, "erin")
    page.goto("/movies/popular/")
    first, second = page.locator(".card").nth(0), page.locator(".card").nth(1)
    first.locator("[data-rate]").hover()
    row = page.locator(".scale-row").first.bounding_box()
    assert row
    page.mouse.click(row["x"] + row["width"] * 0.74, row["y"] + row["height"] / 2)
    expect(first.get_by_role("link", name="Your rating: 7.5. Change it")).to_be_visible()
    second.locator(".card-link").focus()
    for key in ("8", "+", "f", "w"):
        page.keyboard.press(key)
    expect(second.get_by_role("link", name="Your rating: 8.5. Change it")).to_be_visible()
    expect(second.get_by_role("button", name="Favourite")).to_have_attribute("aria-pressed", "true")
    expect(second.get_by_role("button", name="Watchlist")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Delete")
    expect(second.get_by_role("link", name="Rate", exact=True)).to_be_visible()
    page.goto("/me/")
    expect(page.get_by_role("link", name="Your rating: 7.5. Change it")).to_be_visible()
    page.context.close()


def test_stars_by_keyboard_alone(browser: Browser, live_url: str, invitation: str) -> None:
    page = join(browser, live_url, invitation, "fay")
    page.goto("/movie/603/")
    stars = page.locator(".title .stars-row")
    stars.locator("[tabindex='0']").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Your rating: 9 of 10")).to_be_visible()
    expect(page.get_by_role("button", name="9 of 10", exact=True)).to_be_focused()
    assert stars.locator("[tabindex='0']").count() == 1
    page.context.close()


def test_it_shows_at_once_and_is_taken_back_with_a_word_when_it_fails(
    browser: Browser, live_url: str, invitation: str
) -> None:
    page = join(browser, live_url, invitation, "gil")
    page.goto("/movie/603/")
    rate(page, "6")
    page.context.set_offline(True)
    page.get_by_role("button", name="9 of 10", exact=True).click()
    expect(page.get_by_text("You are offline. Nothing was changed.")).to_be_visible()
    expect(page.get_by_role("group", name="Your rating: 6 of 10")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("group", name="Your rating: 9 of 10")).to_be_visible()
    page.get_by_role("button", name="2 of 10", exact=True).click()
    page.get_by_role("button", name="4 of 10", exact=True).click()  # before the first has answered
    expect(page.get_by_role("group", name="Your rating: 4 of 10")).to_be_visible()
    page.reload()
    expect(page.get_by_role("group", name="Your rating: 4 of 10")).to_be_visible()
    page.context.clear_cookies(name=re.compile("session$"))
    page.keyboard.press("f")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=/movie/603"))
    page.context.close()


def test_rows_on_both_sides_are_compared_before_anything_moves(
    browser: Browser, live_url: str, invitation: str
) -> None:
    page = join(browser, live_url, invitation, "harriet")
    page.goto("/movie/603/")
    rate(page, "1.5")
    link_account(page, "Mona Delgado")
    expect(page.get_by_role("heading", name="Before anything moves")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Watchlist 0 0 26"))).to_be_visible()
    page.get_by_role("button", name=re.compile("Put the two together")).first.click()
    expect(page.get_by_text(re.compile("Last in step"))).to_be_visible()
    page.goto("/members/harriet/ratings/?type=movie")
    expect(page.get_by_text(re.compile("14[01] that fit"))).to_be_visible()
    page.get_by_label("Type").select_option("Episodes")
    expect(page.get_by_text("30 that fit")).to_be_visible()
    page.context.close()


def test_without_javascript_and_on_a_phone(browser: Browser, live_url: str, invitation: str) -> None:
    page = join(browser, live_url, invitation, "dora", java_script_enabled=False)
    page.set_viewport_size(NARROW)
    page.goto("/movie/603-the-matrix/")
    page.get_by_role("button", name="9 of 10", exact=True).click()
    expect(page.get_by_role("group", name="Your rating: 9 of 10")).to_be_visible()
    page.locator(".title").get_by_role("button", name="Watchlist").click()
    expect_pressed(page, "Watchlist")
    page.goto("/movies/popular/")
    page.get_by_role("link", name="Rate", exact=True).first.click()
    page.get_by_role("button", name="6 of 10", exact=True).click()
    expect(page).to_have_url(re.compile("/movies/popular/"))
    page.goto("/me/")
    expect(page.get_by_role("link", name="Your rating: 9. Change it").first).to_be_visible()
    page.context.close()

"""ETags, 304s and kept parts."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import override_script_prefix

import jobs.redis_client
from accounts.models import User
from catalog.datasets import popularity_file
from catalog.locale import cookie_name
from catalog.rendering import build
from tests.conftest import get_page, sign_in
from tests.stand_in import DOWN, StandIn

MATRIX = "/movie/603-the-matrix/"


def test_who_has_the_page_is_told_so_without_its_being_made(visitor: Client, stand_in: StandIn) -> None:
    first = visitor.get(MATRIX)
    assert first.headers["ETag"].startswith('W/"')
    again = visitor.get(MATRIX, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert visitor.get(MATRIX).headers["ETag"] == first.headers["ETag"]


def test_another_language_theme_or_page_has_another_etag(visitor: Client) -> None:
    plain = visitor.get(MATRIX).headers["ETag"]
    visitor.cookies[cookie_name("theme")] = "light"
    light = visitor.get(MATRIX).headers["ETag"]
    visitor.cookies[cookie_name("language")] = "de-DE"
    german = visitor.get(MATRIX).headers["ETag"]
    assert len({plain, light, german}) == 3
    assert visitor.get(MATRIX, headers={"If-None-Match": plain}).status_code == 200


def test_themes_share_one_rendered_body_and_a_change_of_theme_is_seen_at_once(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies: list[str] = []

    def counted(template: str, *context: Any) -> str:
        bodies.append(template)
        return render_to_string(template, *context)

    monkeypatch.setattr("catalog.rendering.render_to_string", counted)
    dark = visitor.get(MATRIX)
    visitor.cookies[cookie_name("theme")] = "light"
    light = visitor.get(MATRIX, headers={"If-None-Match": dark.headers["ETag"]})
    assert light.status_code == 200, "who has the dark page has not the light one"
    assert ('data-theme="dark"' in dark.content.decode(), 'data-theme="light"' in light.content.decode()) == (
        True,
        True,
    )
    assert visitor.get(MATRIX, headers={"If-None-Match": light.headers["ETag"]}).status_code == 304
    assert bodies.count("catalog/title.html") == 1


def test_a_members_theme_needs_no_body_of_its_own(visitor: Client, bob: User) -> None:
    get_page(visitor, MATRIX)
    bob.theme = "light"
    bob.save()
    assert 'data-theme="light"' in get_page(sign_in(bob), MATRIX)
    assert len(list(jobs.redis_client.client().scan_iter("*:part:*"))) == 1


def test_pages_vary_by_what_they_depend_on(visitor: Client) -> None:
    response = visitor.get(MATRIX)
    assert {"Cookie", "Accept-Language"} <= {part.strip() for part in response.headers["Vary"].split(",")}
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_a_members_page_is_never_taken_from_a_shared_etag() -> None:
    member = Client()
    member.force_login(get_user_model().objects.create_user("bob"))
    assert "ETag" not in member.get(MATRIX, follow=True).headers


def test_a_page_with_a_missing_shelf_is_not_kept(visitor: Client, stand_in: StandIn) -> None:

    get_page(visitor, "/")
    for key in jobs.redis_client.client().scan_iter("*gateway:tv-series-on-the-air*"):
        jobs.redis_client.client().delete(key)
    stand_in.fault = DOWN
    assert "ETag" not in visitor.get("/").headers
    stand_in.forget()
    jobs.redis_client.client().delete(*jobs.redis_client.client().scan_iter("*gateway:failure:*"))
    assert "did not answer for this shelf" not in get_page(visitor, "/")


def test_a_member_sees_how_old_a_page_is_and_has_it_fetched_anew(bob: User, stand_in: StandIn) -> None:
    member = sign_in(bob)
    assert "TMDB said this a moment ago" in get_page(member, MATRIX)
    stand_in.calls.clear()
    response = member.post(MATRIX, follow=True)
    assert response.redirect_chain == [(MATRIX, 302)]
    assert "This is what TMDB says now." in response.content.decode()
    assert [call.partition("?")[0] for call in stand_in.calls] == ["/movie/603"]
    member.post(MATRIX)
    assert len(stand_in.calls) == 1, "once a minute is enough"


def test_a_page_that_can_not_be_fetched_anew_stays(bob: User, stand_in: StandIn) -> None:
    member = sign_in(bob)
    get_page(member, MATRIX)
    stand_in.fault = DOWN
    body = member.post(MATRIX, follow=True).content.decode()
    assert "TMDB isn&#x27;t answering. The page stays as it was." in body
    assert "Keanu Reeves" in body


def test_strangers_have_nothing_fetched(visitor: Client, stand_in: StandIn) -> None:
    assert "TMDB said this" not in get_page(visitor, MATRIX)
    stand_in.calls.clear()
    assert visitor.post(MATRIX).headers["Location"].startswith("/accounts/login/")
    assert not stand_in.calls


def test_a_message_does_not_come_back(bob: User, visitor: Client) -> None:
    plain = visitor.get("/").headers["ETag"]
    visitor.force_login(bob)
    visitor.post("/accounts/logout/")
    shown = visitor.get("/", headers={"If-None-Match": plain})
    assert shown.status_code == 200, "whoever has the page without the message gets the one with it"
    assert "Signed out." in shown.content.decode()
    assert "ETag" not in shown.headers
    again = visitor.get("/")
    assert "Signed out." not in again.content.decode()
    assert again.headers["ETag"] == plain


@pytest.mark.django_db
def test_a_new_day_and_new_points_make_a_new_page(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = visitor.get(MATRIX).headers["ETag"]
    popularity_file.publish()
    with_points = visitor.get(MATRIX, headers={"If-None-Match": plain})
    assert with_points.status_code == 200
    assert with_points.headers["ETag"] != plain
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    monkeypatch.setattr("catalog.rendering.datetime", SimpleNamespace(now=lambda zone: tomorrow))
    assert visitor.get(MATRIX).headers["ETag"] not in {plain, with_points.headers["ETag"]}


def test_who_may_join_and_where_links_lead_are_part_of_the_build(settings: Any) -> None:
    build.cache_clear()
    before = build()
    given = {"SIGNUP": "open", "TMDB_WEB_URL": "https://elsewhere.example", "SENDS_MAIL": True}
    for name, value in (given | {"FORCE_SCRIPT_NAME": "/films"}).items():
        build.cache_clear()
        setattr(settings, name, value)
        assert build() != before, name
    build.cache_clear()


def test_a_page_that_was_kept_below_another_prefix_is_made_anew(visitor: Client, settings: Any) -> None:
    """Its links would lead nowhere."""
    build.cache_clear()
    etag = visitor.get(MATRIX).headers["ETag"]
    settings.FORCE_SCRIPT_NAME = "/films"
    with override_script_prefix("/films"):
        build.cache_clear()  # the site was started again
        response = visitor.get(MATRIX, headers={"If-None-Match": etag})
    build.cache_clear()
    assert response.status_code == 200
    assert 'href="/films/person/6384' in response.content.decode()
    assert 'href="/person/6384' not in response.content.decode()

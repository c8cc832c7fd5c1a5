"""Every address of the library, for each of four people: its member, a host, another member, and a stranger."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern

from accounts.models import User
from library import services, urls
from library.models import Audience, List, OutboxEntry
from library.publishing import summarize
from tests.conftest import sign_in
from tests.library.conftest import Tmdb, link, title

pytestmark = pytest.mark.django_db

PEOPLE = ("bob", "alice", "charlie", "stranger")
LOGIN = "login"  # led to the page for signing in
OWNER_ONLY_CHANGES = {"bob": 302, "alice": 404, "charlie": 404, "stranger": LOGIN}
ONLY_BOB = {"bob": 200, "alice": 404, "charlie": 404, "stranger": LOGIN}
CLUB = {"bob": 200, "alice": 200, "charlie": 200, "stranger": LOGIN}
PRIVATE = {"bob": 200, "alice": 404, "charlie": 404, "stranger": LOGIN}
EVERYBODY = dict.fromkeys(PEOPLE, 200)
MEMBERS = {"bob": 200, "alice": 200, "charlie": 200, "stranger": LOGIN}
MEMBERS_DO = {"bob": 302, "alice": 302, "charlie": 302, "stranger": LOGIN}
ALL_DO = dict.fromkeys(PEOPLE, 302)
EPISODE = "/tv/1399/season/1/episode/1"

# name of the address: [(method, address, form, who gets what, whether bob keeps to himself)]
TABLE: dict[str, list[tuple[str, str, dict[str, str], dict[str, Any], bool]]] = {
    "me": [("get", "/me/", {}, MEMBERS_DO, False)],
    "sync": [("get", "/me/sync/", {}, MEMBERS, False)],
    "sync_start": [("post", "/me/sync/start/", {}, MEMBERS_DO, False)],
    "sync_agree": [("post", "/me/sync/agree/", {"choice": "mine"}, MEMBERS_DO, False)],
    "entry_retry": [
        ("post", "/me/sync/retry/", {}, MEMBERS_DO, False),
        ("post", "/me/sync/retry/", {"wish": "{entry}"}, OWNER_ONLY_CHANGES, False),
    ],
    "entry_drop": [("post", "/me/sync/drop/{entry}/", {}, OWNER_ONLY_CHANGES, False)],
    "guest": [("get", "/guest/", {}, {**dict.fromkeys(PEOPLE, 302), "stranger": 200}, False)],
    "member": [("get", "/members/bob/", {}, CLUB, False), ("get", "/members/bob/", {}, PRIVATE, True)],
    "lists": [("get", "/members/bob/lists/", {}, CLUB, False), ("get", "/members/bob/lists/", {}, PRIVATE, True)],
    "shelf": [
        *(("get", f"/members/bob/{slug}/", {}, CLUB, False) for slug in ("ratings", "favorites", "watchlist")),
        *(("get", f"/members/bob/{slug}/", {}, PRIVATE, True) for slug in ("ratings", "favorites", "watchlist")),
    ],
    "list_create": [("get", "/lists/new/", {}, MEMBERS, False)],
    "list": [
        ("get", "/lists/{everybody}/", {}, EVERYBODY, False),
        ("get", "/lists/{club}/", {}, CLUB, False),
        ("get", "/lists/{nobody}/", {}, PRIVATE, False),
        ("get", "/lists/{everybody}/", {}, PRIVATE, True),
        ("get", "/lists/{club}/", {}, PRIVATE, True),
    ],
    "list_edit": [
        ("get", "/lists/{everybody}/edit/", {}, ONLY_BOB, False),
        ("post", "/lists/{everybody}/edit/", {"name": "Ravens", "audience": "club"}, OWNER_ONLY_CHANGES, False),
    ],
    "list_delete": [
        ("get", "/lists/{everybody}/delete/", {}, ONLY_BOB, False),
        ("post", "/lists/{everybody}/delete/", {"seen": "{seen}"}, OWNER_ONLY_CHANGES, False),
    ],
    "list_clear": [
        ("get", "/lists/{everybody}/clear/", {}, ONLY_BOB, False),
        ("post", "/lists/{everybody}/clear/", {"seen": "{seen}"}, OWNER_ONLY_CHANGES, False),
    ],
    "list_on_tmdb": [("post", "/lists/{everybody}/on-tmdb/", {"choice": "leave"}, OWNER_ONLY_CHANGES, False)],
    "lists_on_tmdb": [("post", "/lists/on-tmdb/", {}, MEMBERS_DO, False)],
    "list_remove": [("post", "/lists/{everybody}/remove/", {"film": "603"}, OWNER_ONLY_CHANGES, False)],
    "keep": [
        ("get", "/movie/603/keep/", {}, MEMBERS, False),
        ("post", "/movie/603/keep/", {"list": "{everybody}", "on": "1"}, OWNER_ONLY_CHANGES, False),
    ],
    "tv_keep": [
        ("get", "/tv/1399/keep/", {}, MEMBERS, False),
        ("post", "/tv/1399/keep/", {"list": "{everybody}", "on": "1"}, OWNER_ONLY_CHANGES, False),
    ],
    **{
        f"{kind}_{mark}": [("post", f"/{kind}/{number}/{mark}/", {"on": "1"}, MEMBERS_DO, False)]
        for kind, number in (("movie", 603), ("tv", 1399))
        for mark in ("favorite", "watchlist")
    },
    **{
        f"{kind}_rating": [("post", f"{base}/rating/", {"value": "8"}, ALL_DO, False)]
        for kind, base in (("movie", "/movie/603"), ("tv", "/tv/1399"), ("episode", EPISODE))
    },
    **{
        f"{kind}_rate": [("get", f"{base}/rate/", {}, EVERYBODY, False)]
        for kind, base in (("movie", "/movie/603"), ("tv", "/tv/1399"), ("episode", EPISODE))
    },
    **{
        f"{kind}_standing": [("get", f"{base}/standing/", {}, MEMBERS, False)]
        for kind, base in (("movie", "/movie/603"), ("tv", "/tv/1399"), ("episode", EPISODE))
    },
}
ROWS = [(name, *row) for name, rows in TABLE.items() for row in rows]


def test_the_table_has_every_address() -> None:
    assert {pattern.name for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)} == set(TABLE)


@pytest.fixture
def places(bob: User, tmdb: Tmdb) -> dict[str, str]:
    """Numbers of what is bob's."""
    link(bob)
    lists = {audience: services.list_create(user=bob, name=audience, audience=audience) for audience in Audience.values}
    services.list_item_set(list_=lists["everybody"], title=title(), on=True)
    services.rating_set(user=bob, title=title("movie", 604), value=3)
    entry = OutboxEntry.objects.get(action="rating")
    seen = summarize(lists["everybody"]).digest
    return {"entry": str(entry.pk), "seen": seen, **{audience: str(list_.pk) for audience, list_ in lists.items()}}


def person(name: str) -> Client:
    return Client() if name == "stranger" else sign_in(User.objects.get(username=name))


@pytest.mark.parametrize(("name", "method", "address", "form", "expected", "is_private"), ROWS)
def test_who_gets_what(
    alice: User, charlie: User, places: dict[str, str], name: str, method: str, address: str,
    form: dict[str, str], expected: dict[str, Any], is_private: bool,
) -> None:  # fmt: skip
    User.objects.filter(username="bob").update(is_private=is_private)
    outcomes = {}
    for who in reversed(PEOPLE):  # bob last: what he does may take it away
        given = {key: value.format(**places) for key, value in form.items()}
        response = getattr(person(who), method)(address.format(**places), given)
        leads_to = response.headers.get("Location", "")
        outcomes[who] = LOGIN if leads_to.startswith("/accounts/login/") else response.status_code
    assert outcomes == expected


def test_strangers_are_led_to_where_they_wanted_by_way_of_signing_in(bob: User, places: dict[str, str]) -> None:
    """Links to members and their lists are sent around in the club; what is there, a stranger is not told."""
    shown = f"/lists/{places['club']}/?sort=year"
    for address in ("/members/bob/", "/members/nobody/lists/", "/members/bob/ratings/?page=2", shown, "/lists/999/"):
        response = Client().get(address)
        quoted = address.replace("?", "%3F").replace("=", "%3D")
        assert (response.status_code, response.headers["Location"]) == (302, f"/accounts/login/?next={quoted}")
    browser = Client()
    browser.post(f"/accounts/login/?next={shown}", {"login": "bob", "password": "correct horse", "next": shown})
    assert browser.get(shown).status_code == 200


def test_nobody_elses_hand_changed_anything(alice: User, charlie: User, places: dict[str, str]) -> None:
    for who in ("alice", "charlie", "stranger"):
        for what in ("edit", "delete", "clear", "remove"):
            form = {"name": "Ravens", "audience": "nobody", "film": "603", "seen": places["seen"]}
            person(who).post(f"/lists/{places['everybody']}/{what}/", form)
        person(who).post("/movie/604/keep/", {"list": places["everybody"], "on": "1"})
        person(who).post(f"/me/sync/drop/{places['entry']}/")
    owls = List.objects.get(pk=places["everybody"])
    assert (owls.name, owls.audience, owls.items.count()) == ("everybody", "everybody", 1)
    assert OutboxEntry.objects.filter(pk=places["entry"]).exists()


@pytest.mark.parametrize("address", ["/me/sync/start/", "/lists/1/remove/", "/accounts/invitations/1/withdraw/"])
def test_signing_in_leads_back_to_the_page_with_the_form(address: str) -> None:
    """A page was left open until the session ended; the address that took its form answers no visit."""
    came = {"Referer": "http://testserver/lists/1/?sort=year"}
    response = Client().post(address, {"film": "603"}, headers=came)
    assert response.headers["Location"] == "/accounts/login/?next=/lists/1/%3Fsort%3Dyear"
    for headers in ({}, {"Referer": "https://evil.example/lists/1/"}):
        response = Client().post(address, {"film": "603"}, headers=headers)
        assert response.headers["Location"] == "/accounts/login/?next=/"

"""A member's own pages: preferences, data, leaving; and allauth's in the site's frame."""

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.test import Client

from accounts import tmdb_link
from accounts.models import TmdbLink, User
from catalog.gateway import api, gateway
from library.models import Sync
from tests.conftest import await_mails, get_page, make_member, sign_in
from tests.stand_in import StandIn
from tmdb import Deadline

pytestmark = pytest.mark.django_db

OF_MEMBERS = [
    "/accounts/", "/accounts/services/", "/accounts/link/", "/accounts/password/change/", "/accounts/email/",
    "/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/",
    "/accounts/sessions/", "/accounts/3rdparty/", "/accounts/logout/", "/accounts/delete/", "/accounts/reauthenticate/",
]  # fmt: skip
OF_VISITORS = ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"]


@pytest.mark.parametrize("address", OF_MEMBERS)
def test_pages_of_a_member_stand_in_the_sites_frame(bob: User, visitor: Client, address: str) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
    body = get_page(client, address)
    assert "The Film Club" in body
    assert body.count("<h1") == 1
    assert visitor.get(address).status_code in {302, 404}


@pytest.mark.parametrize("address", OF_VISITORS)
def test_pages_of_visitors_do_too(visitor: Client, address: str) -> None:
    body = get_page(visitor, address)
    assert "The Film Club" in body
    assert body.count("<h1") == 1


def test_how_a_member_reads_goes_with_them(bob: User) -> None:
    client = sign_in(bob)
    client.post("/preferences/", {"language": "de-DE", "region": "DE", "theme": "light"})
    other = sign_in(bob)
    assert 'data-theme="light"' in get_page(other, "/")
    assert "DE · DE" in get_page(other, "/")
    assert "EN · GB" in get_page(Client(), "/")


def test_what_a_member_keeps_to_themselves(bob: User) -> None:
    client = sign_in(bob)
    client.post("/accounts/", {"is_private": "on", "time_zone": "Europe/Berlin"})
    bob.refresh_from_db()
    assert (bob.is_private, bob.include_adult, bob.time_zone) == (True, False, "Europe/Berlin")
    assert client.post("/accounts/", {"time_zone": "Moon/Tycho"}).status_code == 422


def test_moments_are_told_in_a_members_own_time(bob: User) -> None:
    Sync.objects.create(user=bob, confirmed_at="2026-01-01T00:00:00Z", finished_at="2026-01-31T23:30:00Z")
    tmdb_link.link_set(user=bob, account=tmdb_link.fetch_account_by_v4_token("demo.mona.write"))
    Sync.objects.update(confirmed_at="2026-01-01T00:00:00Z", finished_at="2026-01-31T23:30:00Z", state="idle")
    client = sign_in(bob)
    assert "31 January 2026, 23:30 UTC" in get_page(client, "/me/sync/")
    client.post("/accounts/", {"time_zone": "Asia/Tokyo"})
    assert "1 February 2026, 08:30 JST" in get_page(client, "/me/sync/")
    User.objects.update(time_zone="Atlantis/Poseidonis")  # a machine that knows fewer zones
    assert "23:30 UTC" in get_page(client, "/me/sync/")


@pytest.mark.parametrize("address", ["/search/?q=matrix", "/search/?q=matrix&type=tv", "/discover/movie/"])
def test_titles_for_adults_are_asked_for_by_those_who_want_them(bob: User, stand_in: StandIn, address: str) -> None:
    client = sign_in(bob)
    get_page(client, address)
    assert not any("include_adult" in call for call in stand_in.calls)
    client.post("/accounts/", {"include_adult": "on"})
    get_page(client, address)
    assert any("include_adult=true" in call for call in stand_in.calls)


def test_the_services_a_member_has_are_marked_and_lead_to_what_they_offer(bob: User, visitor: Client) -> None:
    client = sign_in(bob)
    assert "Say which services you have" in get_page(client, "/discover/movie/")
    client.post("/accounts/services/", {"providers": ["8"]})
    body = get_page(client, "/discover/movie/")
    assert "/discover/movie/?with_watch_providers=8&amp;watch_region=GB" in body
    films = [row["id"] for row in gateway_films_on("8")]
    assert "provider-mine" in get_page(client, f"/movie/{films[0]}/")
    for address in (f"/movie/{films[0]}/", "/discover/movie/"):
        body = get_page(visitor, address)
        assert "provider-mine" not in body
        assert "services you have" not in body


def gateway_films_on(provider: str) -> Any:
    call = api.discover.movie(with_watch_providers=provider, watch_region="GB", language="en-GB")
    return gateway().read(call, Deadline.after(5)).data["results"]


def test_a_link_that_tmdb_took_back_is_said_on_every_page(bob: User, visitor: Client) -> None:
    tmdb_link.link_set(user=bob, account=tmdb_link.fetch_account_by_v4_token("demo.mona.write"))
    client = sign_in(bob)
    notice = "no longer lets this site act for"
    for address in ("/", "/movies/popular/", "/me/", "/nowhere/"):
        assert notice not in client.get(address, follow=True).content.decode()
    TmdbLink.objects.get().mark_revoked()
    for address in ("/", "/movies/popular/", "/me/", "/nowhere/"):
        assert notice in client.get(address, follow=True).content.decode()
        assert notice not in visitor.get(address, follow=True).content.decode()


def test_another_device_is_signed_out(bob: User) -> None:
    windows = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"}
    here, there = Client(headers=windows), Client(headers=windows)
    for client in (here, there):
        client.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
        get_page(client, "/accounts/")
    assert get_page(here, "/accounts/sessions/").count("Firefox on Windows</strong>") == 2
    other = UserSession.objects.get(session_key=there.session.session_key)
    assert sign_in(make_member("eve")).post(f"/accounts/sessions/{other.pk}/end/").status_code == 404
    here.post(f"/accounts/sessions/{other.pk}/end/")
    assert there.get("/accounts/").status_code == 302
    assert here.get("/accounts/").status_code == 200


def test_services(bob: User) -> None:
    client = sign_in(bob)
    assert "Netflix" in get_page(client, "/accounts/services/")
    client.post("/accounts/services/", {"providers": ["8"]})
    assert User.objects.get(pk=bob.pk).providers == [8]
    assert client.post("/accounts/services/", {"providers": ["999999"]}).status_code == 422


def test_everything_can_be_taken_away(bob: User) -> None:
    response = sign_in(bob).get("/accounts/data/")
    data = json.loads(response.content)
    assert data["profile"]["username"] == "bob"
    assert data["library"]["ratings"] == []
    assert data["profile"]["signs_in_with"] == [{"way": "password"}]
    assert data["profile"]["e_mail_addresses"] == []
    assert "attachment" in response["Content-Disposition"]


def test_leaving_asks_for_the_name_and_says_what_happens_at_tmdb(bob: User) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
    assert "Is it you?" in get_page(client, "/accounts/delete/")
    tmdb_link.link_set(user=bob, account=tmdb_link.fetch_account_by_v4_token("demo.mona.write"))
    client.post("/accounts/reauthenticate/", {"password": "correct horse"})
    body = get_page(client, "/accounts/delete/")
    assert "At TMDB nothing is deleted" in body
    assert client.post("/accounts/delete/", {"username": "alice"}).status_code == 422
    client.post("/accounts/delete/", {"username": "Bob"})
    assert not User.objects.exists()


def test_a_second_factor_is_asked_for(bob: User) -> None:
    TOTP.activate(bob, generate_totp_secret())
    client = Client()
    response = client.post("/accounts/login/", {"login": "bob", "password": "correct horse"}, follow=True)
    assert "/accounts/2fa/authenticate/" in str(response.redirect_chain)
    assert client.get("/accounts/").status_code == 302
    assert Authenticator.objects.filter(user=bob, type="totp").exists()


def test_a_forgotten_password_is_set_anew_by_mail(
    bob: User, visitor: Client, mailoutbox: list[Any], settings: Any
) -> None:
    settings.SENDS_MAIL = True
    User.objects.filter(pk=bob.pk).update(email="bob@example.org")
    EmailAddress.objects.create(user=bob, email="bob@example.org", verified=True, primary=True)
    visitor.post("/accounts/password/reset/", {"email": "bob@example.org"})
    await_mails()
    assert len(mailoutbox) == 1
    assert "Somebody, perhaps you" in mailoutbox[0].body
    link = next(word for word in mailoutbox[0].body.split() if "/password/reset/key/" in word)
    response = visitor.get(link.partition("testserver")[2] or link, follow=True)
    new = {"password1": "an even longer one", "password2": "an even longer one"}
    visitor.post(response.redirect_chain[-1][0], new)
    assert User.objects.get(pk=bob.pk).check_password("an even longer one")


def test_without_mail_nobody_is_told_to_wait_for_one(bob: User) -> None:
    client = sign_in(bob)
    client.post("/accounts/reauthenticate/", {"password": "correct horse"})
    client.post("/accounts/email/", {"action_add": "", "email": "bob@example.org"})
    body = get_page(client, "/accounts/email/")
    assert "bob@example.org" in body
    assert "Unverified" not in body
    assert "erification" not in body


def test_without_mail_hosts_are_who_to_ask(visitor: Client) -> None:
    assert "Ask one of the hosts" in get_page(visitor, "/accounts/password/reset/")
    response = visitor.post("/accounts/password/reset/", {"email": "bob@example.org"})
    assert "Ask one of the hosts" in response.content.decode()

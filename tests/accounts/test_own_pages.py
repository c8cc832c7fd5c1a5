"""A member's own pages: preferences, data, leaving; and allauth's in the site's frame."""

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from tests.conftest import page, signed_in

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
    body = page(client, address)
    assert "The Film Club" in body
    assert body.count("<h1") == 1
    assert visitor.get(address).status_code in {302, 404}


@pytest.mark.parametrize("address", OF_VISITORS)
def test_pages_of_visitors_do_too(visitor: Client, address: str) -> None:
    body = page(visitor, address)
    assert "The Film Club" in body
    assert body.count("<h1") == 1


def test_how_a_member_reads_goes_with_them(bob: User) -> None:
    client = signed_in(bob)
    client.post("/preferences/", {"language": "de-DE", "region": "DE", "theme": "light"})
    other = signed_in(bob)
    assert 'data-theme="light"' in page(other, "/")
    assert "DE · DE" in page(other, "/")
    assert "EN · GB" in page(Client(), "/")


def test_what_a_member_keeps_to_themselves(bob: User) -> None:
    client = signed_in(bob)
    client.post("/accounts/", {"is_private": "on", "time_zone": "Europe/Berlin"})
    found = User.objects.get(pk=bob.pk)
    assert (found.is_private, found.include_adult, found.time_zone) == (True, False, "Europe/Berlin")
    assert client.post("/accounts/", {"time_zone": "Moon/Tycho"}).status_code == 422


def test_services(bob: User) -> None:
    client = signed_in(bob)
    assert "Netflix" in page(client, "/accounts/services/")
    client.post("/accounts/services/", {"providers": ["8"]})
    assert User.objects.get(pk=bob.pk).providers == [8]
    assert client.post("/accounts/services/", {"providers": ["999999"]}).status_code == 422


def test_everything_can_be_taken_away(bob: User) -> None:
    response = signed_in(bob).get("/accounts/data/")
    found = json.loads(response.content)
    assert found["profile"]["username"] == "bob"
    assert found["library"]["ratings"] == []
    assert "attachment" in response["Content-Disposition"]


def test_leaving_asks_for_the_name_and_says_what_happens_at_tmdb(bob: User) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
    client.post("/accounts/link/token/", {"access_token": "demo.mona.write"})
    assert "Confirm Access" in page(client, "/accounts/delete/")
    client.post("/accounts/reauthenticate/", {"password": "correct horse"})
    body = page(client, "/accounts/delete/")
    assert "At TMDB nothing is deleted" in body
    assert client.post("/accounts/delete/", {"username": "alice"}).status_code == 422
    client.post("/accounts/delete/", {"username": "Bob"})
    assert not User.objects.exists()


def test_the_only_admin_is_warned(alice: User) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "alice", "password": "correct horse"})
    client.post("/accounts/reauthenticate/", {"password": "correct horse"})
    assert "You are the only admin" in page(client, "/accounts/delete/")


def test_a_second_factor_is_asked_for(bob: User) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(bob, generate_totp_secret())
    client = Client()
    response = client.post("/accounts/login/", {"login": "bob", "password": "correct horse"}, follow=True)
    assert "/accounts/2fa/authenticate/" in str(response.redirect_chain)
    assert client.get("/accounts/").status_code == 302
    assert Authenticator.objects.filter(user=bob, type="totp").exists()


def test_a_forgotten_password_is_set_anew_by_mail(bob: User, visitor: Client, mailoutbox: list[Any]) -> None:
    User.objects.filter(pk=bob.pk).update(email="bob@example.org")
    EmailAddress.objects.create(user=bob, email="bob@example.org", verified=True, primary=True)
    visitor.post("/accounts/password/reset/", {"email": "bob@example.org"})
    assert len(mailoutbox) == 1
    link = next(word for word in mailoutbox[0].body.split() if "/password/reset/key/" in word)
    response = visitor.get(link.partition("testserver")[2] or link, follow=True)
    new = {"password1": "an even longer one", "password2": "an even longer one"}
    visitor.post(response.redirect_chain[-1][0], new)
    assert User.objects.get(pk=bob.pk).check_password("an even longer one")

"""Signing up: for the first admin, those with an invitation, and nobody else unless the operator opens the door."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from accounts import bootstrap_admin
from accounts.invitations import NotOpen, invitation_create, invitation_use
from accounts.models import Invitation, User
from tests.accounts.totp import code_of
from tests.conftest import get_page, sign_in

FORM = {"username": "dora", "email": "", "password1": "a long enough one", "password2": "a long enough one"}

pytestmark = pytest.mark.django_db


def join(client: Client, **more: Any) -> Any:
    return client.post("/accounts/signup/", FORM | more)


def invitation(**fields: Any) -> Invitation:
    return invitation_create(**{"created_by": None, "days": 7, "max_uses": 1} | fields)


def test_without_an_invitation_the_door_is_closed(visitor: Client) -> None:
    assert "By invitation" in get_page(visitor, "/accounts/signup/")
    join(visitor)
    assert not User.objects.exists()


def test_an_invitation_opens_it_once(visitor: Client, alice: User) -> None:
    invited = invitation(created_by=alice)
    assert "A member already?" in get_page(visitor, invited.get_absolute_url())
    assert join(visitor).status_code == 302
    assert not User.objects.get(username="dora").is_staff
    assert "has been used" in get_page(Client(), invited.get_absolute_url(), status=404)
    other = Client()
    other.get(invited.get_absolute_url())
    join(other, username="eve")
    assert not User.objects.filter(username="eve").exists()


def test_an_invitation_may_make_hosts_and_be_for_several(visitor: Client) -> None:
    invited = invitation(max_uses=2, for_host=True)
    for name in ("dora", "eve"):
        client = Client()
        client.get(invited.get_absolute_url())
        join(client, username=name)
        assert User.objects.get(username=name).is_staff
        assert not User.objects.get(username=name).is_superuser


def test_an_invitation_that_expired_or_never_was(visitor: Client) -> None:
    invited = invitation()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "has expired" in get_page(visitor, invited.get_absolute_url(), status=404)
    assert "no such invitation" in get_page(visitor, "/accounts/join/nonsense/", status=404)


def test_one_that_is_used_up_while_somebody_fills_in_the_form(visitor: Client) -> None:
    invited = invitation()
    visitor.get(invited.get_absolute_url())
    invitation_use(invited.token)
    join(visitor)
    assert not User.objects.exists()
    with pytest.raises(NotOpen):
        invitation_use(invited.token)


def test_a_member_is_told_to_send_it_on(bob: User) -> None:
    assert "member already" in get_page(sign_in(bob), invitation().get_absolute_url())


@pytest.mark.parametrize(("mode", "members"), [("open", 1), ("closed", 0)])
def test_the_operator_opens_or_closes(visitor: Client, settings: Any, mode: str, members: int) -> None:
    settings.SIGNUP = mode
    if mode == "closed":
        visitor.get(invitation().get_absolute_url())
    join(visitor)
    assert User.objects.count() == members


def test_the_first_link_makes_the_first_admin_and_dies(visitor: Client) -> None:
    old, token = bootstrap_admin.create_token(), bootstrap_admin.create_token()
    assert "good no longer" in get_page(visitor, f"/accounts/first/{old}/", status=404)
    visitor.get(f"/accounts/first/{token}/")
    assert join(visitor).status_code == 302
    admin = User.objects.get()
    assert admin.is_superuser
    assert admin.is_staff
    assert "good no longer" in get_page(Client(), f"/accounts/first/{token}/", status=404)
    assert bootstrap_admin.create_token() == ""


def test_names_are_taken_whatever_their_case(visitor: Client, bob: User, settings: Any) -> None:
    settings.SIGNUP = "open"
    assert join(visitor, username="BOB").status_code == 200
    assert User.objects.count() == 1


def test_the_last_use_goes_to_one_of_two_at_once(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    invited = invitation()
    visitor.get(invited.get_absolute_url())
    monkeypatch.setattr("accounts.adapter.may_sign_up", lambda request: True)  # both had the form open
    invitation_use(invited.token)
    response = join(visitor)
    assert response.status_code == 409
    assert "By invitation" in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("who", ["first admin", "member"])
def test_with_an_address_and_no_mail_a_second_factor_and_a_passkey_can_be_set_up(visitor: Client, who: str) -> None:
    """Nobody waits for a mail that is never sent."""
    bootstrap_url = f"/accounts/first/{bootstrap_admin.create_token()}/"
    visitor.get(bootstrap_url if who == "first admin" else invitation().get_absolute_url())
    join(visitor, email="dora@example.org")
    assert User.objects.get().is_superuser == (who == "first admin")
    visitor.post("/accounts/reauthenticate/", {"password": FORM["password1"]})
    body = get_page(visitor, "/accounts/2fa/totp/activate/")
    secret = re.search(r'value="([A-Z2-7]{32})"', body)
    assert secret
    visitor.post("/accounts/2fa/totp/activate/", {"code": code_of(secret[1])})
    assert Authenticator.objects.filter(type="totp").exists()
    assert "Signs you in without a password" in get_page(visitor, "/accounts/2fa/webauthn/add/")

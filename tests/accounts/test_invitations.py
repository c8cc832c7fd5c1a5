"""The page on which hosts make invitations, and how their links are kept from others."""

import pytest
from django.test import Client

from accounts.invitations import invitation_create
from accounts.models import Invitation, User
from tests.conftest import get_page, sign_in

pytestmark = pytest.mark.django_db


def test_hosts_make_invitations_on_a_page_and_members_do_not(alice: User, bob: User) -> None:
    host = sign_in(alice)
    body = get_page(host, "/accounts/invitations/")
    assert "None yet" in body
    host.post("/accounts/invitations/", {"note": "For Dora", "max_uses": 2, "days": 7})
    invitation = Invitation.objects.get()
    assert invitation.token in get_page(host, "/accounts/invitations/")
    assert host.post("/accounts/invitations/", {"max_uses": 0, "days": 7}).status_code == 422
    assert sign_in(bob).get("/accounts/invitations/").status_code == 404
    assert sign_in(bob).post(f"/accounts/invitations/{invitation.pk}/withdraw/").status_code == 404
    host.post(f"/accounts/invitations/{invitation.pk}/withdraw/")
    assert not Invitation.objects.exists()


def test_a_host_who_is_no_admin_makes_no_hosts(bob: User) -> None:
    User.objects.filter(pk=bob.pk).update(is_staff=True)
    sign_in(bob).post("/accounts/invitations/", {"max_uses": 1, "days": 7, "for_host": "on"})
    assert not Invitation.objects.get().for_host


def test_an_invitation_is_not_told_to_other_sites(visitor: Client) -> None:
    token = invitation_create(created_by=None, days=1, max_uses=1).token
    response = visitor.get(f"/accounts/join/{token}/")
    assert token not in response.headers["Location"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]
    assert token not in get_page(visitor, "/accounts/signup/")

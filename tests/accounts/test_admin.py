"""What hosts and admins do for members: let them back in, look after what is theirs; and there is always an admin."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from accounts.invitations import invitation_create
from accounts.models import Invitation, User
from tests.conftest import get_page, make_member, sign_in

pytestmark = pytest.mark.django_db

MEMBERS = "/admin/accounts/user/"


@pytest.fixture
def hugo(db: None) -> User:
    """A host who is no admin."""
    return make_member("hugo", is_staff=True)


def tomorrow() -> str:
    return (timezone.now() + timedelta(days=1)).date().isoformat()


def act(host: User, action: str, *members: User) -> str:
    """What the admin says after an action on members."""
    form: dict[str, Any] = {"action": action, "_selected_action": [member.pk for member in members]}
    return sign_in(host).post(MEMBERS, form, follow=True).content.decode()


def test_a_host_hands_out_a_link_that_sets_a_password_once(hugo: User, bob: User) -> None:
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+?/)", act(hugo, "hand_out_link", bob))
    assert link
    for word, works in (("an even longer one", True), ("yet another long one", False)):
        response = Client().get(link[1], follow=True)
        if works:
            browser = Client()
            target = browser.get(link[1], follow=True).redirect_chain[-1][0]
            browser.post(target, {"password1": word, "password2": word})
        else:
            assert "good no longer" in response.content.decode()
        assert User.objects.get(pk=bob.pk).check_password(word) is works


def test_nobody_makes_themselves_more_by_such_a_link(hugo: User, alice: User, bob: User) -> None:
    ingrid = make_member("ingrid", is_staff=True)
    for helper, member in ((hugo, alice), (hugo, ingrid), (hugo, hugo), (alice, alice)):
        text = act(helper, "hand_out_link", member)
        assert "only by an admin" in text
        assert "/password/reset/key/" not in text
    assert "/password/reset/key/" in act(alice, "hand_out_link", hugo)


def test_such_a_link_ends_when_its_member_becomes_a_host_or_an_admin(hugo: User, bob: User) -> None:
    """A host who kept it would become them."""
    for role in ("is_staff", "is_superuser"):
        link = re.search(r"http://testserver(/accounts/password/reset/key/\S+?/)", act(hugo, "hand_out_link", bob))
        assert link
        User.objects.filter(pk=bob.pk).update(**{role: True})
        assert "good no longer" in Client().get(link[1], follow=True).content.decode()
        User.objects.filter(pk=bob.pk).update(**{role: False})


def test_such_a_link_stays_ended_when_the_role_is_taken_back(hugo: User, alice: User, bob: User) -> None:
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+?/)", act(hugo, "hand_out_link", bob))
    assert link
    admin = sign_in(alice)
    member = {name: value for name, value in form_of(bob).items() if name not in {"is_staff", "is_superuser"}}
    for roles in ({"is_staff": "on"}, {}):
        assert admin.post(f"{MEMBERS}{bob.pk}/change/", member | roles).status_code == 302
        assert User.objects.get(pk=bob.pk).is_staff is bool(roles)
    assert "good no longer" in Client().get(link[1], follow=True).content.decode()
    new_link = re.search(r"http://testserver(/accounts/password/reset/key/\S+?/)", act(hugo, "hand_out_link", bob))
    assert new_link
    assert admin.post(f"{MEMBERS}{bob.pk}/change/", member | {"email": ""}).status_code == 302
    assert "good no longer" not in Client().get(new_link[1], follow=True).content.decode()


def test_a_lost_second_factor_is_taken_away(hugo: User, alice: User, bob: User) -> None:
    TOTP.activate(bob, generate_totp_secret())
    TOTP.activate(alice, generate_totp_secret())
    assert "only by an admin" in act(hugo, "take_second_factor", alice)
    assert "by password alone now" in act(hugo, "take_second_factor", bob)
    assert list(Authenticator.objects.values_list("user__username", flat=True)) == ["alice"]


def test_what_a_host_may_in_the_admin(hugo: User, bob: User) -> None:
    client = sign_in(hugo)
    for address in ("", "accounts/user/", "accounts/tmdblink/", "accounts/invitation/", "library/sync/"):
        assert client.get(f"/admin/{address}").status_code == 200, address
    client.post(f"{MEMBERS}{bob.pk}/change/", {"username": "bob", "is_superuser": "on", "is_staff": "on"})
    assert not User.objects.get(pk=bob.pk).is_staff
    for address in (f"accounts/user/{bob.pk}/delete/", f"accounts/user/{bob.pk}/password/", "accounts/user/add/",
                    "django_celery_beat/periodictask/", "auth/group/"):  # fmt: skip
        assert client.get(f"/admin/{address}").status_code in {403, 404}, address
    assert sign_in(bob).get(MEMBERS, follow=True).status_code == 404


def test_invitations_in_the_admin(hugo: User, alice: User) -> None:
    given = {"note": "For Dora", "max_uses": 2, "expires_at_0": tomorrow(), "expires_at_1": "12:00", "for_host": "on"}
    for host, makes_hosts in ((hugo, False), (alice, True)):
        text = sign_in(host).post("/admin/accounts/invitation/add/", given, follow=True).content.decode()
        invitation = Invitation.objects.get(created_by=host)
        assert invitation.for_host is makes_hosts
        link = f"http://testserver{invitation.get_absolute_url()}"
        assert link in text
        assert link in get_page(sign_in(host), f"/admin/accounts/invitation/{invitation.pk}/change/")
    Invitation.objects.update(uses=2)
    used = get_page(sign_in(alice), f"/admin/accounts/invitation/{invitation.pk}/change/")
    assert invitation.token not in used


def test_a_link_is_not_in_the_list_of_invitations(alice: User) -> None:
    invitation = invitation_create(created_by=alice, days=3, max_uses=1, note="For Dora")
    assert invitation.token not in get_page(sign_in(alice), "/admin/accounts/invitation/")


def form_of(member: User, **changed: Any) -> dict[str, Any]:
    dates = {"date_joined_0": "2026-01-01", "date_joined_1": "12:00"}
    given = {"username": member.username, "is_active": "on", "is_staff": "on", "is_superuser": "on", "providers": "[]"}
    return {name: value for name, value in (given | dates | changed).items() if value}


def test_the_only_admin_stays(alice: User, bob: User) -> None:
    client = sign_in(alice)
    for changed in ({"is_superuser": ""}, {"is_active": ""}):
        response = client.post(f"{MEMBERS}{alice.pk}/change/", form_of(alice, **changed))
        assert "This is the only admin" in response.content.decode()
    client.post(f"{MEMBERS}{alice.pk}/delete/", {"post": "yes"})
    client.post(MEMBERS, {"action": "delete_selected", "_selected_action": [alice.pk], "post": "yes"})
    browser = Client()
    browser.post("/accounts/login/", {"login": "alice", "password": "correct horse"})
    browser.post("/accounts/reauthenticate/", {"password": "correct horse"})
    assert "You are the only admin" in get_page(browser, "/accounts/delete/")
    assert browser.post("/accounts/delete/", {"username": "alice"}).status_code == 422
    alice.refresh_from_db()
    assert (alice.is_active, alice.is_superuser) == (True, True)


def test_with_another_admin_one_may_go(alice: User, bob: User) -> None:
    other = make_member("anna", is_staff=True, is_superuser=True)
    sign_in(other).post(f"{MEMBERS}{alice.pk}/change/", form_of(alice, is_superuser=""))
    assert not User.objects.get(pk=alice.pk).is_superuser


def test_the_last_member_may_go_too(alice: User) -> None:
    browser = Client()
    browser.post("/accounts/login/", {"login": "alice", "password": "correct horse"})
    browser.post("/accounts/reauthenticate/", {"password": "correct horse"})
    assert "You are the only member" in get_page(browser, "/accounts/delete/")
    browser.post("/accounts/delete/", {"username": "alice"})
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"max_uses": 2_000_000_000}, "From 1 to 500 may use it."),
        ({"max_uses": 0}, "From 1 to 500 may use it."),
        ({"expires_at_0": "9999-12-31"}, "It can be good for 365 days at most, and from now on."),
        ({"expires_at_0": "2001-01-01"}, "It can be good for 365 days at most, and from now on."),
    ],
)
def test_the_admin_takes_no_invitation_without_bounds(hugo: User, changed: dict[str, Any], message: str) -> None:
    form = {"note": "", "max_uses": 3, "expires_at_0": tomorrow(), "expires_at_1": "12:00"}
    host = sign_in(hugo)
    address = "/admin/accounts/invitation/add/"
    assert message in host.post(address, form | changed).content.decode()
    assert not Invitation.objects.exists()
    assert host.post(address, form).status_code == 302
    assert Invitation.objects.get().max_uses == 3


def test_no_more_links_are_handed_out_than_are_shown(hugo: User) -> None:
    members = [make_member(f"a-member-with-a-long-name-{number}") for number in range(21)]
    assert "Choose 20 members at most. No link was handed out." in act(hugo, "hand_out_link", *members)
    assert not LogEntry.objects.exists()
    text = act(hugo, "hand_out_link", *members[1:])
    assert all(f"For {member}, good once" in text for member in members[1:])


def test_the_admin_is_for_hosts(visitor: Client, alice: User, bob: User) -> None:
    assert visitor.get("/admin/").headers["Location"].startswith("/admin/login/")
    assert "/accounts/login/" in visitor.get("/admin/login/").headers["Location"]
    assert sign_in(bob).get("/admin/", follow=True).status_code == 404
    for address in (
        "",
        "accounts/user/",
        "accounts/tmdblink/",
        "accounts/invitation/",
        "library/outboxentry/",
        "library/rating/",
        "library/list/",
    ):
        assert sign_in(alice).get(f"/admin/{address}").status_code == 200

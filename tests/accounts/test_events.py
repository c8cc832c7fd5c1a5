"""What stands in the log of what happens to accounts."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts.events import Event
from accounts.invitations import invitation_create
from accounts.models import User
from accounts.tmdb_link import Account, link_remove, link_set
from tests.accounts.totp import code_of
from tests.conftest import get_page, sign_in

pytestmark = pytest.mark.django_db

ReadEvents = Callable[[], list[str]]
RIGHT = {"login": "bob", "password": "correct horse"}


@pytest.fixture
def read_events(caplog: pytest.LogCaptureFixture) -> ReadEvents:
    """Return a function that returns the events since its last call."""

    def read() -> list[str]:
        lines = [record.getMessage() for record in caplog.records if record.name == "accounts.events"]
        caplog.clear()
        return lines

    return read


def test_signing_in_and_out(bob: User, visitor: Client, read_events: ReadEvents) -> None:
    visitor.post("/accounts/login/", RIGHT, REMOTE_ADDR="203.0.113.4")
    assert read_events() == [f"sign_in succeeded user={bob.pk} method=password network=203.0.113.4"]
    visitor.post("/accounts/reauthenticate/", {"password": "nonsense"})
    assert read_events() == [f"reauthentication failed user={bob.pk} method=password network=127.0.0.1"]
    visitor.post("/accounts/logout/")
    assert read_events() == [f"sign_out succeeded user={bob.pk} network=127.0.0.1"]


@pytest.mark.parametrize("login", ["bob", "BOB", "bob@example.org"])
def test_a_wrong_password_names_the_member_and_not_what_was_typed(
    bob: User, visitor: Client, read_events: ReadEvents, login: str
) -> None:
    User.objects.update(email="bob@example.org")
    visitor.post("/accounts/login/", {"login": login, "password": "hunter2"}, REMOTE_ADDR="2001:db8:1:2:3::4")
    assert read_events() == [f"sign_in failed user={bob.pk} method=password network=2001:db8:1:2::/64"]


def test_a_name_that_is_no_members_may_be_a_password_and_is_not_logged(
    bob: User, visitor: Client, read_events: ReadEvents, caplog: pytest.LogCaptureFixture
) -> None:
    visitor.post("/accounts/login/", {"login": "hunter2 hunter2", "password": "bob"})
    assert "hunter2" not in caplog.text
    assert read_events() == ["sign_in failed user=none method=password network=127.0.0.1"]


def test_too_many_tries(bob: User, visitor: Client, read_events: ReadEvents) -> None:
    for _ in range(7):
        visitor.post("/accounts/login/", RIGHT | {"password": "wrong"})
    assert [line.partition(" user")[0] for line in read_events()] == ["sign_in failed"] * 5 + ["sign_in limited"] * 2


def test_a_second_factor(
    bob: User, visitor: Client, read_events: ReadEvents, django_capture_on_commit_callbacks: Any
) -> None:
    visitor.post("/accounts/login/", RIGHT)
    visitor.post("/accounts/reauthenticate/", {"password": "correct horse"})
    read_events()
    body = get_page(visitor, "/accounts/2fa/totp/activate/")
    secret = re.search(r'value="([A-Z2-7]{32})"', body)
    assert secret
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post("/accounts/2fa/totp/activate/", {"code": code_of(secret[1])})
    assert f"authenticator added user={bob.pk} type=totp" in read_events()[0]
    stranger = Client()
    stranger.post("/accounts/login/", RIGHT)
    stranger.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert read_events() == [f"second_factor failed user={bob.pk} type=totp network=127.0.0.1"]


def test_a_passkey_that_is_none(visitor: Client, read_events: ReadEvents) -> None:
    visitor.get("/accounts/2fa/webauthn/login/")
    visitor.post("/accounts/2fa/webauthn/login/", {"credential": "{}"})
    assert read_events() == ["sign_in failed user=none method=passkey network=127.0.0.1"]


def test_passwords(bob: User, visitor: Client, read_events: ReadEvents) -> None:
    visitor.post("/accounts/login/", RIGHT)
    read_events()
    form = {"oldpassword": "correct horse", "password1": "battery staple", "password2": "battery staple"}
    visitor.post("/accounts/password/change/", form)
    assert f"password changed user={bob.pk} network=127.0.0.1" in read_events()


def test_who_joins_and_as_what(visitor: Client, read_events: ReadEvents) -> None:
    invitation = invitation_create(created_by=None, days=1, max_uses=1, for_host=True)
    visitor.get(f"/accounts/join/{invitation.token}/")
    form = {"username": "dora", "password1": "battery staple", "password2": "battery staple"}
    visitor.post("/accounts/signup/", form)
    number = User.objects.get(username="dora").pk
    assert f"member joined user={number} role=host network=127.0.0.1" in read_events()


def test_what_an_admin_does_with_a_member(alice: User, bob: User, read_events: ReadEvents) -> None:
    admin, address = sign_in(alice), f"/admin/accounts/user/{bob.pk}"
    form = {
        "username": "bob",
        "is_staff": "on",
        "date_joined_0": "2026-01-01",
        "date_joined_1": "12:00",
        "providers": "[]",
    }
    assert admin.post(f"{address}/change/", form).status_code == 302
    assert read_events() == [
        f"role changed user={bob.pk} by={alice.pk} role=host network=127.0.0.1",
        f"member disabled user={bob.pk} by={alice.pk} network=127.0.0.1",
    ]
    actions = {"hand_out_link": "password_link created", "take_second_factor": "authenticator removed"}
    for action, event in actions.items():
        admin.post("/admin/accounts/user/", {"action": action, "_selected_action": [bob.pk]})
        [line] = read_events()
        assert line.startswith(f"{event} user={bob.pk} by={alice.pk}")
    admin.post(f"{address}/password/", {"password1": "battery staple", "password2": "battery staple"})
    assert read_events() == [f"password changed user={bob.pk} by={alice.pk} network=127.0.0.1"]
    admin.post(f"{address}/delete/", {"post": "yes"})
    assert read_events() == [f"member deleted user={bob.pk} network=127.0.0.1"]


def test_a_hosts_link_and_the_password_that_it_sets(alice: User, bob: User, read_events: ReadEvents) -> None:
    User.objects.filter(pk=bob.pk).update(password=make_password("lost"))
    response = sign_in(alice).post(
        "/admin/accounts/user/", {"action": "hand_out_link", "_selected_action": [bob.pk]}, follow=True
    )
    link = re.search(r"http://testserver(/accounts/password/reset/key/[^\s<]+)", response.content.decode())
    assert link
    read_events()
    browser = Client()
    form_address = browser.get(link[1]).headers["Location"]
    browser.post(form_address, {"password1": "battery staple", "password2": "battery staple"})
    events = read_events()
    assert f"password reset user={bob.pk} network=127.0.0.1" in events


def test_data_and_the_link_to_tmdb(bob: User, read_events: ReadEvents) -> None:
    sign_in(bob).get("/accounts/data/")
    link_set(user=bob, account=Account(1, "mona", "sealed"))
    link_remove(user=bob)
    assert read_events() == [
        f"export created user={bob.pk} network=127.0.0.1",
        f"link created user={bob.pk} network=none",  # not in a request
        f"link removed user={bob.pk} network=none",
    ]


def test_events_are_nouns_and_verbs() -> None:
    assert not [event for event in Event if not re.fullmatch(r"[a-z_]+ [a-z]+", event)]

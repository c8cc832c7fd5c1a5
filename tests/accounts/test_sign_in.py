"""Signing in: limits on tries, refusals that tell nothing, addresses that lead elsewhere."""

import re
import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site_settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection as database
from django.test import Client
from redis import ConnectionError as Gone

from accounts.invitations import invitation_create
from accounts.models import User
from jobs import redis_client
from library.tasks import tidy
from tests.accounts.conftest import with_address
from tests.conftest import get_page

pytestmark = pytest.mark.django_db

WRONG = {"login": "bob", "password": "wrong"}


def tries(client: Client, number: int, **meta: str) -> str:
    """The page after so many wrong passwords."""
    for _ in range(number):
        response = client.post("/accounts/login/", WRONG, **meta)  # type: ignore[arg-type]
    return response.content.decode()


ELSEWHERE = "198.51.100.7"
RIGHT = {"login": "bob", "password": "correct horse"}


def test_guessing_a_password_slows_down_and_says_how_long(bob: User, visitor: Client) -> None:
    assert "is not right" in tries(visitor, 5)
    assert re.search(r"Too many attempts. Try again in [0-9]{1,2} seconds?\.", tries(visitor, 1))
    assert "Too many attempts" in visitor.post("/accounts/login/", RIGHT).content.decode()


@pytest.mark.parametrize("login", ["bob", "BOB", "bob@example.org"])
def test_a_strangers_tries_are_not_the_members_own(bob: User, visitor: Client, login: str) -> None:
    User.objects.update(email="bob@example.org")
    for _ in range(12):
        visitor.post("/accounts/login/", {"login": login, "password": "wrong"}, REMOTE_ADDR=ELSEWHERE)
    response = Client().post("/accounts/login/", RIGHT | {"login": login})
    assert response.status_code == 302


def test_who_goes_on_trying_waits_longer_and_never_for_good(
    bob: User, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, ahead = time.time, 0.0
    monkeypatch.setattr("time.time", lambda: now() + ahead)
    waits = []
    for _ in range(40):
        wait = re.search(r"Try again in ([0-9]+) (second|minute)", tries(visitor, 1))
        if wait:
            waits.append(int(wait[1]) * (60 if wait[2] == "minute" else 1))
            ahead += waits[-1]
            assert "is not right" in tries(visitor, 1), "after as long as was said there is another try"
    assert waits[0] <= 30
    assert 60 < max(waits) <= 15 * 60
    ahead += 15 * 60
    assert visitor.post("/accounts/login/", RIGHT).status_code == 302


def test_limits_outlast_a_redis_that_forgets_everything(bob: User, visitor: Client) -> None:
    """As a flood of odd searches makes it do, where its memory is full."""
    tries(visitor, 5)
    redis_client.client().flushdb()
    assert "Too many attempts" in tries(visitor, 1)


def test_limits_hold_without_redis(bob: User, visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **kwargs: Any) -> Any:
        raise Gone("away")

    monkeypatch.setattr("redis.connection.ConnectionPool.get_connection", fails)
    assert "is not right" in tries(visitor, 5)
    assert "Too many attempts" in tries(visitor, 1)


def test_limits_that_are_over_are_swept() -> None:
    limits = caches["default"]
    limits.set("over", 1, timeout=-10)
    limits.set("holds", 1, timeout=600)
    tidy()
    with database.cursor() as cursor:
        cursor.execute("select cache_key from limits")
        keys = [key for (key,) in cursor.fetchall()]
    assert [key for key in keys if "over" in key] == []
    assert [key for key in keys if "holds" in key] != []


@pytest.mark.parametrize(
    "login",
    ["nobody", "nobody@example.org", "bob", "bob@example.org", "charlie", "charlie@example.org", "alice@example.org"],
)
def test_each_refusal_is_as_much_work(
    alice: User, bob: User, charlie: User, visitor: Client, hasher_runs: list[str], login: str
) -> None:
    """Unknown, a member, one without a password (charlie), one who is no longer active (alice)."""
    with_address(bob)
    with_address(charlie, password="!unusable")
    with_address(alice, is_active=False)
    hasher_runs.clear()
    response = visitor.post("/accounts/login/", {"login": login, "password": "wrong"})
    assert "is not right" in response.content.decode()
    assert len(hasher_runs) == 1


def test_an_unknown_name_is_answered_as_a_wrong_password(bob: User, visitor: Client) -> None:
    for form in (WRONG, WRONG | {"login": "nobody"}):
        response = visitor.post("/accounts/login/", form)
        assert "is not right" in response.content.decode()


@pytest.mark.parametrize(("proxies", "is_another"), [(1, True), (0, False)])
def test_behind_a_proxy_each_visitor_has_tries_of_their_own(
    bob: User, visitor: Client, settings: Any, proxies: int, is_another: bool
) -> None:
    """And without one, nobody gets new tries by claiming to be somebody else."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(10):
        visitor.post("/accounts/login/", WRONG | {"login": f"name{number}"}, HTTP_X_FORWARDED_FOR="203.0.113.5")
    assert "Too many attempts" in tries(visitor, 1, HTTP_X_FORWARDED_FOR="203.0.113.5")
    last = tries(visitor, 1, HTTP_X_FORWARDED_FOR="203.0.113.6")
    assert ("is not right" in last) is is_another


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_leads_nowhere_else(bob: User, visitor: Client, target: str) -> None:
    form = {"login": "bob", "password": "correct horse", "next": target}
    response = visitor.post("/accounts/login/", form)
    assert response.headers["Location"] == "/"


def test_a_session_changes_its_name_when_somebody_signs_in(bob: User, visitor: Client) -> None:
    visitor.get(invitation_create(created_by=None, days=1, max_uses=1).get_absolute_url())
    before = visitor.session.session_key
    visitor.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
    assert before
    assert visitor.session.session_key != before


def test_cookies_are_for_this_site_alone(bob: User, visitor: Client) -> None:
    visitor.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
    cookie = visitor.cookies[site_settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_challenges_for_passkeys_are_limited_by_address(visitor: Client, db: None) -> None:
    """Each one makes a row in the database, for whoever comes."""
    script = {"X-Requested-With": "XMLHttpRequest"}
    address = "/accounts/2fa/webauthn/login/"
    answers = [Client().get(address, headers=script) for _ in range(30)]
    assert [response.status_code for response in answers] == [200] * 20 + [429] * 10
    assert Session.objects.count() == 20
    assert Client().get(address, headers=script, REMOTE_ADDR=ELSEWHERE).status_code == 200
    assert visitor.post(address, {"credential": "{}"}).status_code == 302, "who has a challenge may go on"


@pytest.mark.parametrize("name", ["alice", "Alice", "alice@example.org"])
def test_signing_in_by_name_or_mail(visitor: Client, alice: User, name: str) -> None:
    User.objects.update(email="alice@example.org")
    EmailAddress.objects.create(user=alice, email="alice@example.org", verified=True, primary=True)
    visitor.post("/accounts/login/", {"login": name, "password": "correct horse"})
    assert "alice" in get_page(visitor, "/accounts/")

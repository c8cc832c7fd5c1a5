"""What guards the doors: limits on tries, addresses that lead elsewhere, what browsers may keep and send."""

from typing import Any

import pytest
from django.conf import settings as site_settings
from django.test import Client
from redis import ConnectionError as Gone

from accounts.invitations import invitation_make
from accounts.models import User
from catalog.cache import SharedCache
from tests.conftest import page, signed_in

pytestmark = pytest.mark.django_db

WRONG = {"login": "bob", "password": "wrong"}


def tries(client: Client, number: int, **meta: str) -> str:
    """The page after so many wrong passwords."""
    for _ in range(number):
        response = client.post("/accounts/login/", WRONG, **meta)  # type: ignore[arg-type]
    return response.content.decode()


def test_guessing_a_password_ends_soon(bob: User, visitor: Client) -> None:
    assert "is not right" in tries(visitor, 5)
    assert "Too many tries" in tries(visitor, 1)
    right = {"login": "bob", "password": "correct horse"}
    assert "Too many tries" in visitor.post("/accounts/login/", right).content.decode()


def test_an_unknown_name_is_answered_as_a_wrong_password(bob: User, visitor: Client) -> None:
    known = visitor.post("/accounts/login/", WRONG)
    unknown = visitor.post("/accounts/login/", WRONG | {"login": "nobody"})
    for response in (known, unknown):
        assert "is not right" in response.content.decode()


@pytest.mark.parametrize(("proxies", "is_another"), [(1, True), (0, False)])
def test_behind_a_proxy_each_visitor_has_tries_of_their_own(
    bob: User, visitor: Client, settings: Any, proxies: int, is_another: bool
) -> None:
    """And without one, nobody gets new tries by claiming to be somebody else."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(10):
        visitor.post("/accounts/login/", WRONG | {"login": f"name{number}"}, HTTP_X_FORWARDED_FOR="203.0.113.5")
    assert "Too many tries" in tries(visitor, 1, HTTP_X_FORWARDED_FOR="203.0.113.5")
    last = tries(visitor, 1, HTTP_X_FORWARDED_FOR="203.0.113.6")
    assert ("is not right" in last) is is_another


def test_limits_hold_in_all_processes_and_without_redis(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    params: dict[str, Any] = {"KEY_PREFIX": "cache"}
    one, other = SharedCache(settings.REDIS_URL, params), SharedCache(settings.REDIS_URL, params)
    assert one.add("tries", [1])
    assert not other.add("tries", [2])
    assert other.get("tries") == [1]

    def fails(*args: Any, **kwargs: Any) -> Any:
        raise Gone("away")

    monkeypatch.setattr("redis.Connection.connect", fails)
    monkeypatch.setattr("redis.connection.ConnectionPool.get_connection", fails)
    assert one.get("tries", "nothing") == "nothing"
    one.set("tries", [3], 60)
    assert one.get("tries") == [3]
    assert one.delete("tries")


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_leads_nowhere_else(bob: User, visitor: Client, target: str) -> None:
    given = {"login": "bob", "password": "correct horse", "next": target}
    response = visitor.post("/accounts/login/", given)
    assert response.headers["Location"] == "/"


def test_a_session_changes_its_name_when_somebody_signs_in(bob: User, visitor: Client) -> None:
    visitor.get(invitation_make(made_by=None, days=1, max_uses=1).get_absolute_url())
    before = visitor.session.session_key
    visitor.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
    assert before
    assert visitor.session.session_key != before


PRIVATE = [
    *(f"/accounts/{page}" for page in ("", "email/", "2fa/", "sessions/", "3rdparty/", "data/", "password/change/")),
    *("/me/", "/members/bob/", "/me/sync/"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_browsers_keep_nothing_that_is_a_members_own(bob: User, address: str) -> None:
    assert "no-store" in signed_in(bob).get(address).headers["Cache-Control"]


def test_an_invitation_is_not_told_to_other_sites(visitor: Client) -> None:
    token = invitation_make(made_by=None, days=1, max_uses=1).token
    response = visitor.get(f"/accounts/join/{token}/")
    assert token not in response.headers["Location"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]
    assert token not in page(visitor, "/accounts/signup/")


def test_cookies_are_for_this_site_alone(bob: User, visitor: Client) -> None:
    visitor.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
    cookie = visitor.cookies[site_settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")

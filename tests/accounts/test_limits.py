"""What guards the doors: limits on tries, addresses that lead elsewhere, what browsers may keep and send."""

import re
import time
from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site_settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.mail import EmailMultiAlternatives
from django.db import connection as database
from django.test import Client
from redis import ConnectionError as Gone

from accounts import mails
from accounts.invitations import invitation_create
from accounts.models import User
from jobs import dispatch, redis_client
from library.tasks import tidy
from tests.conftest import page, signed_in

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
        said = re.search(r"Try again in ([0-9]+) (second|minute)", tries(visitor, 1))
        if said:
            waits.append(int(said[1]) * (60 if said[2] == "minute" else 1))
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


@pytest.fixture
def hasher_runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Passwords that were hashed."""
    runs: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        runs.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return runs


def _with_address(user: User, **fields: Any) -> None:
    address = f"{user.username}@example.org"
    User.objects.filter(pk=user.pk).update(email=address, **fields)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)


@pytest.mark.parametrize(
    "login",
    ["nobody", "nobody@example.org", "bob", "bob@example.org", "charlie", "charlie@example.org", "alice@example.org"],
)
def test_each_refusal_is_as_much_work(
    alice: User, bob: User, charlie: User, visitor: Client, hasher_runs: list[str], login: str
) -> None:
    """Unknown, a member, one without a password (charlie), one who is no longer active (alice)."""
    _with_address(bob)
    _with_address(charlie, password="!unusable")
    _with_address(alice, is_active=False)
    hasher_runs.clear()
    response = visitor.post("/accounts/login/", {"login": login, "password": "wrong"})
    assert "is not right" in response.content.decode()
    assert len(hasher_runs) == 1


@pytest.fixture
def sends_mail(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], Any]]:
    """What is to be done beside the request."""
    settings.SENDS_MAIL, settings.ACCOUNT_EMAIL_VERIFICATION, settings.SIGNUP = True, "mandatory", "open"
    beside: list[Callable[[], Any]] = []
    monkeypatch.setattr(dispatch, "in_background", beside.append)
    return beside


@pytest.mark.parametrize("address", ["bob@example.org", "nobody@example.org"])
def test_a_new_password_is_sent_beside_the_request(
    bob: User, visitor: Client, sends_mail: list[Callable[[], Any]], mailoutbox: list[Any], hasher_runs: list[str],
    address: str,
) -> None:  # fmt: skip
    _with_address(bob)
    assert visitor.post("/accounts/password/reset/", {"email": address}).status_code == 302
    assert (mailoutbox, len(sends_mail), hasher_runs) == ([], 1, [])
    sends_mail[0]()
    assert mailoutbox[0].to == [address]


@pytest.mark.parametrize("address", ["bob@example.org", "vera@example.org"])
def test_joining_with_a_known_address_is_as_much_work(
    bob: User, visitor: Client, sends_mail: list[Callable[[], Any]], hasher_runs: list[str], address: str
) -> None:
    _with_address(bob)
    password = "a long enough one"
    form = {"username": "vera", "email": address, "password1": password, "password2": password}
    hasher_runs.clear()
    response = visitor.post("/accounts/signup/", form)
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/confirm-email/")
    assert (len(hasher_runs), len(sends_mail)) == (1, 1)


def test_a_mail_waits_sealed_and_is_sent_without_a_broker(
    bob: User, visitor: Client, sends_mail: list[Callable[[], Any]], mailoutbox: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    waiting: list[str] = []

    def away(sealed: str) -> None:
        waiting.append(sealed)
        raise Gone("away")

    _with_address(bob)
    monkeypatch.setattr("accounts.tasks.send_mail.delay", away)
    visitor.post("/accounts/password/reset/", {"email": "bob@example.org"})
    sends_mail[0]()
    assert "/password/reset/key/" in mailoutbox[0].body
    assert "bob" not in waiting[0]


def test_a_mail_server_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]) -> None:
    failures = [OSError("away"), SMTPException("busy")]

    def fails_at_first(message: EmailMultiAlternatives, *args: Any, **kwargs: Any) -> int:
        if failures:
            raise failures.pop()
        return sent(message, *args, **kwargs)

    sent = EmailMultiAlternatives.send
    monkeypatch.setattr(EmailMultiAlternatives, "send", fails_at_first)
    monkeypatch.setattr(dispatch, "in_background", lambda errand: errand())
    mails.enqueue(EmailMultiAlternatives("Subject", "Text", "club@localhost", ["bob@example.org"]))
    assert [mail.subject for mail in mailoutbox] == ["Subject"]


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
    assert "Too many attempts" in tries(visitor, 1, HTTP_X_FORWARDED_FOR="203.0.113.5")
    last = tries(visitor, 1, HTTP_X_FORWARDED_FOR="203.0.113.6")
    assert ("is not right" in last) is is_another


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_leads_nowhere_else(bob: User, visitor: Client, target: str) -> None:
    given = {"login": "bob", "password": "correct horse", "next": target}
    response = visitor.post("/accounts/login/", given)
    assert response.headers["Location"] == "/"


def test_a_session_changes_its_name_when_somebody_signs_in(bob: User, visitor: Client) -> None:
    visitor.get(invitation_create(created_by=None, days=1, max_uses=1).get_absolute_url())
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
    token = invitation_create(created_by=None, days=1, max_uses=1).token
    response = visitor.get(f"/accounts/join/{token}/")
    assert token not in response.headers["Location"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]
    assert token not in page(visitor, "/accounts/signup/")


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

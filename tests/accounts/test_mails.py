"""Mails go out beside the request that they come from, encrypted until then."""

from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from redis import ConnectionError as Gone

from accounts import mails
from accounts.models import User
from jobs import dispatch
from tests.accounts.conftest import with_address

pytestmark = pytest.mark.django_db


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
    with_address(bob)
    assert visitor.post("/accounts/password/reset/", {"email": address}).status_code == 302
    assert (mailoutbox, len(sends_mail), hasher_runs) == ([], 1, [])
    sends_mail[0]()
    assert mailoutbox[0].to == [address]


@pytest.mark.parametrize("address", ["bob@example.org", "vera@example.org"])
def test_joining_with_a_known_address_is_as_much_work(
    bob: User, visitor: Client, sends_mail: list[Callable[[], Any]], hasher_runs: list[str], address: str
) -> None:
    with_address(bob)
    password = "a long enough one"
    form = {"username": "vera", "email": address, "password1": password, "password2": password}
    hasher_runs.clear()
    response = visitor.post("/accounts/signup/", form)
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/confirm-email/")
    assert (len(hasher_runs), len(sends_mail)) == (1, 1)


def test_a_mail_waits_encrypted_and_is_sent_without_a_broker(
    bob: User, visitor: Client, sends_mail: list[Callable[[], Any]], mailoutbox: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    waiting: list[str] = []

    def away(encrypted: str) -> None:
        waiting.append(encrypted)
        raise Gone("away")

    with_address(bob)
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

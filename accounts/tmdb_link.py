"""The link to an account at TMDB: request token, approval, session, and its end."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse

from accounts import encryption, revocation, signals
from accounts.models import TmdbLink, User
from catalog.gateway import api, tmdb_client
from tmdb import Call, errors

LINK_TIMEOUT = 6.0  # seconds that a page waits for TMDB in one step of the way


class AccountTaken(Exception):
    """The account at TMDB is another member's."""


@dataclass(frozen=True)
class Account:
    """Somebody's account at TMDB, with a session of theirs."""

    id: int
    username: str
    encrypted_session: str


def send(call: Call) -> Any:
    """Send a call to TMDB while a page waits.

    Raises TMDBError.
    """
    return tmdb_client.send(call, LINK_TIMEOUT)


def create_request_token() -> str:
    return str(send(api.authentication.create_request_token())["request_token"])


def build_approval_url(token: str) -> str:
    """Return TMDB's page on which a member approves a token; in the demo, the stand-in's."""
    if settings.TMDB_DEMO:
        return reverse("demo_authenticate", args=[token])
    return f"{settings.TMDB_WEB_URL}/authenticate/{token}"


def approve_with_login(token: str, *, username: str, password: str) -> None:
    """Approve a token in the name of a member who has given their name and password at TMDB.

    Raises LoginFailed, and other TMDBErrors.
    """
    send(api.authentication.validate_with_login(username=username, password=password, request_token=token))


def fetch_account(token: str) -> Account:
    """Exchange an approved token for a session.

    Raises TMDBError, SessionDenied for a token that is not approved or was used already.
    """
    return _read_account(str(send(api.authentication.create_session(request_token=token))["session_id"]))


def fetch_account_by_v4_token(access_token: str) -> Account:
    """Exchange a member's own access token of TMDB's version 4 for a session.

    Raises TMDBError.
    """
    return _read_account(str(send(api.authentication.convert_v4_token(access_token=access_token))["session_id"]))


def _read_account(session: str) -> Account:
    """Return the account of a session; a session whose account can't be read is of no use, and revoked again."""
    try:
        details = send(api.account.details("me", session_id=session))
    except errors.TMDBError:
        revocation.revoke_session(encryption.encrypt(session))
        raise
    return Account(int(details["id"]), str(details.get("username") or details["id"]), encryption.encrypt(session))


def find_owner(account_id: int) -> User | None:
    link = TmdbLink.objects.filter(account_id=account_id).select_related("user").first()
    return link.user if link else None


def link_set(*, user: User, account: Account, request: HttpRequest | None = None) -> TmdbLink:
    """Link, or link again; the session that was used before ends at TMDB.

    Raises AccountTaken.
    """
    before = TmdbLink.objects.filter(user=user).first()
    fields = {
        "account_id": account.id,
        "username": account.username,
        "encrypted_session": account.encrypted_session,
        "state": TmdbLink.State.ACTIVE,
        "revoked_at": None,
    }
    try:
        with transaction.atomic():
            link, _ = TmdbLink.objects.update_or_create(user=user, defaults=fields)
    except IntegrityError as error:
        raise AccountTaken from error
    if before and before.is_active and before.encrypted_session != account.encrypted_session:
        revocation.revoke_session(before.encrypted_session)
    is_other = before is None or before.account_id != account.id
    signals.tmdb_linked.send(sender=TmdbLink, link=link, is_other=is_other, request=request)
    return link


def link_remove(*, user: User) -> None:
    """Unlink: the session ends at TMDB, and everything stays on both sides."""
    link = TmdbLink.objects.filter(user=user).first()
    if not link:
        return
    link.delete()  # which ends the session, as it does when a member is deleted: accounts/receivers.py
    signals.tmdb_unlinked.send(sender=TmdbLink, user=user)


def discard_account(account: Account) -> None:
    """Revoke the session of an account that nobody was linked to."""
    revocation.revoke_session(account.encrypted_session)

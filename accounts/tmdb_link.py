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

PATIENCE = 6.0  # seconds that a page waits for TMDB in one step of the way


class Taken(Exception):
    """The account at TMDB is another member's."""


@dataclass(frozen=True)
class Account:
    """Somebody's account at TMDB, with a session of theirs, sealed."""

    id: int
    username: str
    sealed_session: str


def send(call: Call) -> Any:
    """Raises TMDBError."""
    return tmdb_client.send(call, PATIENCE)


def new_request_token() -> str:
    return str(send(api.authentication.create_request_token())["request_token"])


def approval_url(token: str) -> str:
    """Return TMDB's page on which a member approves a token; in the demo, the stand-in's."""
    if settings.TMDB_DEMO:
        return reverse("demo_authenticate", args=[token])
    return f"{settings.TMDB_WEB_URL}/authenticate/{token}"


def approve_with_login(token: str, *, username: str, password: str) -> None:
    """Raises LoginFailed, and other TMDBErrors."""
    send(api.authentication.validate_with_login(username=username, password=password, request_token=token))


def account_of(token: str) -> Account:
    """Of an approved token. Raises TMDBError, SessionDenied for one that is not, or was used already."""
    return _account(str(send(api.authentication.create_session(request_token=token))["session_id"]))


def account_of_v4(access_token: str) -> Account:
    """Of a member's own access token of TMDB's version 4. Raises TMDBError."""
    return _account(str(send(api.authentication.convert_v4_token(access_token=access_token))["session_id"]))


def _account(session: str) -> Account:
    """A session whose account can't be read is of no use: it is ended again."""
    try:
        found = send(api.account.details("me", session_id=session))
    except errors.TMDBError:
        revocation.end_soon(encryption.encrypt(session))
        raise
    return Account(int(found["id"]), str(found.get("username") or found["id"]), encryption.encrypt(session))


def owner_of(account_id: int) -> User | None:
    link = TmdbLink.objects.filter(account_id=account_id).select_related("user").first()
    return link.user if link else None


def link_set(*, user: User, account: Account, request: HttpRequest | None = None) -> TmdbLink:
    """Link, or link again. The session that was used before ends at TMDB. Raises Taken."""
    before = TmdbLink.objects.filter(user=user).first()
    fields = {
        "account_id": account.id,
        "username": account.username,
        "sealed_session": account.sealed_session,
        "state": TmdbLink.State.ACTIVE,
        "revoked_at": None,
    }
    try:
        with transaction.atomic():
            link, _ = TmdbLink.objects.update_or_create(user=user, defaults=fields)
    except IntegrityError as error:
        raise Taken from error
    if before and before.is_active and before.sealed_session != account.sealed_session:
        revocation.end_soon(before.sealed_session)
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


def discard(account: Account) -> None:
    """A session that led to no link."""
    revocation.end_soon(account.sealed_session)

"""What happens to members' accounts, as lines of one logger: who came in, who didn't, and what gives somebody power.

Members stand in it by their number. What was typed as a name is never logged: people type their password there.
"""

import logging
from enum import StrEnum
from typing import Any

from allauth.account import signals as account_signals
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import signals
from accounts.models import User
from catalog.visitors import current_network

log = logging.getLogger("accounts.events")


class Event(StrEnum):
    """The events, as docs/operating.md lists them."""

    SIGN_IN_SUCCEEDED = "sign_in succeeded"
    SIGN_IN_FAILED = "sign_in failed"
    SIGN_IN_LIMITED = "sign_in limited"
    SIGN_OUT_SUCCEEDED = "sign_out succeeded"
    REAUTHENTICATION_FAILED = "reauthentication failed"
    SECOND_FACTOR_FAILED = "second_factor failed"
    AUTHENTICATOR_ADDED = "authenticator added"
    AUTHENTICATOR_REMOVED = "authenticator removed"
    AUTHENTICATOR_RESET = "authenticator reset"
    PASSWORD_CHANGED = "password changed"
    PASSWORD_RESET = "password reset"
    PASSWORD_RESET_REQUESTED = "password_reset requested"
    PASSWORD_LINK_CREATED = "password_link created"
    EMAIL_CHANGED = "email changed"
    SESSION_ENDED = "session ended"
    MEMBER_JOINED = "member joined"
    MEMBER_ENABLED = "member enabled"
    MEMBER_DISABLED = "member disabled"
    MEMBER_DELETED = "member deleted"
    ROLE_CHANGED = "role changed"
    EXPORT_CREATED = "export created"
    LINK_CREATED = "link created"
    LINK_REMOVED = "link removed"


WARNINGS = frozenset(
    {Event.SIGN_IN_FAILED, Event.SIGN_IN_LIMITED, Event.REAUTHENTICATION_FAILED, Event.SECOND_FACTOR_FAILED}
)


def record(event: Event, user: User | None, **fields: Any) -> None:
    """Log an event of a member, None for somebody who is none; with the network that the request came from."""
    fields = {"user": user.pk if user else "none", **fields, "network": current_network() or "none"}
    template = " ".join([event, *(f"{key}=%s" for key in fields)])
    log.log(logging.WARNING if event in WARNINGS else logging.INFO, template, *fields.values())


def role_of(user: User) -> str:
    return "admin" if user.is_superuser else "host" if user.is_staff else "member"


@receiver(account_signals.user_logged_in)
def _record_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    methods = [str(step.get("method")) for step in get_authentication_records(request, user)]
    record(Event.SIGN_IN_SUCCEEDED, user, method="+".join(dict.fromkeys(methods)) or "none")


@receiver(user_login_failed)
def _record_failure(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Record a wrong password, with the member whose name or e-mail address was typed, if it is one's."""
    typed = str(credentials.get("username") or credentials.get("email") or "")
    member = User.objects.filter(Q(username=typed) | Q(email__iexact=typed)).first() if typed else None
    is_known = request is not None and request.user.is_authenticated
    record(Event.REAUTHENTICATION_FAILED if is_known else Event.SIGN_IN_FAILED, member, method="password")


@receiver(user_logged_out)
def _record_sign_out(user: User | None, **_: Any) -> None:
    if user:
        record(Event.SIGN_OUT_SUCCEEDED, user)


@receiver(mfa_signals.authentication_failed)
def _record_wrong_code(user: User, authenticator: Authenticator, **_: Any) -> None:
    record(Event.SECOND_FACTOR_FAILED, user, type=authenticator.type)


@receiver(mfa_signals.authenticator_added)
def _record_authenticator(user: User, authenticator: Authenticator, **_: Any) -> None:
    record(Event.AUTHENTICATOR_ADDED, user, type=authenticator.type)


@receiver(mfa_signals.authenticator_removed)
def _record_authenticator_end(user: User, authenticator: Authenticator, **_: Any) -> None:
    record(Event.AUTHENTICATOR_REMOVED, user, type=authenticator.type)


@receiver(mfa_signals.authenticator_reset)
def _record_authenticator_reset(user: User, authenticator: Authenticator, **_: Any) -> None:
    record(Event.AUTHENTICATOR_RESET, user, type=authenticator.type)


@receiver([account_signals.password_changed, account_signals.password_set])
def _record_password(user: User, **_: Any) -> None:
    record(Event.PASSWORD_CHANGED, user)


@receiver(account_signals.password_reset)
def _record_password_reset(user: User, **_: Any) -> None:
    record(Event.PASSWORD_RESET, user)


@receiver([account_signals.email_changed, account_signals.email_added, account_signals.email_removed])
def _record_email(user: User, **_: Any) -> None:
    record(Event.EMAIL_CHANGED, user)


@receiver(account_signals.user_signed_up)
def _record_member(user: User, **_: Any) -> None:
    record(Event.MEMBER_JOINED, user, role=role_of(user))


@receiver(post_delete, sender=User)
def _record_member_end(instance: User, **_: Any) -> None:
    record(Event.MEMBER_DELETED, instance)


@receiver(signals.tmdb_linked)
def _record_link(link: Any, **_: Any) -> None:
    record(Event.LINK_CREATED, link.user)


@receiver(signals.tmdb_unlinked)
def _record_link_end(user: User, **_: Any) -> None:
    record(Event.LINK_REMOVED, user)

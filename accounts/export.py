"""All that the site holds of a member, for them to take away."""

from collections.abc import Callable, Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from accounts.models import User, link_of

Exporter = Callable[[User], tuple[str, Any]]
_exporters: list[Exporter] = []


def register(exporter: Exporter) -> None:
    """`exporter`: gives (name, what it holds of a member), ready for JSON."""
    if exporter not in _exporters:
        _exporters.append(exporter)


def everything(user: User) -> dict[str, Any]:
    return dict(exporter(user) for exporter in (_profile, *_exporters))


def _profile(user: User) -> tuple[str, Any]:
    link = link_of(user)
    return "profile", {
        "username": user.username,
        "email": user.email,
        "joined": user.date_joined.isoformat(),
        "last_signed_in": user.last_login.isoformat() if user.last_login else None,
        "is_host": user.is_staff,
        "language": user.language,
        "country": user.region,
        "theme": user.theme,
        "titles_for_adults": user.include_adult,
        "time_zone": user.time_zone,
        "streaming_services": user.providers,
        "is_private": user.is_private,
        "tmdb": {"username": link.username, "account_id": link.account_id, "state": link.state} if link else None,
        "e_mail_addresses": list(_addresses(user)),
        "signs_in_with": list(_ways_in(user)),
        "signed_in": list(_sessions(user)),
        "invitations": list(_invitations(user)),
    }


def _addresses(user: User) -> Iterable[dict[str, Any]]:
    for one in EmailAddress.objects.filter(user=user):
        yield {"address": one.email, "is_verified": one.verified, "is_primary": one.primary}


def _ways_in(user: User) -> Iterable[dict[str, Any]]:
    """Without the secrets in them."""
    if user.has_usable_password():
        yield {"way": "password"}
    for one in Authenticator.objects.filter(user=user):
        name = one.data.get("name", "") if one.type == Authenticator.Type.WEBAUTHN else ""
        yield {"way": one.type, "name": name, "since": one.created_at.isoformat()}
    for account in SocialAccount.objects.filter(user=user):
        yield {"way": account.provider, "name": account.uid, "since": account.date_joined.isoformat()}


def _sessions(user: User) -> Iterable[dict[str, Any]]:
    for one in UserSession.objects.filter(user=user):
        since, seen = one.created_at.isoformat(), one.last_seen_at.isoformat()
        yield {"since": since, "seen": seen, "from": one.ip, "browser": one.user_agent}


def _invitations(user: User) -> Iterable[dict[str, Any]]:
    for one in user.invitations.all():
        yield {
            "note": one.note,
            "made": one.made_at.isoformat(),
            "good_until": one.expires_at.isoformat(),
            "uses": one.uses,
            "of": one.max_uses,
            "makes_hosts": one.for_host,
        }

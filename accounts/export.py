"""The file of all that the site holds of a member, for them to take away."""

from collections.abc import Callable, Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from accounts.models import User, get_link

Exporter = Callable[[User], tuple[str, Any]]
_exporters: list[Exporter] = []


def register(exporter: Exporter) -> None:
    """Add a part to the file: `exporter` returns its name, and what it holds of a member, ready for JSON."""
    if exporter not in _exporters:
        _exporters.append(exporter)


def collect_data(user: User) -> dict[str, Any]:
    return dict(exporter(user) for exporter in (_profile, *_exporters))


def _profile(user: User) -> tuple[str, Any]:
    link = get_link(user)
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
    for address in EmailAddress.objects.filter(user=user):
        yield {"address": address.email, "is_verified": address.verified, "is_primary": address.primary}


def _ways_in(user: User) -> Iterable[dict[str, Any]]:
    """Yield each way in which the member signs in, without the secret in it."""
    if user.has_usable_password():
        yield {"way": "password"}
    for authenticator in Authenticator.objects.filter(user=user):
        name = authenticator.data.get("name", "") if authenticator.type == Authenticator.Type.WEBAUTHN else ""
        yield {"way": authenticator.type, "name": name, "since": authenticator.created_at.isoformat()}
    for account in SocialAccount.objects.filter(user=user):
        yield {"way": account.provider, "name": account.uid, "since": account.date_joined.isoformat()}


def _sessions(user: User) -> Iterable[dict[str, Any]]:
    for session in UserSession.objects.filter(user=user):
        since, seen = session.created_at.isoformat(), session.last_seen_at.isoformat()
        yield {"since": since, "seen": seen, "from": session.ip, "browser": session.user_agent}


def _invitations(user: User) -> Iterable[dict[str, Any]]:
    for invitation in user.invitations.all():
        yield {
            "note": invitation.note,
            "made": invitation.created_at.isoformat(),
            "good_until": invitation.expires_at.isoformat(),
            "uses": invitation.uses,
            "of": invitation.max_uses,
            "makes_hosts": invitation.for_host,
        }

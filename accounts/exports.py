"""All that the site holds of a member, for them to take away."""

from collections.abc import Callable, Iterable
from typing import Any

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
        "invitations": list(_invitations(user)),
    }


def _invitations(user: User) -> Iterable[dict[str, Any]]:
    for one in user.invitations.all():
        yield {"note": one.note, "made": one.made_at.isoformat(), "uses": one.uses, "of": one.max_uses}

"""Invitations: made by hosts, used up by those who sign up."""

from datetime import timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import Invitation, User

LONGEST = 365  # days
MOST = 500  # uses


class NotOpen(Exception):
    """`state`: "expired" or "used up"; "" for one that never was."""

    def __init__(self, state: str = "") -> None:
        super().__init__(state)
        self.state = state


def invitation_make(
    *, made_by: User | None, days: int, max_uses: int, note: str = "", for_host: bool = False
) -> Invitation:
    return Invitation.objects.create(
        made_by=made_by,
        note=note,
        for_host=for_host,
        max_uses=max_uses,
        expires_at=timezone.now() + timedelta(days=days),
    )


def invitations_for(host: User, invitations: "QuerySet[Invitation]") -> "QuerySet[Invitation]":
    """Return those that a host may see. What makes hosts is the admins': whoever sees its link can use it."""
    return invitations if host.is_superuser else invitations.filter(for_host=False)


def invitation_open(token: str) -> Invitation:
    """Raises NotOpen."""
    found = Invitation.objects.filter(token=token).first()
    if found is None or not found.is_open:
        raise NotOpen(found.state if found else "")
    return found


def invitation_use(token: str) -> Invitation:
    """Take one of its uses; of two who come for the last one at once, one gets it. Raises NotOpen."""
    found = invitation_open(token)
    still = Invitation.objects.filter(pk=found.pk, uses__lt=F("max_uses"), expires_at__gt=timezone.now())
    if not still.update(uses=F("uses") + 1):
        raise NotOpen("used up")
    return found

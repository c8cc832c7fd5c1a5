"""Invitations: made by hosts, used up by those who sign up."""

from datetime import timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import Invitation, User

MAX_DAYS = 365  # for which an invitation is good
MAX_USES = 500


class NotOpen(Exception):
    """`state`: "expired" or "used up"; "" for one that never was."""

    def __init__(self, state: str = "") -> None:
        super().__init__(state)
        self.state = state


def invitation_create(
    *, created_by: User | None, days: int, max_uses: int, note: str = "", for_host: bool = False
) -> Invitation:
    return Invitation.objects.create(
        created_by=created_by,
        note=note,
        for_host=for_host,
        max_uses=max_uses,
        expires_at=timezone.now() + timedelta(days=days),
    )


def filter_visible(host: User, invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Return those that a host may see.

    What makes hosts is the admins': whoever sees its link can use it.
    """
    return invitations if host.is_superuser else invitations.filter(for_host=False)


def find_open_invitation(token: str) -> Invitation:
    """Return the invitation of that token.

    Raises NotOpen.
    """
    invitation = Invitation.objects.filter(token=token).first()
    if invitation is None or not invitation.is_open:
        raise NotOpen(invitation.state if invitation else "")
    return invitation


def invitation_use(token: str) -> Invitation:
    """Take one of its uses; of two who come for the last one at once, one gets it.

    Raises NotOpen.
    """
    invitation = find_open_invitation(token)
    still_open = Invitation.objects.filter(pk=invitation.pk, uses__lt=F("max_uses"), expires_at__gt=timezone.now())
    if not still_open.update(uses=F("uses") + 1):
        raise NotOpen("used up")
    return invitation

"""What happens to the library when a member links or unlinks TMDB, or comes with what they rated as a guest."""

from typing import Any

from allauth.account.signals import user_logged_in, user_signed_up
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import TmdbLink
from accounts.signals import tmdb_linked, tmdb_unlinked
from library import guests
from library.models import Intent, Sync
from library.sync import has_own_rows, sync_ask


@receiver(tmdb_linked)
def _linked(link: TmdbLink, is_other: bool, **kwargs: Any) -> None:
    """Who has nothing here is brought into step at once, as is who links again; others are asked what to do."""
    row, _ = Sync.objects.get_or_create(user=link.user)
    if is_other:
        _forget_the_other(link.user, row)
    if row.agreed_at is None and has_own_rows(link.user):
        return
    Sync.objects.filter(pk=row.pk).update(agreed_at=row.agreed_at or timezone.now())
    waiting = Intent.objects.filter(user=link.user, state=Intent.State.WAITING)
    waiting.update(due_at=timezone.now())
    sync_ask(link.user)


def _forget_the_other(user: Any, row: Sync) -> None:
    """What was wished of one account at TMDB is not wished of another."""
    row.agreed_at = None
    _unlinked(user=user)


@receiver(tmdb_unlinked)
def _unlinked(user: Any, **kwargs: Any) -> None:
    """Rows stay; nothing is wished of TMDB any more, and a new link asks again."""
    Intent.objects.filter(user=user).delete()
    Sync.objects.filter(user=user).update(agreed_at=None, state=Sync.State.IDLE, trouble="")
    user.lists.update(tmdb_id=None)


@receiver(user_signed_up)
@receiver(user_logged_in)
def _came_as_guest(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    number = guests.adopt(request, user)
    if number:
        word = "rating" if number == 1 else "ratings"
        messages.success(request, f"Your {number} {word} as a guest came along.")

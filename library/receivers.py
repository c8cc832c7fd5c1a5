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
from library.models import ListItem, OutboxEntry, Sync
from library.publishing import NOT_ON_TMDB
from library.sync import outbox
from library.sync.merge import has_own_rows
from library.sync.sync import sync_request


@receiver(tmdb_linked)
def start_sync(link: TmdbLink, is_other: bool, **kwargs: Any) -> None:
    """Sync at once a member who has nothing here, or who links again; compare the two sides for others."""
    row, _ = Sync.objects.get_or_create(user=link.user)
    if is_other:
        stop_sync(user=link.user)  # what was meant for one account at TMDB is not meant for another
        row.refresh_from_db()
    if row.confirmed_at is None and not has_own_rows(link.user):
        Sync.objects.filter(pk=row.pk).update(confirmed_at=timezone.now())
    outbox.resume(link.user_id)
    sync_request(link.user)


@receiver(tmdb_unlinked)
def stop_sync(user: Any, **kwargs: Any) -> None:
    """Empty the outbox and forget what is on TMDB; the member's rows stay, and a new link asks again."""
    OutboxEntry.objects.filter(user=user).delete()
    Sync.objects.filter(user=user).update(
        confirmed_at=None, merge_strategy="", preview=None, state=Sync.State.IDLE, problem="", finished_at=None
    )
    user.lists.update(**NOT_ON_TMDB)
    ListItem.objects.filter(list__user=user).update(is_on_tmdb=False)


@receiver(user_signed_up)
@receiver(user_logged_in)
def adopt_guest(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Make the ratings of the guest who signs up or in the member's, and tell them."""
    number = guests.guest_adopt(request, user)
    if number:
        word = "rating" if number == 1 else "ratings"
        messages.success(request, f"Your {number} {word} as a guest came along.")

"""The slow work of the library: pushing, pulling, filling in. Each task may be run again at any time."""

import logging
from datetime import timedelta
from typing import Any, cast

from celery import shared_task
from django.core.cache import caches
from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone

from accounts.models import TmdbLink
from catalog.gateway import Unavailable
from jobs import locks
from jobs.cache import LimitsCache
from library import guests
from library.models import Guest, OutboxEntry, Sync, Title
from library.sync import account_states, outbox
from library.sync.push import push_exclusively
from library.sync.sync import sync_run
from library.titles import title_fill

log = logging.getLogger("library.tasks")

DONE_RETENTION = timedelta(days=2)  # for which an entry stays in the outbox after it has arrived
FILL_BATCH_SIZE = 40  # titles that a task fills in
SYNC_INTERVAL = timedelta(hours=6)
FAILED_SYNC_INTERVAL = timedelta(minutes=10)  # after a sync that failed


@shared_task
def push(user_id: int) -> None:
    """Push the member's due entries."""
    if push_exclusively(user_id) and outbox.due_entries().filter(user_id=user_id).exists():
        push.apply_async((user_id,), countdown=1)  # enqueued during the push, or too many for one run


@shared_task
def push_all() -> None:
    """Push every minute for whoever has due entries, and delete those that arrived long ago."""
    OutboxEntry.objects.filter(state=OutboxEntry.State.DONE, done_at__lt=timezone.now() - DONE_RETENTION).delete()
    for user_id in outbox.due_entries().order_by("user_id").values_list("user_id", flat=True).distinct():
        push.delay(user_id)
    for guest_id in guests.due_guest_ids():
        push_guest.delay(guest_id)


@shared_task
def tidy() -> None:
    """Delete once a day guests who will not come back, and sessions, limits and locks that have expired."""
    guests.delete_stale_guests()
    call_command("clearsessions")
    cast(LimitsCache, caches["default"]).delete_expired()
    locks.delete_expired()


@shared_task(soft_time_limit=1500, time_limit=1600)
def sync(user_id: int) -> None:
    with locks.exclusive_lock(f"sync:{user_id}") as lock:
        if lock:
            sync_run(user_id, lock.check)


@shared_task
def sync_all() -> None:
    """Sync the members who were not synced for some hours, the longest first.

    It comes sooner for those whose last sync failed or was killed, and not at all for those who have not confirmed a
    merge.
    """
    now = timezone.now()
    retry_before = now - FAILED_SYNC_INTERVAL
    has_failed = ~Q(state=Sync.State.IDLE) & Q(started_at__lt=retry_before) & ~Q(seen_at__gte=retry_before)
    due = Sync.objects.filter(
        has_failed | Q(started_at__isnull=True) | Q(started_at__lt=now - SYNC_INTERVAL), confirmed_at__isnull=False
    )
    linked = due.filter(user__tmdb_link__state=TmdbLink.State.ACTIVE).order_by("started_at")
    for user_id in linked.values_list("user_id", flat=True):
        sync.delay(user_id)


@shared_task
def fill_title(title_id: int) -> None:
    title = Title.objects.filter(pk=title_id).first()
    if title:
        _fill(title)


@shared_task
def fill_titles(user_id: int) -> None:
    """Fill in what a member has, some at a time; episodes first, which say little without their show's name."""
    in_library = Q(ratings__user_id=user_id) | Q(marks__user_id=user_id) | Q(lists__user_id=user_id)
    titles = Title.objects.filter(in_library, filled_at__isnull=True).distinct().order_by("kind", "pk")
    number_filled = sum(_fill(title) for title in titles[:FILL_BATCH_SIZE])
    if number_filled and titles.exists():
        fill_titles.apply_async((user_id,), countdown=2)


def _fill(title: Title) -> bool:
    """Fill in a title, if another one of its show has not done so; return False while TMDB is away."""
    try:
        if not Title.objects.filter(pk=title.pk, filled_at__isnull=False).exists():
            title_fill(title)
    except Unavailable as error:
        log.warning("fill failed kind=%s id=%s reason=%s", title.kind, title.tmdb_id, error.problem.name)
        return False
    return True


@shared_task
def check_states(user_id: int, key: list[Any]) -> None:
    """Refresh what TMDB says of a title and a member, after they looked at its page."""
    account_states.refresh(user_id, tuple(key))


@shared_task
def push_guest(guest_id: int) -> None:
    with locks.exclusive_lock(f"guest:{guest_id}") as lock:
        if lock and Guest.objects.filter(pk=guest_id).exists():
            guests.push(guest_id)

"""The slow work of the library: pushing, pulling, filling in. Each may be run again at any time."""

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

KEPT = timedelta(days=2)  # for which what arrived stands in the outbox
AT_ONCE = 40  # titles that a task fills in
OFTEN = timedelta(hours=6)
AGAIN = timedelta(minutes=10)  # after a sync that was stopped


@shared_task
def push(user_id: int) -> None:
    """What is due of a member."""
    if push_exclusively(user_id) and outbox.due().filter(user_id=user_id).exists():
        push.apply_async((user_id,), countdown=1)  # wished while the last one was on its way, or too many for one run


@shared_task
def push_all() -> None:
    """Every minute: whoever has something due; and what arrived long ago is forgotten."""
    OutboxEntry.objects.filter(state=OutboxEntry.State.DONE, done_at__lt=timezone.now() - KEPT).delete()
    for user_id in outbox.due().order_by("user_id").values_list("user_id", flat=True).distinct():
        push.delay(user_id)
    for guest_id in guests.due():
        push_guest.delay(guest_id)


@shared_task
def tidy() -> None:
    """Once a day: guests who will not come back; sessions, limits and locks that are over."""
    guests.tidy()
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
    """Those who were not in step for some hours, the longest first, and sooner those whose last sync was stopped or
    killed. Who has not agreed to a merge is left alone."""
    now = timezone.now()
    broke_off = ~Q(state=Sync.State.IDLE) & Q(started_at__lt=now - AGAIN) & ~Q(seen_at__gte=now - AGAIN)
    due = Sync.objects.filter(
        broke_off | Q(started_at__isnull=True) | Q(started_at__lt=now - OFTEN), confirmed_at__isnull=False
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
    """Runtimes and show names of what a member has, some at a time; episodes first, which say little without."""
    own = Q(ratings__user_id=user_id) | Q(marks__user_id=user_id) | Q(lists__user_id=user_id)
    bare = Title.objects.filter(own, filled_at__isnull=True).distinct().order_by("kind", "pk")
    filled = sum(_fill(title) for title in bare[:AT_ONCE])
    if filled and bare.exists():
        fill_titles.apply_async((user_id,), countdown=2)


def _fill(title: Title) -> bool:
    try:
        if not Title.objects.filter(pk=title.pk, filled_at__isnull=False).exists():  # with another one of its show
            title_fill(title)
    except Unavailable as error:
        log.warning("title not filled kind=%s id=%s reason=%s", title.kind, title.tmdb_id, error.problem.name)
        return False
    return True


@shared_task
def check_states(user_id: int, key: list[Any]) -> None:
    """Settle what TMDB thinks of a title and a member, after they looked at its page."""
    account_states.check(user_id, tuple(key))


@shared_task
def push_guest(guest_id: int) -> None:
    with locks.exclusive_lock(f"guest:{guest_id}") as mine:
        if mine and Guest.objects.filter(pk=guest_id).exists():
            guests.push(guest_id)

"""Wishes for TMDB: written in the transaction of the local row, pushed by a task after it.

Two things may hold a wish back. A *pause* holds all of a member's (TMDB is away, or asks to wait): it stands with their
`Sync`. A *strike* holds one, and those that need it: TMDB has problem with this wish, while it takes others.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import TmdbLink
from jobs import dispatch
from library.models import Action, List, OutboxEntry, Sync, Title
from library.publishing import PUBLIC

FIRST_PAUSE = timedelta(seconds=20)
LONGEST_PAUSE = timedelta(minutes=5)  # for everything of a member: a call in five minutes is not too much to ask
LONGEST_STRIKE = timedelta(hours=1)  # for one wish
TICK = timedelta(microseconds=1)  # between wishes that are noted together, to keep their order


def is_linked(user: Any) -> bool:
    """A link that was taken back still collects wishes: they go when the member links again."""
    return TmdbLink.objects.filter(user=user).exists()


def enqueue(
    *, user: Any, action: str, value: Any, title: Title | None = None, list_: List | None = None, list_id: int = 0
) -> None:
    """What shall be true at TMDB; overwrites what was wished for the same thing before. Nothing without a link."""
    if not is_linked(user):
        return
    number = list_.pk if list_ else list_id or None
    made = build_entry(user=user, action=action, value=value, title=title, list_id=number, at=timezone.now())
    fields = (
        "desired",
        "title",
        "list_id",
        "due_at",
        "enqueued_at",
        "state",
        "attempts",
        "failures",
        "problem",
        "done_at",
    )
    fresh = {name: getattr(made, name) for name in fields}
    entry, is_new = OutboxEntry.objects.get_or_create(user=user, action=action, key=made.key, defaults=fresh)
    if not is_new:
        OutboxEntry.objects.filter(pk=entry.pk).update(**fresh, version=F("version") + 1)
    push_soon(user.pk)


def enqueue_list_items(*, list_: List, films: Iterable[Title]) -> None:
    """Have the films put on the list, in this order. Of these nothing was wished before."""
    if not is_linked(list_.user_id):
        return
    now = timezone.now()
    made = [
        build_entry(
            user=list_.user, action=Action.LIST_ITEM, value=True, title=film, list_id=list_.pk, at=now + place * TICK
        )
        for place, film in enumerate(films, start=1)
    ]
    OutboxEntry.objects.bulk_create(made, batch_size=500)


def enqueue_list_deletion(*, user: Any, list_id: int, number: int, seen: dict[str, Any]) -> None:
    """Have the list `number` deleted on TMDB, of which the member saw `seen` (library.publishing.listed, and how many
    things were not understood). A list that is made anew there has another number, and nothing to do with it."""
    if not is_linked(user):
        return
    desired = {"delete": number, "seen": seen}
    made = build_entry(
        user=user, action=Action.LIST_DELETE, value=desired, title=None, list_id=list_id, at=timezone.now()
    )
    made.key = f"{list_id}:{number}"
    made.save()
    push_soon(user.pk)


def build_entry(
    *, user: Any, action: str, value: Any, title: Title | None, list_id: int | None, at: datetime
) -> OutboxEntry:
    """A wish as a row, unsaved."""
    key = ":".join(str(part) for part in (title.pk if title else "", list_id or "") if part != "")
    return OutboxEntry(
        user=user, action=action, key=key, title=title, list_id=list_id, desired=value, due_at=at, enqueued_at=at
    )


def push_soon(user_id: int) -> None:
    transaction.on_commit(lambda: dispatch.enqueue("library.tasks.push", user_id))


def waiting(user: Any) -> "QuerySet[OutboxEntry]":
    return OutboxEntry.objects.filter(user=user, state=OutboxEntry.State.WAITING)


def due() -> "QuerySet[OutboxEntry]":
    """What can be pushed now, in the order meant: of members with a link in use who agreed to it and are not paused;
    nothing of a list before what was wished of it earlier, and nothing but its deletion of one that may not be told."""
    now = timezone.now()
    linked = TmdbLink.objects.filter(state=TmdbLink.State.ACTIVE).values("user_id")
    free = Sync.objects.filter(
        Q(backoff_until=None) | Q(backoff_until__lte=now), confirmed_at__isnull=False, merge_strategy=""
    )
    earlier = OutboxEntry.objects.filter(
        user_id=OuterRef("user_id"),
        list_id=OuterRef("list_id"),
        state=OutboxEntry.State.WAITING,
        due_at__gt=now,
        enqueued_at__lt=OuterRef("enqueued_at"),
    )
    held = List.objects.filter(~PUBLIC, pk=OuterRef("list_id"))
    found = OutboxEntry.objects.filter(
        ~Exists(earlier),
        ~Exists(held) | Q(action=Action.LIST_DELETE),
        state=OutboxEntry.State.WAITING,
        due_at__lte=now,
        user_id__in=linked,
        user__sync__in=free,
    )
    return found.order_by("enqueued_at", "pk")


def _growing(times: int, longest: timedelta) -> timedelta:
    """20 seconds, 40, 80 …"""
    return min(longest, FIRST_PAUSE * int(2 ** min(times, 12)))


def backoff_user(user_id: int, reason: str) -> None:
    """Nothing of the member is pushed for a while, longer each time."""
    row, _ = Sync.objects.get_or_create(user_id=user_id)
    until = timezone.now() + _growing(row.backoff_count, LONGEST_PAUSE)
    Sync.objects.filter(pk=row.pk).update(
        backoff_until=until, backoff_count=F("backoff_count") + 1, backoff_reason=reason
    )


def backoff_all(seconds: float, reason: str) -> None:
    """TMDB asked the whole site to wait."""
    until = timezone.now() + timedelta(seconds=seconds)
    sooner = Sync.objects.filter(Q(backoff_until=None) | Q(backoff_until__lt=until))
    sooner.update(backoff_until=until, backoff_reason=reason)


def resume(user_id: int) -> None:
    """TMDB took something, or the member does not want to wait."""
    Sync.objects.filter(user_id=user_id).exclude(backoff_until=None, backoff_count=0).update(
        backoff_until=None, backoff_count=0, backoff_reason=""
    )


def back_off_entries(entries: Iterable[OutboxEntry], problem: str) -> None:
    """TMDB takes others, but not these: they wait by themselves, longer each time."""
    for entry in entries:
        entry.failures += 1
        until = timezone.now() + _growing(entry.failures, LONGEST_STRIKE)
        still = OutboxEntry.objects.filter(pk=entry.pk, version=entry.version)
        still.update(failures=entry.failures, due_at=until, problem=problem)


def retry(entries: "QuerySet[OutboxEntry]") -> int:
    """Try those again now that were refused or wait for their time; their number."""
    users = list(entries.values_list("user_id", flat=True).distinct())
    number: int = entries.exclude(state=OutboxEntry.State.DONE).update(
        state=OutboxEntry.State.WAITING, failures=0, due_at=timezone.now(), problem=""
    )
    for user_id in users:
        resume(user_id)
        push_soon(user_id)
    return number


def drop(entries: "QuerySet[OutboxEntry]") -> int:
    """TMDB is not told, and the next sync takes its word; their number."""
    number, _ = entries.exclude(state=OutboxEntry.State.DONE).delete()
    return number


def drop_list(user: Any, list_id: int) -> None:
    """Nothing more is wished of a list, but for deletions that wait."""
    OutboxEntry.objects.filter(user=user, list_id=list_id).exclude(action=Action.LIST_DELETE).delete()


def drop_list_items(user: Any, list_id: int) -> None:
    """Nothing more is wished of what is on a list."""
    OutboxEntry.objects.filter(user=user, list_id=list_id, action=Action.LIST_ITEM).delete()

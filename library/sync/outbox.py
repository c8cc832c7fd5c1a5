"""The outbox: what has to reach TMDB, written in the transaction of the local row, and pushed by a task after it.

Two backoffs may hold an entry. The *user backoff* holds all of a member's entries, since TMDB is away or asks to wait;
it stands in their `Sync`. The *entry backoff* holds one entry, and those that need it: TMDB has trouble with this one,
while it takes others.
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

BASE_DELAY = timedelta(seconds=20)
MAX_USER_DELAY = timedelta(minutes=5)  # a call in five minutes is not too much to ask, even while TMDB is away
MAX_ENTRY_DELAY = timedelta(hours=1)
ENTRY_INTERVAL = timedelta(microseconds=1)  # between entries that are written together, to keep their order

# What a new entry for the same thing overwrites.
FIELDS = (
    "desired", "title", "list_id", "due_at", "enqueued_at", "state", "attempts", "failures", "problem", "done_at",
)  # fmt: skip


def has_link(user: Any) -> bool:
    """Return whether the member has a link to TMDB.

    A link that was taken back still collects entries: they go when the member links again.
    """
    return TmdbLink.objects.filter(user=user).exists()


def enqueue(
    *, user: Any, action: str, value: Any, title: Title | None = None, list_: List | None = None, list_id: int = 0
) -> None:
    """Upsert what shall be true at TMDB; the last change of the same thing counts. Does nothing without a link."""
    if not has_link(user):
        return
    number = list_.pk if list_ else list_id or None
    new = build_entry(user=user, action=action, value=value, title=title, list_id=number, at=timezone.now())
    fields = {name: getattr(new, name) for name in FIELDS}
    entry, is_new = OutboxEntry.objects.get_or_create(user=user, action=action, key=new.key, defaults=fields)
    if not is_new:
        OutboxEntry.objects.filter(pk=entry.pk).update(**fields, version=F("version") + 1)
    push_soon(user.pk)


def enqueue_list_items(*, list_: List, films: Iterable[Title]) -> None:
    """Have the films put on the list, in this order. None of them may have an entry yet."""
    if not has_link(list_.user_id):
        return
    now = timezone.now()
    entries = [
        build_entry(
            user=list_.user,
            action=Action.LIST_ITEM,
            value=True,
            title=film,
            list_id=list_.pk,
            at=now + position * ENTRY_INTERVAL,
        )
        for position, film in enumerate(films, start=1)
    ]
    OutboxEntry.objects.bulk_create(entries, batch_size=500)


def enqueue_list_deletion(*, user: Any, list_id: int, number: int, seen: dict[str, Any]) -> None:
    """Have the list `number` deleted on TMDB, of which the member has `seen` this much.

    `seen`: see library.publishing.seen_ids, and how many things were not understood. The number is part of the key: a
    list that is created anew on TMDB has another number, and nothing to do with this entry.
    """
    if not has_link(user):
        return
    desired = {"delete": number, "seen": seen}
    entry = build_entry(
        user=user, action=Action.LIST_DELETE, value=desired, title=None, list_id=list_id, at=timezone.now()
    )
    entry.key = f"{list_id}:{number}"
    entry.save()
    push_soon(user.pk)


def build_entry(
    *, user: Any, action: str, value: Any, title: Title | None, list_id: int | None, at: datetime
) -> OutboxEntry:
    """Return an unsaved entry."""
    key = ":".join(str(part) for part in (title.pk if title else "", list_id or "") if part != "")
    return OutboxEntry(
        user=user, action=action, key=key, title=title, list_id=list_id, desired=value, due_at=at, enqueued_at=at
    )


def push_soon(user_id: int) -> None:
    """Have a worker push the member's entries once the transaction is committed."""
    transaction.on_commit(lambda: dispatch.enqueue("library.tasks.push", user_id))


def waiting_entries(user: Any) -> "QuerySet[OutboxEntry]":
    return OutboxEntry.objects.filter(user=user, state=OutboxEntry.State.WAITING)


def due_entries() -> "QuerySet[OutboxEntry]":
    """Return what can be pushed now, in the order in which it was enqueued.

    That is of members with a link in use who have confirmed the merge and are not backing off; nothing of a list before
    what was enqueued of it earlier; and of a list that may not be on TMDB nothing but its deletion.
    """
    now = timezone.now()
    linked = TmdbLink.objects.filter(state=TmdbLink.State.ACTIVE).values("user_id")
    ready = Sync.objects.filter(
        Q(backoff_until=None) | Q(backoff_until__lte=now), confirmed_at__isnull=False, merge_strategy=""
    )
    earlier = OutboxEntry.objects.filter(
        user_id=OuterRef("user_id"),
        list_id=OuterRef("list_id"),
        state=OutboxEntry.State.WAITING,
        due_at__gt=now,
        enqueued_at__lt=OuterRef("enqueued_at"),
    )
    private = List.objects.filter(~PUBLIC, pk=OuterRef("list_id"))
    entries = OutboxEntry.objects.filter(
        ~Exists(earlier),
        ~Exists(private) | Q(action=Action.LIST_DELETE),
        state=OutboxEntry.State.WAITING,
        due_at__lte=now,
        user_id__in=linked,
        user__sync__in=ready,
    )
    return entries.order_by("enqueued_at", "pk")


def _backoff_delay(failures: int, longest: timedelta) -> timedelta:
    """Return 20 seconds, doubled by each failure before, `longest` at most."""
    return min(longest, BASE_DELAY * int(2 ** min(failures, 12)))


def backoff_user(user_id: int, reason: str) -> None:
    """Push nothing of the member for a while, longer each time."""
    row, _ = Sync.objects.get_or_create(user_id=user_id)
    until = timezone.now() + _backoff_delay(row.backoff_count, MAX_USER_DELAY)
    Sync.objects.filter(pk=row.pk).update(
        backoff_until=until, backoff_count=F("backoff_count") + 1, backoff_reason=reason
    )


def backoff_all(seconds: float, reason: str) -> None:
    """Push nothing of anybody for that long: TMDB has asked the whole site to wait."""
    until = timezone.now() + timedelta(seconds=seconds)
    shorter = Sync.objects.filter(Q(backoff_until=None) | Q(backoff_until__lt=until))
    shorter.update(backoff_until=until, backoff_reason=reason)


def resume(user_id: int) -> None:
    """End the user backoff: TMDB has taken something, or the member does not want to wait."""
    Sync.objects.filter(user_id=user_id).exclude(backoff_until=None, backoff_count=0).update(
        backoff_until=None, backoff_count=0, backoff_reason=""
    )


def back_off_entries(entries: Iterable[OutboxEntry], problem: str) -> None:
    """Hold these entries, longer each time: TMDB takes others, but not them."""
    for entry in entries:
        entry.failures += 1
        until = timezone.now() + _backoff_delay(entry.failures, MAX_ENTRY_DELAY)
        unchanged = OutboxEntry.objects.filter(pk=entry.pk, version=entry.version)
        unchanged.update(failures=entry.failures, due_at=until, problem=problem)


def retry(entries: "QuerySet[OutboxEntry]") -> int:
    """Push entries now that were refused, or are held; return their number."""
    user_ids = list(entries.values_list("user_id", flat=True).distinct())
    number: int = entries.exclude(state=OutboxEntry.State.DONE).update(
        state=OutboxEntry.State.WAITING, failures=0, due_at=timezone.now(), problem=""
    )
    for user_id in user_ids:
        resume(user_id)
        push_soon(user_id)
    return number


def drop(entries: "QuerySet[OutboxEntry]") -> int:
    """Delete entries before they are pushed, so that the next sync takes what TMDB has; return their number."""
    number, _ = entries.exclude(state=OutboxEntry.State.DONE).delete()
    return number


def drop_list(user: Any, list_id: int) -> None:
    """Delete all entries of a list, but for deletions of it that wait."""
    OutboxEntry.objects.filter(user=user, list_id=list_id).exclude(action=Action.LIST_DELETE).delete()


def drop_list_items(user: Any, list_id: int) -> None:
    """Delete the entries of what is on a list."""
    OutboxEntry.objects.filter(user=user, list_id=list_id, action=Action.LIST_ITEM).delete()

"""Bringing a member into step with TMDB: first what waits goes there, then what is there comes here."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.encryption import CannotDecrypt
from accounts.models import TmdbLink
from jobs import dispatch
from library.models import Sync
from library.sync import merge, outbox
from library.sync.pull import apply, read
from library.sync.push import is_of_the_session, push_exclusively, sentence
from library.sync.snapshot import Progress
from tmdb import errors

log = logging.getLogger("library.sync.sync")

OFTEN = 0.5  # seconds between two notes of the progress
SILENT = timedelta(seconds=90)  # after which a worker that gives no sign is taken for dead: longer than any call
BUSY = (Sync.State.RUNNING, Sync.State.COMPARING)

Check = Callable[[], None]  # before each step: whether it is still ours to do


def sync_ask(user: Any) -> Sync:
    """A sync on demand, or after linking."""
    row, _ = Sync.objects.get_or_create(user=user)
    if not is_running(row):  # from now on, so that a page that comes before the worker waits for it
        row.state, row.seen_at, row.done, row.total = Sync.State.RUNNING, timezone.now(), 0, 0
        row.save(update_fields=["state", "seen_at", "done", "total"])
    transaction.on_commit(lambda: dispatch.enqueue("library.tasks.sync", user.pk))
    return row


def sync_run(user_id: int, check: Check = lambda: None) -> None:
    """All of it, or, for who has still to choose, only the comparison. What goes wrong is told to the member."""
    link = TmdbLink.objects.filter(user_id=user_id).select_related("user").first()
    if not link or not link.is_active:
        return
    row, _ = Sync.objects.get_or_create(user_id=user_id)
    compares = row.confirmed_at is None
    with _noted(row, link, Sync.State.COMPARING if compares else Sync.State.RUNNING):
        if compares:
            _compare(row, link.user, check)
        else:
            _sync(row, link.user, check)


def _compare(row: Sync, user: Any, check: Check) -> None:
    found = read(user.pk, _progress(row, check))
    Sync.objects.filter(pk=row.pk).update(preview=merge.preview(user, found))


def _sync(row: Sync, user: Any, check: Check) -> None:
    if not row.merge_strategy:
        push_exclusively(user.pk, check)
    started = timezone.now()
    found = read(user.pk, _progress(row, check))
    if row.merge_strategy:
        merge.carry_out(user, row.merge_strategy, found, started)
    else:
        apply(user.pk, found, started)
    Sync.objects.filter(pk=row.pk).update(finished_at=timezone.now(), merge_strategy="", preview=None)
    if row.merge_strategy:
        outbox.push_soon(user.pk)
    _fill_later(user.pk)


@contextmanager
def _noted(row: Sync, link: TmdbLink, state: str) -> Iterator[None]:
    """Keeps account of the sync in its row, however it ends."""
    now = timezone.now()
    _note(row, state=state, started_at=now, seen_at=now, done=0, total=0, problem="")
    ends: dict[str, Any] = {"state": Sync.State.FAILED, "problem": "It was interrupted."}
    try:
        yield
        ends = {"state": Sync.State.IDLE}
    except errors.TMDBError as error:
        if is_of_the_session(error):
            link.mark_revoked()
        log.warning("sync stopped user=%s reason=%s", link.user_id, type(error).__name__)
        ends["problem"] = sentence(error)
    except CannotDecrypt:
        log.error("session can't be opened user=%s", link.user_id)
        link.mark_revoked()
        ends["problem"] = "The permission can't be read any more. Link again."
    finally:
        _note(row, **ends)


def _note(row: Sync, **fields: Any) -> None:
    Sync.objects.filter(pk=row.pk).update(**fields)


def _progress(row: Sync, check: Check) -> Progress:
    last = [0.0]

    def note(done: int, total: int) -> None:
        if time.monotonic() - last[0] > OFTEN or done == total:
            last[0] = time.monotonic()
            _note(row, done=done, total=total, seen_at=timezone.now())
            check()

    return note


def _fill_later(user_id: int) -> None:
    transaction.on_commit(lambda: dispatch.enqueue("library.tasks.fill_titles", user_id))


def is_running(row: Sync | None) -> bool:
    """Whether a worker is at it: one that gives no sign of life any more was killed."""
    return bool(row and row.state in BUSY and row.seen_at and row.seen_at > _dead_before())


def _dead_before() -> datetime:
    return timezone.now() - SILENT


def is_syncing(user: Any) -> bool:
    """Whether the member's rows follow TMDB: they have a link in use, and have agreed to it."""
    return TmdbLink.objects.filter(
        user=user, state=TmdbLink.State.ACTIVE, user__sync__confirmed_at__isnull=False, user__sync__merge_strategy=""
    ).exists()


def confirm_merge(*, user: Any, strategy: str) -> None:
    """The member chose what becomes of what they had on both sides; the next sync does it."""
    Sync.objects.update_or_create(user=user, defaults={"confirmed_at": timezone.now(), "merge_strategy": strategy})
    sync_ask(user)

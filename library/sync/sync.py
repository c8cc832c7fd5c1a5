"""Syncing a member with TMDB: first the outbox is pushed, then what TMDB has is pulled."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.encryption import CannotDecrypt
from accounts.models import TmdbLink
from jobs import dispatch
from library import titles
from library.models import Sync
from library.sync import merge, outbox
from library.sync.pull import apply_snapshot, read_snapshot
from library.sync.push import CheckLock, push_exclusively
from library.sync.push_errors import describe_error, is_session_error
from library.sync.snapshot import ReportPages
from tmdb import errors

log = logging.getLogger("library.sync.sync")

PROGRESS_INTERVAL = 0.5  # seconds between two updates of the progress
HEARTBEAT_TIMEOUT = timedelta(seconds=90)  # after which a silent worker is taken for dead: longer than any call
BUSY_STATES = (Sync.State.RUNNING, Sync.State.COMPARING)


def sync_request(user: Any) -> Sync:
    """Have a worker sync the member: on demand, or after linking."""
    row, _ = Sync.objects.get_or_create(user=user)
    if not is_running(row):  # from now on, so that a page that comes before the worker waits for it
        row.state, row.seen_at, row.done, row.total = Sync.State.RUNNING, timezone.now(), 0, 0
        row.save(update_fields=["state", "seen_at", "done", "total"])
    transaction.on_commit(lambda: dispatch.enqueue("library.tasks.sync", user.pk))
    return row


def sync_run(user_id: int, check_lock: CheckLock = lambda: None) -> None:
    """Sync the member, or only compare the two sides for one who has not confirmed the merge yet.

    Errors of TMDB's are stored for the member.
    """
    link = TmdbLink.objects.filter(user_id=user_id).select_related("user").first()
    if not link or not link.is_active:
        return
    row, _ = Sync.objects.get_or_create(user_id=user_id)
    is_confirmed = row.confirmed_at is not None
    with _record_run(row, link, Sync.State.RUNNING if is_confirmed else Sync.State.COMPARING):
        if is_confirmed:
            _sync(row, link.user, check_lock)
        else:
            _compare(row, link.user, check_lock)


def _compare(row: Sync, user: Any, check_lock: CheckLock) -> None:
    snapshot = read_snapshot(user.pk, _progress_reporter(row, check_lock))
    Sync.objects.filter(pk=row.pk).update(preview=merge.build_preview(user, snapshot))


def _sync(row: Sync, user: Any, check_lock: CheckLock) -> None:
    if not row.merge_strategy:
        push_exclusively(user.pk, check_lock)
    started = timezone.now()
    snapshot = read_snapshot(user.pk, _progress_reporter(row, check_lock))
    if row.merge_strategy:
        merge.apply_merge(user, row.merge_strategy, snapshot, started)
    else:
        apply_snapshot(user.pk, snapshot, started)
    Sync.objects.filter(pk=row.pk).update(finished_at=timezone.now(), merge_strategy="", preview=None)
    if row.merge_strategy:
        outbox.push_soon(user.pk)
    titles.fill_titles_soon(user.pk)


@contextmanager
def _record_run(row: Sync, link: TmdbLink, state: str) -> Iterator[None]:
    """Store in the row that the run has begun, and how it ends."""
    now = timezone.now()
    _update(row, state=state, started_at=now, seen_at=now, done=0, total=0, problem="")
    outcome: dict[str, Any] = {"state": Sync.State.FAILED, "problem": "It was interrupted."}
    try:
        yield
        outcome = {"state": Sync.State.IDLE}
    except errors.TMDBError as error:
        if is_session_error(error):
            link.mark_revoked()
        log.warning("sync failed user=%s reason=%s", link.user_id, type(error).__name__)
        outcome["problem"] = describe_error(error)
    except CannotDecrypt:
        log.error("session undecryptable user=%s", link.user_id)
        link.mark_revoked()
        outcome["problem"] = "The permission can't be read any more. Link again."
    finally:
        _update(row, **outcome)


def _update(row: Sync, **fields: Any) -> None:
    Sync.objects.filter(pk=row.pk).update(**fields)


def _progress_reporter(row: Sync, check_lock: CheckLock) -> ReportPages:
    last_report = [0.0]

    def report(done: int, total: int) -> None:
        if time.monotonic() - last_report[0] > PROGRESS_INTERVAL or done == total:
            last_report[0] = time.monotonic()
            _update(row, done=done, total=total, seen_at=timezone.now())
            check_lock()

    return report


def is_running(row: Sync | None) -> bool:
    """Return whether a worker is syncing; one without a heartbeat for some time was killed."""
    return bool(row and row.state in BUSY_STATES and row.seen_at and row.seen_at > _oldest_heartbeat())


def _oldest_heartbeat() -> datetime:
    return timezone.now() - HEARTBEAT_TIMEOUT


def is_syncing(user: Any) -> bool:
    """Return whether the member's rows follow TMDB: the link is in use, and the merge confirmed and done."""
    return TmdbLink.objects.filter(
        user=user, state=TmdbLink.State.ACTIVE, user__sync__confirmed_at__isnull=False, user__sync__merge_strategy=""
    ).exists()


def confirm_merge(*, user: Any, strategy: str) -> None:
    """Store how the member wants the two sides merged, and have the next sync do it."""
    Sync.objects.update_or_create(user=user, defaults={"confirmed_at": timezone.now(), "merge_strategy": strategy})
    sync_request(user)

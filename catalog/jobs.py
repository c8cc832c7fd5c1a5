"""Jobs: slow work by the schedule, a button or a shell; each alone, each with a true account of itself."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import redis
from django.utils import timezone
from redis.exceptions import LockNotOwnedError

from catalog import connection
from catalog.models import Run

log = logging.getLogger("catalog.jobs")

LOCK = 240  # seconds after which a job that gives no sign is taken for dead
OFTEN = 0.5  # seconds between two notes of the progress
KEPT = timedelta(days=30)


Hear = Callable[[int, int, str], None]  # done, total, step


class Busy(Exception):
    """The job runs already."""


@dataclass
class Progress:
    """What a job tells of itself; telling keeps its lock."""

    run: Run
    _lock: Any
    _hear: "Hear"
    _told: float = 0.0

    def __call__(self, done: int, total: int, step: str = "") -> None:
        now = time.monotonic()
        if now - self._told < OFTEN and not (total and done >= total):
            return
        self._told = now
        Run.objects.filter(pk=self.run.pk).update(done=done, total=total, step=step[:200], seen_at=timezone.now())
        self._lock.extend(LOCK, replace_ttl=True)
        self._hear(done, total, step)


Job = Callable[..., str]
JOBS: dict[str, "Described"] = {}


@dataclass(frozen=True)
class Described:
    """`about` is what a button says below itself."""

    name: str
    label: str
    about: str
    work: Job


def job(name: str, label: str, about: str) -> Callable[[Job], Job]:
    def kept(work: Job) -> Job:
        JOBS[name] = Described(name, label, about, work)
        return work

    return kept


def run(name: str, *, hear: Hear = lambda done, total, step: None, **options: Any) -> Run:
    """Do the job now, in this process; `hear` is told how far it is. Raises Busy; what the work raises is noted, and
    raised again."""
    lock = connection.client().lock(f"lock:job:{name}", timeout=LOCK, thread_local=False)
    if not lock.acquire(blocking=False):
        raise Busy(name)
    now = timezone.now()
    Run.objects.filter(job=name, state=Run.State.RUNNING).update(
        state=Run.State.FAILED, finished_at=now, result="It was interrupted."
    )
    row = Run.objects.create(job=name, started_at=now, seen_at=now)
    try:
        result = JOBS[name].work(Progress(row, lock, hear), **options)
    except BaseException as error:
        _finish(row, Run.State.FAILED, str(error) or type(error).__name__)
        raise
    finally:
        _release(lock)
    _finish(row, Run.State.DONE, result)
    Run.objects.filter(started_at__lt=now - KEPT).delete()
    return row


def _finish(row: Run, state: str, result: str) -> None:
    row.refresh_from_db()
    row.state, row.result, row.finished_at = state, result[:500], timezone.now()
    row.save()
    log.info("job=%s state=%s seconds=%.1f result=%s", row.job, state, row.seconds, result[:200])


def _release(lock: Any) -> None:
    try:
        lock.release()
    except (LockNotOwnedError, redis.RedisError):
        log.warning("job lock lost")


def last_run(name: str) -> Run | None:
    return Run.objects.filter(job=name).first()

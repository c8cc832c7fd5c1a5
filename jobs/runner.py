"""Jobs: slow work started by the schedule, a button or a shell; one at a time of each, and every run is recorded."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from jobs import locks, metrics
from jobs.models import Run
from tmdb.redaction import redact

log = logging.getLogger("jobs.runner")

PROGRESS_INTERVAL = 0.5  # seconds between two records of the progress
RUN_RETENTION = timedelta(days=30)
INTERRUPTED = "It was interrupted."
STOPPED = "It was stopped."

ProgressCallback = Callable[[int, int, str], None]  # done, total, step
JobFunction = Callable[..., str]
JOBS: dict[str, "JobDefinition"] = {}


class AlreadyRunning(Exception):
    """The job is running already."""


class JobFailed(Exception):
    """Why a job could not be done, in a sentence for the operator. A retry may succeed."""


class PartialFailure(JobFailed):
    """Some of the work could not be done; the jobs that follow may go on with the rest."""


@dataclass
class Progress:
    """The function with which a job reports its progress. It raises locks.LockLost when another process took over."""

    run: Run
    _lease: locks.Lease
    _on_progress: ProgressCallback
    _recorded_at: float = 0.0

    def __call__(self, done: int, total: int, step: str = "") -> None:
        self._lease.check()
        now = time.monotonic()
        if now - self._recorded_at < PROGRESS_INTERVAL and not (total and done >= total):
            return
        self._recorded_at = now
        Run.objects.filter(pk=self.run.pk).update(done=done, total=total, step=step[:200], seen_at=timezone.now())
        self._on_progress(done, total, step)


@dataclass(frozen=True)
class JobDefinition:
    """A job that can be run by its name.

    `description` stands below its button; `retry_after` is in seconds, 0 where the schedule comes soon enough.
    """

    name: str
    label: str
    description: str
    function: JobFunction
    retry_after: int = 0


def job(name: str, label: str, description: str, retry_after: int = 0) -> Callable[[JobFunction], JobFunction]:
    """Return a decorator that registers a function as a job; it gets a Progress and returns the result's sentence."""

    def register(function: JobFunction) -> JobFunction:
        JOBS[name] = JobDefinition(name, label, description, function, retry_after)
        return function

    return register


def run(
    name: str,
    *,
    on_progress: ProgressCallback = lambda done, total, step: None,
    task_id: str = "",
    then: tuple[str, ...] = (),
    **options: Any,
) -> Run:
    """Run a job in this process and return its record.

    `task_id` and `then` are recorded for the restart, should this process be killed. Raises AlreadyRunning; what the
    job raises is recorded and raised again.
    """
    with locks.exclusive_lock(f"job:{name}") as lease:
        if lease is None:
            raise AlreadyRunning(name)
        row = _start_run(name, task_id, {**options, "then": list(then)})
        try:
            result = JOBS[name].function(Progress(row, lease, on_progress), **options)
        except Exception as error:
            _finish(row, Run.State.FAILED, redact(str(error)) or type(error).__name__)
            raise
        except BaseException:  # a worker's job is started again after the worker has ended; a shell's is not
            if not task_id:
                _finish(row, Run.State.FAILED, STOPPED)
            raise
        _finish(row, Run.State.DONE, result)
    Run.objects.filter(started_at__lt=row.started_at - RUN_RETENTION).delete()
    return row


def _start_run(name: str, task_id: str, options: dict[str, Any]) -> Run:
    """Record the start of a run; one that is still recorded as running was killed, since this process has the lock."""
    _set_interrupted(name, Run.objects.filter(job=name, state=Run.State.RUNNING))
    now = timezone.now()
    return Run.objects.create(job=name, started_at=now, seen_at=now, task_id=task_id, options=options)


def _finish(row: Run, state: str, result: str) -> None:
    row.refresh_from_db()
    row.state, row.result, row.finished_at = state, result[:500], timezone.now()
    row.save()
    _count_run(row.job, state)
    log.info('job finished job=%s state=%s seconds=%.1f result="%s"', row.job, state, row.seconds, result[:500])


def mark_interrupted() -> list[Run]:
    """Mark the runs whose process was killed as interrupted, and return them.

    Raises redis.RedisError.
    """
    running = Run.objects.filter(state=Run.State.RUNNING)
    dead = [row for row in running if not locks.is_held(f"job:{row.job}")]
    # Another process may do the same at this moment: each run is returned to one of them.
    return [row for row in dead if _set_interrupted(row.job, Run.objects.filter(pk=row.pk, state=Run.State.RUNNING))]


def _set_interrupted(name: str, runs: QuerySet[Run]) -> int:
    number = runs.update(state=Run.State.FAILED, finished_at=timezone.now(), result=INTERRUPTED)
    if number:
        _count_run(name, "interrupted", number)
    return number


def _count_run(name: str, state: str, number: int = 1) -> None:
    metrics.count(f"job:{name}:{state}", number)
    metrics.flush()  # a command's process ends with the job


def has_run(task_id: str) -> bool:
    """Return whether a message has started a run already."""
    return Run.objects.filter(task_id=task_id).exists()


def count_interruptions(name: str) -> int:
    """Return how often a job was interrupted within the last day."""
    since = timezone.now() - timedelta(days=1)
    return Run.objects.filter(job=name, started_at__gte=since, result=INTERRUPTED).count()


def get_last_run(name: str) -> Run | None:
    return Run.objects.filter(job=name).first()

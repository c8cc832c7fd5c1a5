"""Jobs: slow work by the schedule, a button or a shell; each alone, each with a true account of itself."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from jobs import locks
from jobs.models import Run
from tmdb.redaction import redact

log = logging.getLogger("jobs.runner")

PROGRESS_INTERVAL = 0.5  # seconds between two notes of the progress
RUN_RETENTION = timedelta(days=30)
INTERRUPTED = "It was interrupted."
STOPPED = "It was stopped."


Hear = Callable[[int, int, str], None]  # done, total, step


class AlreadyRunning(Exception):
    """The job runs already."""


class JobFailed(Exception):
    """Why a job could not be done, in a sentence for the operator. It may go better later."""


class PartialFailure(JobFailed):
    """Not all of it could be done; with what was, others may go on."""


@dataclass
class Progress:
    """What a job tells of itself. Raises locks.Lost when somebody else does it now."""

    run: Run
    _lock: locks.Lease
    _hear: "Hear"
    _told: float = 0.0

    def __call__(self, done: int, total: int, step: str = "") -> None:
        self._lock.check()
        now = time.monotonic()
        if now - self._told < PROGRESS_INTERVAL and not (total and done >= total):
            return
        self._told = now
        Run.objects.filter(pk=self.run.pk).update(done=done, total=total, step=step[:200], seen_at=timezone.now())
        self._hear(done, total, step)


Job = Callable[..., str]
JOBS: dict[str, "JobDefinition"] = {}


@dataclass(frozen=True)
class JobDefinition:
    """`about` is what a button says below itself; `retry_after` in seconds, 0 where the schedule comes soon enough."""

    name: str
    label: str
    about: str
    work: Job
    retry_after: int = 0


def job(name: str, label: str, about: str, retry_after: int = 0) -> Callable[[Job], Job]:
    def kept(work: Job) -> Job:
        JOBS[name] = JobDefinition(name, label, about, work, retry_after)
        return work

    return kept


def run(
    name: str,
    *,
    hear: Hear = lambda done, total, step: None,
    task_id: str = "",
    then: tuple[str, ...] = (),
    **options: Any,
) -> Run:
    """Do the job now, in this process; `hear` is told how far it is. `task_id` and `then` are noted, for whoever takes
    it up when this process is killed. Raises Busy; what the work raises is noted, and raised again."""
    with locks.exclusive_lock(f"job:{name}") as lock:
        if lock is None:
            raise AlreadyRunning(name)
        _bury(Run.objects.filter(job=name, state=Run.State.RUNNING))
        now = timezone.now()
        row = Run.objects.create(
            job=name, started_at=now, seen_at=now, task_id=task_id, asked={**options, "then": list(then)}
        )
        try:
            result = JOBS[name].work(Progress(row, lock, hear), **options)
        except Exception as error:
            _finish(row, Run.State.FAILED, redact(str(error)) or type(error).__name__)
            raise
        except BaseException:  # a worker that ends: its job runs no more, and is taken up; a shell's is at an end
            if not task_id:
                _finish(row, Run.State.FAILED, STOPPED)
            raise
        _finish(row, Run.State.DONE, result)
    Run.objects.filter(started_at__lt=now - RUN_RETENTION).delete()
    return row


def _finish(row: Run, state: str, result: str) -> None:
    row.refresh_from_db()
    row.state, row.result, row.finished_at = state, result[:500], timezone.now()
    row.save()
    log.info('job finished job=%s state=%s seconds=%.1f result="%s"', row.job, state, row.seconds, result[:500])


def interrupted() -> list[Run]:
    """Runs whose process is no more, noted as such now. Raises redis.RedisError."""
    running = Run.objects.filter(state=Run.State.RUNNING)
    dead = [one for one in running if not locks.is_held(f"job:{one.job}")]
    return [one for one in dead if _bury(Run.objects.filter(pk=one.pk, state=Run.State.RUNNING))]


def _bury(runs: Any) -> int:
    return int(runs.update(state=Run.State.FAILED, finished_at=timezone.now(), result=INTERRUPTED))


def is_known(task_id: str) -> bool:
    """Whether a message has come to a run already."""
    return Run.objects.filter(task_id=task_id).exists()


def times_interrupted(name: str) -> int:
    """Within the last day."""
    since = timezone.now() - timedelta(days=1)
    return Run.objects.filter(job=name, started_at__gte=since, result=INTERRUPTED).count()


def last_run(name: str) -> Run | None:
    return Run.objects.filter(job=name).first()

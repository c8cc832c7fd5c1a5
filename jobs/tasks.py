"""Tasks that run jobs, and restart those whose process was killed."""

import logging
import random
import time
from typing import Any

import redis
from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from jobs import locks, redis_client, runner
from tmdb.errors import HELD, TMDBError

log = logging.getLogger("jobs.tasks")

MAX_RESTARTS = 3  # of a job in a day
HOLD_JITTER = 5.0  # seconds over which tasks spread their retries after a hold
MIN_JOB_RETRY_DELAY = 60.0  # seconds after a hold, since each retry of a job adds a run
HEARTBEAT_TTL = 3600  # seconds

RETRIABLE = (runner.JobFailed, locks.LockLost, TMDBError, OSError, redis.RedisError, SoftTimeLimitExceeded)


def _run_job(self: Any, /, name: str, then: list[str] | None = None, **options: Any) -> None:
    """Run a job, then enqueue the jobs named in `then`, which work on its results."""
    task_id = f"{self.request.id}.{self.request.retries}"
    if runner.has_run(task_id):  # the worker that ran it was killed: the heartbeat restarts the job
        return log.info("job skipped job=%s reason=delivered twice", name)
    try:
        runner.run(name, task_id=task_id, then=tuple(then or ()), **options)
    except runner.AlreadyRunning:
        return log.info("job skipped job=%s reason=already running", name)
    except HELD as error:
        retry_after_hold(self, error, min_delay=MIN_JOB_RETRY_DELAY)
    except RETRIABLE as error:
        if isinstance(error, runner.PartialFailure):
            _enqueue_following(then)
        _retry(self, runner.JOBS[name], error)
    else:
        _enqueue_following(then)


_JOB_OPTIONS: dict[str, Any] = {"bind": True, "max_retries": 6, "soft_time_limit": 3000, "time_limit": 3100}
_task: Any = shared_task  # the stubs have no overload for options from a dictionary
run_job = _task(name="jobs.tasks.run_job", **_JOB_OPTIONS)(_run_job)
# The former name, which messages in a queue's file may still carry: until the next release but one.
run_job_by_old_name = _task(name="catalog.tasks.run_job", **_JOB_OPTIONS)(_run_job)


def retry_after_hold(task: Any, error: TMDBError, min_delay: float) -> None:
    """Retry a task when requests to TMDB are allowed again, with jitter; a hold is no failure of the task."""
    delay = max(min_delay, error.retry_after or 0.0) + random.uniform(0, HOLD_JITTER)
    if task.request.retries < task.max_retries:
        raise task.retry(countdown=delay, exc=error)
    log.info("task dropped task=%s reason=held for too long", task.name)


def _enqueue_following(then: list[str] | None) -> None:
    for name in then or ():
        run_job.delay(name)


def _retry(task: Any, job: runner.JobDefinition, error: Exception) -> None:
    """Retry a job after its `retry_after`, unless the schedule runs it sooner."""
    if job.retry_after and task.request.retries < task.max_retries:
        raise task.retry(countdown=job.retry_after, exc=error)


def _heartbeat() -> None:
    """Record that the schedule and a worker are alive, and restart interrupted jobs."""
    try:
        redis_client.client().set("beat:seen", time.time(), ex=HEARTBEAT_TTL)
        restart_interrupted()
    except redis.RedisError as error:
        log.warning("heartbeat failed reason=%s", type(error).__name__)


heartbeat = shared_task(name="jobs.tasks.heartbeat", expires=60)(_heartbeat)
heartbeat_by_old_name = shared_task(name="catalog.tasks.heartbeat", expires=60)(_heartbeat)


def restart_interrupted() -> None:
    """Enqueue the jobs again whose process was killed.

    Raises redis.RedisError.
    """
    for run in runner.mark_interrupted():
        if runner.count_interruptions(run.job) > MAX_RESTARTS:
            log.error("job abandoned job=%s reason=its process was killed again and again", run.job)
            continue
        log.warning("job restarted job=%s", run.job)
        run_job.apply_async((run.job,), run.options)

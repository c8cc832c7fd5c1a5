"""Run jobs, and begin again what a killed process left."""

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

MAX_RESTARTS = 3  # times in a day that a job whose process was killed is begun again
HOLD_SPREAD = 5.0  # seconds over which tasks come again after a hold
HELD_JOB_PAUSE = 60.0  # seconds at least, since each try of a job leaves a line in its account
HEARTBEAT_TTL = 3600  # seconds

RETRIED = (runner.JobFailed, locks.LockLost, TMDBError, OSError, redis.RedisError, SoftTimeLimitExceeded)


def _run_job(self: Any, /, name: str, then: list[str] | None = None, **options: Any) -> None:
    """Run a job; `then` names those that go on from what it brought."""
    message = f"{self.request.id}.{self.request.retries}"
    if runner.is_known(message):
        return log.info("job delivered twice job=%s", name)  # its worker was killed: the heartbeat takes it up
    try:
        runner.run(name, task_id=message, then=tuple(then or ()), **options)
    except runner.AlreadyRunning:
        return log.info("job runs already job=%s", name)
    except HELD as error:
        retry_after_hold(self, error, at_least=HELD_JOB_PAUSE)
    except RETRIED as error:
        if isinstance(error, runner.PartialFailure):
            _enqueue_following(then)
        _retry(self, runner.JOBS[name], error)
    else:
        _enqueue_following(then)


_JOB_OPTIONS: dict[str, Any] = {"bind": True, "max_retries": 6, "soft_time_limit": 3000, "time_limit": 3100}
_task: Any = shared_task  # typed for each set of options alone
run_job = _task(name="jobs.tasks.run_job", **_JOB_OPTIONS)(_run_job)
# The name of before, under which messages may wait in a queue's file: until the next release but one.
run_job_by_old_name = _task(name="catalog.tasks.run_job", **_JOB_OPTIONS)(_run_job)


def retry_after_hold(task: Any, error: TMDBError, at_least: float) -> None:
    """Have a task come again when something may be sent again, a bit later for each so that not all come at once. It
    was no failure."""
    wait = max(at_least, error.retry_after or 0.0) + random.uniform(0, HOLD_SPREAD)
    if task.request.retries < task.max_retries:
        raise task.retry(countdown=wait, exc=error)
    log.info("task held for too long task=%s", task.name)


def _enqueue_following(then: list[str] | None) -> None:
    for following in then or ():
        run_job.delay(following)


def _retry(task: Any, job: runner.JobDefinition, error: Exception) -> None:
    """Try again half an hour later and so on, where the schedule doesn't come sooner."""
    if job.retry_after and task.request.retries < task.max_retries:
        raise task.retry(countdown=job.retry_after, exc=error)


def _heartbeat() -> None:
    """Note that the schedule goes and a worker follows it, and begin interrupted jobs again."""
    try:
        redis_client.client().set("beat:seen", time.time(), ex=HEARTBEAT_TTL)
        restart_interrupted()
    except redis.RedisError as error:
        log.warning("heartbeat failed reason=%s", type(error).__name__)


heartbeat = shared_task(name="jobs.tasks.heartbeat", expires=60)(_heartbeat)
heartbeat_by_old_name = shared_task(name="catalog.tasks.heartbeat", expires=60)(_heartbeat)


def restart_interrupted() -> None:
    """Begin jobs again whose process was killed. Raises redis.RedisError."""
    for run in runner.interrupted():
        if runner.times_interrupted(run.job) > MAX_RESTARTS:
            log.error("job given up job=%s reason=its process was killed again and again", run.job)
            continue
        log.warning("job taken up job=%s", run.job)
        run_job.apply_async((run.job,), run.asked)

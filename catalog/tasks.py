"""What a page must not wait for."""

import logging
import random
import time
from typing import Any

import redis
from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from celery.signals import worker_ready
from django.conf import settings
from kombu.exceptions import OperationalError

from catalog import connection, errands, locks
from catalog.gateway.answers import Unavailable
from tmdb import Call
from tmdb.errors import HELD, TMDBError

log = logging.getLogger("catalog.tasks")

TAKEN_UP = 3  # times in a day that a job whose process was killed is begun again
HOLD_SPREAD = 5.0  # seconds over which tasks come again after a hold
HELD_JOB_PAUSE = 60.0  # seconds at least, since each try of a job leaves a line in its account


@shared_task(bind=True, max_retries=2, expires=300)
def refresh(self: Any, /, call: dict[str, object]) -> None:
    """Fetch an answer anew. `call` is what `Call.to_json` gave. While nothing may be sent it comes again later, twice:
    whoever opens the page then asks anew."""
    from catalog.gateway import gateway

    try:
        gateway().refresh(Call.from_json(call))
    except HELD as error:
        _come_again(self, error, at_least=0.0)


@shared_task(bind=True, max_retries=6, soft_time_limit=3000, time_limit=3100)
def run_job(self: Any, /, name: str, then: list[str] | None = None, **options: Any) -> None:
    """One of the jobs; `then` those that go on from what it brought."""
    from catalog import jobs, work

    assert work
    message = f"{self.request.id}.{self.request.retries}"
    if jobs.is_known(message):
        return log.info("job delivered twice job=%s", name)  # its worker was killed: the heartbeat takes it up
    try:
        jobs.run(name, task_id=message, then=tuple(then or ()), **options)
    except jobs.Busy:
        return log.info("job runs already job=%s", name)
    except HELD as error:
        _come_again(self, error, at_least=HELD_JOB_PAUSE)
    except (
        jobs.Trouble,
        locks.Lost,
        TMDBError,
        Unavailable,
        OSError,
        redis.RedisError,
        SoftTimeLimitExceeded,
    ) as error:
        if isinstance(error, jobs.Partly):
            _go_on(then)
        _try_again(self, jobs.JOBS[name], error)
    else:
        _go_on(then)


def _come_again(task: Any, error: TMDBError, at_least: float) -> None:
    """When something may be sent again, a bit later for each so that not all come at once. It was no failure."""
    wait = max(at_least, error.retry_after or 0.0) + random.uniform(0, HOLD_SPREAD)
    if task.request.retries < task.max_retries:
        raise task.retry(countdown=wait, exc=error)
    log.info("task held for too long task=%s", task.name)


def _go_on(then: list[str] | None) -> None:
    for following in then or ():
        run_job.delay(following)


def _try_again(task: Any, job: Any, error: Exception) -> None:
    """Half an hour later and so on, where the schedule doesn't come sooner."""
    if job.retry_after and task.request.retries < task.max_retries:
        raise task.retry(countdown=job.retry_after, exc=error)


@shared_task(expires=60)
def heartbeat() -> None:
    """That the schedule goes and a worker follows it; and jobs whose process was killed are begun again."""
    try:
        connection.client().set("beat:seen", time.time(), ex=3600)
        take_up()
    except redis.RedisError as error:
        log.warning("no heartbeat reason=%s", type(error).__name__)


def take_up() -> None:
    from catalog import jobs

    for run in jobs.interrupted():
        if jobs.times_interrupted(run.job) > TAKEN_UP:
            log.error("job given up job=%s reason=its process was killed again and again", run.job)
            continue
        log.warning("job taken up job=%s", run.job)
        run_job.apply_async((run.job,), run.asked)


@worker_ready.connect
def first_index(**_: object) -> None:
    """A site without an index has one made at once; the demo also makes up its past."""
    from catalog import instant

    def ask() -> None:
        if connection.client().set("first-index", b"1", nx=True, ex=600):  # several workers start at once
            run_job.delay("exports", then=["index", "popularity", *(["backfill"] if settings.TMDB_DEMO else [])])

    if not instant.index().exists:
        errands.run(ask)


@worker_ready.connect
def fetch_reference(**_: object) -> None:
    """At the start of a worker."""
    errands.run(heartbeat.delay)
    for call in reference():
        ask_for_refresh(call)


def reference() -> tuple[Call, ...]:
    """What many pages use and none waits for: sizes of pictures, names of countries, their time zones."""
    from catalog.gateway import ask

    return (
        ask.configuration.details(),
        ask.configuration.countries(language="en-US"),
        ask.configuration.timezones(),
    )


def ask_for_refresh(call: Call) -> None:
    """Have an answer fetched anew by a worker. Without a broker nothing happens: the next visitor asks again."""
    try:
        refresh.delay(call.to_json())
    except OperationalError:
        log.warning("no broker: %s is not refreshed", call.operation.id)

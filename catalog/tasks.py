"""What a page must not wait for."""

import logging
import time
from typing import Any

import requests
from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings
from kombu.exceptions import OperationalError

from catalog import connection, errands
from tmdb import Call
from tmdb.errors import TMDBError

log = logging.getLogger("catalog.tasks")


@shared_task(expires=300)
def refresh(call: dict[str, object]) -> None:
    """Fetch an answer anew. `call` is what `Call.to_json` gave."""
    from catalog.gateway import gateway

    gateway().refresh(Call.from_json(call))


@shared_task(bind=True, max_retries=6, soft_time_limit=3000, time_limit=3100)
def run_job(self: Any, /, name: str, then: list[str] | None = None, **options: Any) -> None:
    """One of the jobs; `then` those that go on from it. What isn't there yet is tried again half an hour later."""
    from catalog import jobs, work
    from catalog.exports import Missing

    assert work
    try:
        jobs.run(name, **options)
    except jobs.Busy:
        log.info("job=%s runs already", name)
        if (self.request.delivery_info or {}).get("redelivered"):  # its worker was killed: the lock outlives it a while
            raise self.retry(countdown=jobs.LOCK + 10) from None
        return
    except (Missing, requests.RequestException, TMDBError) as error:
        log.warning("job=%s failed reason=%s", name, type(error).__name__)
        raise self.retry(countdown=1800, exc=error) from None
    for following in then or ():
        run_job.delay(following)


@shared_task(expires=60)
def heartbeat() -> None:
    """That a worker lives, for the operator's page."""
    connection.client().set("worker:seen", time.time(), ex=3600)


@worker_ready.connect
def first_index(**_: object) -> None:
    """A site without an index has one made at once; the demo also makes up its past."""
    from catalog import instant

    errands.run(heartbeat.delay)
    if not instant.index().exists:
        following = ["index", "popularity", *(["backfill"] if settings.TMDB_DEMO else [])]
        errands.run(lambda: run_job.delay("exports", then=following))


@worker_ready.connect
def fetch_reference(**_: object) -> None:
    """At the start of a worker."""
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

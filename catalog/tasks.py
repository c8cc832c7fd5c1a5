"""Tasks that fetch what a page must not wait for."""

from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings

from catalog import search
from catalog.gateway import api, gateway
from jobs import dispatch, redis_client
from jobs.tasks import heartbeat, retry_after_hold, run_job
from tmdb import Call
from tmdb.errors import HELD

FIRST_INDEX_TTL = 600  # seconds within which the first index is enqueued once


@shared_task(bind=True, max_retries=2, expires=300)
def refresh(self: Any, /, call: dict[str, object]) -> None:
    """Refresh an answer; `call` is what `Call.to_json` gave.

    While nothing may be sent the task is retried later, twice; then whoever opens the page enqueues another.
    """
    try:
        gateway().refresh(Call.from_json(call))
    except HELD as error:
        retry_after_hold(self, error, min_delay=0.0)


@worker_ready.connect
def build_first_index(**_: object) -> None:
    """Have the index built at once for a site without one; the demo also fills in its past popularity."""

    def run_once() -> None:
        if redis_client.client().set("first-index", b"1", nx=True, ex=FIRST_INDEX_TTL):  # several workers start at once
            run_job.delay("exports", then=["index", "popularity", *(["backfill"] if settings.TMDB_DEMO else [])])

    if not search.title_index().exists:
        dispatch.in_background(run_once)


@worker_ready.connect
def refresh_reference_lists(**_: object) -> None:
    """Fetch the lists that many pages use, at the start of a worker."""
    dispatch.in_background(heartbeat.delay)
    for call in reference_calls():
        dispatch.enqueue(refresh.name, call.to_json())


def reference_calls() -> tuple[Call, ...]:
    """Return the calls that many pages use and none waits for: sizes of pictures, names and time zones of countries."""
    return (
        api.configuration.details(),
        api.configuration.countries(language="en-US"),
        api.configuration.timezones(),
    )

"""What a page must not wait for."""

import logging

from celery import shared_task
from celery.signals import worker_ready
from kombu.exceptions import OperationalError

from tmdb import Call

log = logging.getLogger("catalog.tasks")


@shared_task(expires=300)
def refresh(call: dict[str, object]) -> None:
    """Fetch an answer anew. `call` is what `Call.to_json` gave."""
    from catalog.gateway import gateway

    gateway().refresh(Call.from_json(call))


@worker_ready.connect
def fetch_reference(**_: object) -> None:
    """At the start of a worker: what all pages use and none waits for."""
    from catalog.gateway import ask

    for call in (ask.configuration.details(), ask.configuration.countries(language="en-US")):
        ask_for_refresh(call)


def ask_for_refresh(call: Call) -> None:
    """Have an answer fetched anew by a worker. Without a broker nothing happens: the next visitor asks again."""
    try:
        refresh.delay(call.to_json())
    except OperationalError:
        log.warning("no broker: %s is not refreshed", call.operation.id)

"""What workers tell of themselves: that they live, how their tasks ended, and which failed."""

import logging
import math
import time
from typing import Any, cast

import redis
from celery.signals import heartbeat_sent, task_failure, task_postrun
from django.db import DatabaseError
from django.utils import timezone

from jobs import metrics, redis_client
from jobs.models import Run
from tmdb.redaction import redact

log = logging.getLogger("jobs.worker_signals")

NOTED = 10.0  # seconds between two signs of life
KEY = "workers:seen"

_noted = 0.0


@heartbeat_sent.connect
def note_life(sender: Any, **_: object) -> None:
    """From the worker's own loop, which goes on while all its processes are busy."""
    global _noted
    if time.monotonic() - _noted < NOTED:
        return
    _noted = time.monotonic()
    try:
        redis_client.client().hset(KEY, sender.eventer.hostname.partition("@")[0], str(time.time()))
    except redis.RedisError as error:
        log.warning("no sign of life reason=%s", type(error).__name__)


def seen() -> dict[str, float]:
    """{worker: when it was last seen}. Raises redis.RedisError."""
    found = cast("dict[bytes, bytes]", redis_client.client().hgetall(KEY))
    times = {name.decode(errors="replace"): moment(at) for name, at in found.items()}
    return {name: at for name, at in times.items() if at is not None}


def moment(value: object) -> float | None:
    """Return the time, in epoch seconds, that was noted in Redis; None for none, and for what is none."""
    try:
        at = float(value) if isinstance(value, bytes) else None
    except ValueError:
        return None
    return at if at is not None and math.isfinite(at) else None


@task_postrun.connect
def count_task(state: str | None = None, **_: object) -> None:
    metrics.count(f"task:{(state or 'unknown').lower()}")


@task_failure.connect
def note_failure(sender: Any, exception: BaseException, **_: object) -> None:
    """Beside the jobs, which keep their own account: a row for each task that failed for good."""
    if sender.name.endswith(".run_job"):
        return
    now = timezone.now()
    said = redact(f"{type(exception).__name__}: {exception}")[:500]
    name = sender.name.replace(".tasks.", ".")[:40]
    try:
        Run.objects.create(job=name, state=Run.State.FAILED, started_at=now, seen_at=now, finished_at=now, result=said)
    except DatabaseError as error:
        log.warning("failure not noted task=%s reason=%s", name, type(error).__name__)

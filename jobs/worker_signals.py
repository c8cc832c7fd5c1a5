"""Receivers of the workers' signals: that they are alive, how their tasks ended, and which failed."""

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

HEARTBEAT_INTERVAL = 10.0  # seconds between two records
WORKERS_KEY = "workers:seen"

_recorded_at = 0.0


@heartbeat_sent.connect
def record_heartbeat(sender: Any, **_: object) -> None:
    """Record that a worker is alive: its main loop sends the signal even while all its processes are busy."""
    global _recorded_at
    if time.monotonic() - _recorded_at < HEARTBEAT_INTERVAL:
        return
    _recorded_at = time.monotonic()
    try:
        redis_client.client().hset(WORKERS_KEY, sender.eventer.hostname.partition("@")[0], str(time.time()))
    except redis.RedisError as error:
        log.warning("heartbeat failed reason=%s", type(error).__name__)


def read_heartbeats() -> dict[str, float]:
    """Return {worker: epoch seconds of its last heartbeat}.

    Raises redis.RedisError.
    """
    values = cast("dict[bytes, bytes]", redis_client.client().hgetall(WORKERS_KEY))
    times = {name.decode(errors="replace"): parse_time(value) for name, value in values.items()}
    return {name: at for name, at in times.items() if at is not None}


def read_schedule_heartbeat() -> float | None:
    """Return when the schedule last had a task run, in epoch seconds, None for long ago. Raises redis.RedisError."""
    return parse_time(redis_client.client().get("beat:seen"))


def parse_time(value: object) -> float | None:
    """Return a value of Redis as epoch seconds, None when it is missing or no time."""
    try:
        at = float(value) if isinstance(value, bytes) else None
    except ValueError:
        return None
    return at if at is not None and math.isfinite(at) else None


@task_postrun.connect
def count_task(state: str | None = None, **_: object) -> None:
    metrics.count(f"task:{(state or 'unknown').lower()}")


@task_failure.connect
def record_failure(sender: Any, exception: BaseException, **_: object) -> None:
    """Add a run for a task that failed for good; those of jobs have one already."""
    if sender.name.endswith(".run_job"):
        return
    now = timezone.now()
    result = redact(f"{type(exception).__name__}: {exception}")[:500]
    name = sender.name.replace(".tasks.", ".")[:40]
    try:
        Run.objects.create(
            job=name, state=Run.State.FAILED, started_at=now, seen_at=now, finished_at=now, result=result
        )
    except DatabaseError as error:
        log.warning("recording failed task=%s reason=%s", name, type(error).__name__)

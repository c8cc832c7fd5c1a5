"""What accounts leave to a worker."""

import logging

import redis
from celery import shared_task
from django.db import DatabaseError

from accounts import ending, last_seen

log = logging.getLogger("accounts.tasks")


@shared_task
def end_sessions() -> None:
    """Every five minutes: sessions that TMDB could not end when they were over."""
    ending.end_waiting()


@shared_task(expires=300)
def write_last_seen() -> None:
    """Every five minutes: when members were last seen. What can't be written now is written by the next run."""
    try:
        last_seen.write_down()
    except (redis.RedisError, DatabaseError) as error:
        log.warning("last seen not written reason=%s", type(error).__name__)


@shared_task
def forget_ended_sessions() -> None:
    """Once a day: rows that tell of a browser whose session is over."""
    last_seen.forget_ended_sessions()

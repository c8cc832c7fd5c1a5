"""What accounts leave to a worker."""

import logging
from smtplib import SMTPException
from typing import Any

import redis
from celery import shared_task
from django.db import DatabaseError

from accounts import last_seen, mails, revocation

log = logging.getLogger("accounts.tasks")


@shared_task
def end_sessions() -> None:
    """Revoke, every five minutes, the sessions that TMDB could not end when they were over."""
    revocation.revoke_pending()


@shared_task(bind=True, max_retries=mails.MAX_RETRIES)
def send_mail(self: Any, encrypted: str) -> None:
    """Send a mail of `accounts.mails`; a mail server that fails is tried again for half an hour."""
    try:
        mails.deliver(encrypted)
    except (OSError, SMTPException) as error:
        retries: int = self.request.retries
        level = logging.ERROR if retries == mails.MAX_RETRIES else logging.WARNING
        log.log(level, "mail failed try=%s reason=%s", retries + 1, type(error).__name__)
        raise self.retry(exc=error, countdown=mails.RETRY_DELAY * 2**retries) from error


@shared_task(expires=300)
def write_last_seen() -> None:
    """Save, every five minutes, when members were last seen; what can't be saved now is left to the next run."""
    try:
        last_seen.save_visits()
    except (redis.RedisError, DatabaseError) as error:
        log.warning("visits failed reason=%s", type(error).__name__)


@shared_task
def forget_ended_sessions() -> None:
    """Delete, once a day, rows that tell of a browser whose session is over."""
    last_seen.delete_ended_sessions()

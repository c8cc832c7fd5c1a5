"""What accounts leave to a worker."""

import logging
from smtplib import SMTPException
from typing import Any

from celery import shared_task

from accounts import ending, mails

log = logging.getLogger("accounts.mail")


@shared_task
def end_sessions() -> None:
    """Every five minutes: sessions that TMDB could not end when they were over."""
    ending.end_waiting()


@shared_task(bind=True, max_retries=mails.MAX_RETRIES)
def send_mail(self: Any, sealed: str) -> None:
    """Send a mail of `accounts.mails`; a mail server that fails is tried again for half an hour."""
    try:
        mails.deliver(sealed)
    except (OSError, SMTPException) as error:
        retries: int = self.request.retries
        level = logging.ERROR if retries == mails.MAX_RETRIES else logging.WARNING
        log.log(level, "mail not sent try=%s reason=%s", retries + 1, type(error).__name__)
        raise self.retry(exc=error, countdown=mails.RETRY_DELAY * 2**retries) from error

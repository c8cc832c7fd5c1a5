"""Mails go out by a worker, beside the request that they come from; sealed, for they hold links to new passwords."""

import json
import logging
from smtplib import SMTPException

import redis
from django.core.mail import EmailMessage, EmailMultiAlternatives
from kombu.exceptions import OperationalError

from accounts import encryption
from jobs import dispatch

log = logging.getLogger("accounts.mail")

RETRY_DELAY = 30  # seconds before the second try; twice as long each time
MAX_RETRIES = 6  # within half an hour


def send_later(message: EmailMessage) -> None:
    """Hand a mail to a worker; without a broker it is sent by this process, once."""
    sealed = encryption.encrypt(json.dumps(_fields(message)))
    dispatch.in_background(lambda: _hand_over(sealed))


def _fields(message: EmailMessage) -> dict[str, object]:
    return {
        "subject": message.subject,
        "body": message.body,
        "from_email": message.from_email,
        "to": message.to,
        "alternatives": [list(one) for one in getattr(message, "alternatives", ())],
    }


def _hand_over(sealed: str) -> None:
    try:
        dispatch.publish("accounts.tasks.send_mail", sealed)
    except (OperationalError, redis.RedisError) as error:
        log.warning("no broker for a mail reason=%s", type(error).__name__)
        try:
            deliver(sealed)
        except (OSError, SMTPException) as failure:
            log.error("mail not sent reason=%s", type(failure).__name__)


def deliver(sealed: str) -> None:
    """Send a mail now. Raises OSError and SMTPException."""
    try:
        fields = json.loads(encryption.decrypt(sealed))
    except encryption.CannotDecrypt:
        log.error("mail can't be opened, SECRET_KEY is another")
        return
    EmailMultiAlternatives(**fields).send()

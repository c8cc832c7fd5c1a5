"""Mails, sent by a worker beside the request that they come from; encrypted, for they hold links to new passwords."""

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


def enqueue(message: EmailMessage) -> None:
    """Hand a mail to a worker; without a broker it is sent by this process, once."""
    encrypted = encryption.encrypt(json.dumps(_fields(message)))
    dispatch.in_background(lambda: _publish(encrypted))


def _fields(message: EmailMessage) -> dict[str, object]:
    return {
        "subject": message.subject,
        "body": message.body,
        "from_email": message.from_email,
        "to": message.to,
        "alternatives": [list(part) for part in getattr(message, "alternatives", ())],
    }


def _publish(encrypted: str) -> None:
    try:
        dispatch.publish("accounts.tasks.send_mail", encrypted)
    except (OperationalError, redis.RedisError) as error:
        log.warning("mail enqueue failed reason=%s", type(error).__name__)
        try:
            deliver(encrypted)
        except (OSError, SMTPException) as failure:
            log.error("mail failed reason=%s", type(failure).__name__)


def deliver(encrypted: str) -> None:
    """Send a mail now.

    Raises OSError and SMTPException.
    """
    try:
        fields = json.loads(encryption.decrypt(encrypted))
    except encryption.CannotDecrypt:
        log.error("mail dropped reason=CannotDecrypt")
        return
    EmailMultiAlternatives(**fields).send()

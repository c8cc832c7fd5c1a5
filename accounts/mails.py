"""Mails, sent by a worker beside the request that they come from; encrypted, for they hold links to new passwords."""

import json
import logging
from smtplib import SMTPException
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import redis
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest
from kombu.exceptions import OperationalError

from accounts import encryption
from catalog.display import urls
from jobs import dispatch

log = logging.getLogger("accounts.mail")

RETRY_DELAY = 30  # seconds before the second try; twice as long each time
MAX_RETRIES = 6  # within half an hour


def enqueue(message: EmailMessage) -> None:
    """Hand a mail to a worker; without a broker it is sent by this process, once."""
    encrypted = encryption.encrypt(json.dumps(_fields(message)))
    dispatch.in_background(lambda: _publish(encrypted))


def replace_origin(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Return a mail's context with the origin of SITE_URL in all links to this site, and its name as the site's.

    Somebody else reads the mail, and later: under which name the site was asked for it means nothing there.
    """
    if not settings.SITE_ORIGIN:
        return context
    domain = urlsplit(settings.SITE_ORIGIN).netloc
    links = {name: _replace_origin(request, value) for name, value in context.items() if isinstance(value, str)}
    return context | links | {"current_site": SimpleNamespace(domain=domain, name=domain)}


def _replace_origin(request: HttpRequest, text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or parts.netloc != request.get_host():
        return text
    return urls.absolute(request, urlunsplit(("", "", *parts[2:])))


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

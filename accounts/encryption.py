"""Secrets at rest: sealed with a key made of SECRET_KEY; what was sealed under one of SECRET_KEY_FALLBACKS opens."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"tmdbsite.accounts.sealing"


class CannotDecrypt(Exception):
    """Sealed under a key that is no longer known."""


def encrypt(secret: str) -> str:
    return _fernet().encrypt(secret.encode()).decode("ascii")


def decrypt(sealed: str) -> str:
    """Raises Unopenable."""
    try:
        return _fernet().decrypt(sealed.encode("ascii")).decode()
    except (InvalidToken, ValueError) as error:
        raise CannotDecrypt from error


def reencrypt(sealed: str) -> str:
    """The same secret under the newest key. Raises Unopenable."""
    try:
        return _fernet().rotate(sealed.encode("ascii")).decode("ascii")
    except (InvalidToken, ValueError) as error:
        raise CannotDecrypt from error


def _fernet() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(key)) for key in keys])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.blake2b(secret.encode(), digest_size=32, person=PURPOSE[:16]).digest())

"""Encryption of secrets at rest.

The key is made of SECRET_KEY; what was encrypted under one of SECRET_KEY_FALLBACKS is decrypted, too.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"tmdbsite.accounts.sealing"  # a part of the key: under another, nothing of today can be decrypted


class CannotDecrypt(Exception):
    """The key that the secret was encrypted under is not known any more."""


def encrypt(secret: str) -> str:
    return _fernet().encrypt(secret.encode()).decode("ascii")


def decrypt(encrypted: str) -> str:
    """Return the secret.

    Raises CannotDecrypt.
    """
    try:
        return _fernet().decrypt(encrypted.encode("ascii")).decode()
    except (InvalidToken, ValueError) as error:
        raise CannotDecrypt from error


def reencrypt(encrypted: str) -> str:
    """Encrypt the same secret under the newest key.

    Raises CannotDecrypt.
    """
    try:
        return _fernet().rotate(encrypted.encode("ascii")).decode("ascii")
    except (InvalidToken, ValueError) as error:
        raise CannotDecrypt from error


def _fernet() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_derive_key(key)) for key in keys])


def _derive_key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.blake2b(secret.encode(), digest_size=32, person=PURPOSE[:16]).digest())

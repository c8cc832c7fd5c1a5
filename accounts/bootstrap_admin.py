"""The link that makes the first admin: printed when the site starts and has no members, good until it has one."""

import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from accounts import encryption
from accounts.models import User


def create_token(*, reuse: bool = False) -> str:
    """Return a new token, which ends that of the start before; "" for a site that has members.

    With `reuse` that one stays good and is returned: of several web servers each prints the same link.
    """
    if User.objects.exists():
        delete_token()
        return ""
    token = (_read() if reuse else "") or secrets.token_urlsafe(24)
    draft = _path().with_suffix(".new")
    draft.write_text(encryption.encrypt(token), encoding="ascii")
    os.replace(draft, _path())
    return token


def is_valid(token: str) -> bool:
    expected = _read()
    return bool(expected) and hmac.compare_digest(expected.encode(), token.encode()) and not User.objects.exists()


def delete_token() -> None:
    _path().unlink(missing_ok=True)


def _read() -> str:
    """Return the token of the last start, "" where there is none, or none that the key of today opens."""
    with suppress(FileNotFoundError, UnicodeDecodeError, encryption.CannotDecrypt):
        return encryption.decrypt(_path().read_text(encoding="ascii").strip())
    return ""


def _path() -> Path:
    return Path(settings.DATA_DIR) / "first-admin"

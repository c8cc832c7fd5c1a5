"""The link that makes the first admin: printed when the site starts and has no members, good until it has one."""

import hashlib
import hmac
import secrets
from pathlib import Path

from django.conf import settings

from accounts.models import User


def _path() -> Path:
    return Path(settings.DATA_DIR) / "first-admin"


def new_token() -> str:
    """A token for a site without members, "" for one that has some. The token of the start before is good no longer."""
    if User.objects.exists():
        _path().unlink(missing_ok=True)
        return ""
    token = secrets.token_urlsafe(24)
    _path().write_text(_hashed(token), encoding="ascii")
    return token


def is_good(token: str) -> bool:
    try:
        wanted = _path().read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return False
    return hmac.compare_digest(wanted, _hashed(token)) and not User.objects.exists()


def use_up() -> None:
    _path().unlink(missing_ok=True)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

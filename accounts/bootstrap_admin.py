"""The link that makes the first admin: printed when the site starts and has no members, good until it has one."""

import hashlib
import hmac
import secrets
from pathlib import Path

from django.conf import settings

from accounts.models import User


def create_token() -> str:
    """Return a new token, which ends that of the start before; "" for a site that has members."""
    if User.objects.exists():
        delete_token()
        return ""
    token = secrets.token_urlsafe(24)
    _path().write_text(_hash(token), encoding="ascii")
    return token


def is_valid(token: str) -> bool:
    try:
        expected = _path().read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return False
    return hmac.compare_digest(expected, _hash(token)) and not User.objects.exists()


def delete_token() -> None:
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return Path(settings.DATA_DIR) / "first-admin"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

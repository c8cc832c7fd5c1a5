"""Settings from the environment or a `.env` file: strict, so that a wrong value stops the start with one line.

The environment wins over the file. A secret may also be given as a file: `NAME_FILE=/run/secrets/name`.
"""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from dotenv.parser import parse_stream

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}
MIN_TOKEN_LENGTH = 16  # characters
_values: Mapping[str, str] = os.environ
_names_read: set[str] = set()


@contextmanager
def isolated(values: Mapping[str, str]) -> Iterator[None]:
    """Read settings from `values` alone meanwhile, neither from the environment nor from a `.env` file.

    Tests and measurements empty their Redis and their tables, which must never be those of a site.
    """
    global _values
    _values = values
    try:
        yield
    finally:
        _values = os.environ


def dotenv_path(default: Path) -> Path:
    """Return the path of the `.env` file, or of what `ENV_FILE` names instead (/dev/null for none)."""
    return Path(os.environ.get("ENV_FILE") or default)


def load(path: Path) -> None:
    """Add the settings of a `.env` file to the environment, which wins over the file.

    Raises ImproperlyConfigured.
    """
    if _values is not os.environ or not path.is_file():
        return
    for name, value in read(path):
        os.environ.setdefault(name, value)


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the names and values of a `.env` file.

    Raises ImproperlyConfigured.
    """
    with path.open(encoding="utf-8") as lines:
        for binding in parse_stream(lines):
            if binding.error or (binding.key and binding.value is None):
                raise ImproperlyConfigured(
                    f"{path.name}, line {binding.original.line}: write NAME=value, one setting a line."
                )
            if binding.key:
                yield binding.key, binding.value or ""


def format_values(left_out: Collection[str]) -> str:
    """Return the settings that are set, of those that were read, as a `.env` file has them, with their secrets."""
    names = {name.removesuffix("_FILE") for name in _names_read}
    values = {name: secret(name) for name in sorted(names.difference(left_out))}
    return "".join(f"{name}={_quote(value)}\n" for name, value in values.items() if value)


def _quote(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def text(name: str, default: str = "") -> str:
    _names_read.add(name)
    return _values.get(name, "").strip() or default


def secret(name: str) -> str:
    """Return a value that must never be printed, from the file that `NAME_FILE` names if it is set.

    Raises ImproperlyConfigured.
    """
    path = text(f"{name}_FILE")
    if not path:
        return text(name)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE names a file that can't be read: {path}") from error


def token(name: str) -> str:
    """Return a secret that others have to know, "" where it is not set.

    Raises ImproperlyConfigured for one that can be guessed.
    """
    value = secret(name)
    if value and len(value) < MIN_TOKEN_LENGTH:
        raise ImproperlyConfigured(
            f"{name} has at least {MIN_TOKEN_LENGTH} characters, such as openssl rand -hex 32 prints."
        )
    return value


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "on" if default else "off").lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is on or off, not {value!r}.")
    return value in TRUE


def choice(name: str, *allowed: str) -> str:
    """Return one of the allowed words, the first of them by default.

    Raises ImproperlyConfigured.
    """
    value = text(name, allowed[0]).lower()
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is one of: {', '.join(allowed)}, not {value!r}.")
    return value


def mail(name: str) -> dict[str, object]:
    """Return Django's mail settings from `smtp://user:password@host:587`, or `smtps://…` for TLS from the start.

    Raises ImproperlyConfigured.
    """
    value = secret(name)
    if not value:
        return {}
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(f"{name} is smtp://user:password@host:587 or smtps://user:password@host:465")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in {"localhost", "127.0.0.1"},
        "EMAIL_TIMEOUT": 10,
    }


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def url(name: str, default: str = "", *, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """Return a URL without its last slash.

    Raises ImproperlyConfigured, whose text leaves the value out: it may hold a password.
    """
    value = text(name, default).rstrip("/")
    if value and value.partition("://")[0] not in schemes:
        raise ImproperlyConfigured(f"{name} starts with one of: {', '.join(s + '://' for s in schemes)}")
    return value


def path(name: str) -> str:
    """Return a path of plain segments with a leading slash and no trailing one, "" for the root.

    Raises ImproperlyConfigured.
    """
    value = text(name).rstrip("/")
    if not re.fullmatch(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*", value):
        raise ImproperlyConfigured(f"{name} is a path such as /films, not {value!r}.")
    return value

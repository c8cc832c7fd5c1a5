"""Addresses that stand in answers: written by anybody, so only those of the web may be followed."""

import re
from urllib.parse import urlsplit

MAX_LENGTH = 2000
_FORBIDDEN = re.compile(r'[\s"<>\\]')
_HOST = re.compile(r"\w(?:[\w.-]*\w)?")  # names in any script


def web_address(value: object) -> str:
    """Return an `http` or `https` address as it is, without the blanks around it; "" for anything else."""
    address = value.strip() if isinstance(value, str) else ""
    if len(address) > MAX_LENGTH or not address.isprintable() or _FORBIDDEN.search(address):
        return ""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"} and "@" not in parts.netloc
    return address if is_web and _HOST.fullmatch(host) else ""

"""Addresses that stand in answers.

Anybody can have written them, so only those of the web may be followed.
"""

import re
from ipaddress import IPv6Address
from urllib.parse import urlsplit

MAX_LENGTH = 2000  # characters
_FORBIDDEN = re.compile(r'[\s"<>\\]')
_HOST = re.compile(r"\w(?:[\w.-]*\w)?")  # names in any script


def clean_web_address(value: object) -> str:
    """Return an `http` or `https` address without the blanks around it, "" for anything else."""
    address = value.strip() if isinstance(value, str) else ""
    if len(address) > MAX_LENGTH or not address.isprintable() or _FORBIDDEN.search(address):
        return ""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"} and "@" not in parts.netloc
    return address if is_web and _is_host(host) else ""


def _is_host(host: str) -> bool:
    """Return whether a host is a name, or an IP address; urlsplit has taken off the brackets of an IPv6 address."""
    if ":" not in host:
        return _HOST.fullmatch(host) is not None
    try:
        return IPv6Address(host).scope_id is None
    except ValueError:
        return False


def get_web_origin(value: object) -> str:
    """Return the scheme, host and port of an address of the web, for a header.

    Returns "" for an address that is not ASCII, or that `clean_web_address` refuses.
    """
    parts = urlsplit(clean_web_address(value))
    origin = f"{parts.scheme}://{parts.netloc.rstrip(':')}"
    return origin if parts.netloc and origin.isascii() else ""

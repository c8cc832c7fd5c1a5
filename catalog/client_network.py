"""Whose request it is, for all limits: read in one way, also where Django is not at work yet."""

import ipaddress
from collections.abc import Mapping
from typing import Any

IPV6_NETWORK = 64  # bits that one household or phone has


def client_network(environ: Mapping[str, Any], *, is_behind_proxy: bool) -> str:
    """Return the sender's IPv4 address, or the /64 network of an IPv6 one; "" where none can be read.

    Behind a proxy that is the last of `X-Forwarded-For`, which the proxy wrote; what stands before it, anybody may say.
    """
    given = str(environ.get("REMOTE_ADDR", ""))
    if is_behind_proxy:
        given = str(environ.get("HTTP_X_FORWARDED_FOR", given)).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network((address, IPV6_NETWORK), strict=False))
    return str(address)

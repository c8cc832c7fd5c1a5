"""The network that a request comes from, read in one way for all limits, also where Django is not at work yet."""

import ipaddress
from collections.abc import Mapping
from typing import Any

IPV6_NETWORK = 64  # bits that one household or phone has


def client_network(environ: Mapping[str, Any], *, is_behind_proxy: bool) -> str:
    """Return the sender's IPv4 address, or the /64 network of an IPv6 one; "" where none can be read.

    Behind a proxy that is the last entry of `X-Forwarded-For`, which the proxy wrote; anybody can forge those before.
    """
    sender = str(environ.get("REMOTE_ADDR", ""))
    if is_behind_proxy:
        sender = str(environ.get("HTTP_X_FORWARDED_FOR", sender)).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(sender)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network((address, IPV6_NETWORK), strict=False))
    return str(address)

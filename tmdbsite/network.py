"""The machine's names and addresses: where the site answers, and which of them the start prints."""

import ipaddress
import os
import socket

import psutil
from django.conf import settings

from tmdbsite import env
from tmdbsite.site_url import LOOPBACK

_CONTAINER_FILES = ("/.dockerenv", "/run/.containerenv")  # Docker's, Podman's
_CONTAINER_VARIABLES = ("container", "KUBERNETES_SERVICE_HOST")


def in_container() -> bool:
    """Return whether this is a container, whose name and addresses mean nothing outside of it."""
    return any(map(os.path.exists, _CONTAINER_FILES)) or any(map(os.environ.get, _CONTAINER_VARIABLES))


def is_loopback(host: str) -> bool:
    """Return whether a name or an address is reached from this machine alone."""
    address = _parse_address(host)
    return address.is_loopback if address else host == "localhost" or host.endswith(".localhost")


def allowed_hosts(host: str) -> list[str]:
    """Return the names under which a web server that listens at `host` answers.

    Where neither ALLOWED_HOSTS nor SITE_URL says them, they are beyond loopback the machine's names and addresses at
    this moment.
    """
    if is_loopback(host) or env.text("ALLOWED_HOSTS") or settings.SITE_ORIGIN:
        return list(settings.ALLOWED_HOSTS)
    listening = [] if _is_every_address(host) else [_format_for_url(host)]
    return list(dict.fromkeys([*LOOPBACK, *listening, *_find_names(), *map(_format_for_url, _find_addresses())]))


def build_hint(host: str) -> str:
    """Return a line about a container that visitors can't reach yet, "" elsewhere."""
    if is_loopback(host) or env.text("ALLOWED_HOSTS") or settings.SITE_ORIGIN or not in_container():
        return ""
    return (
        "In a container the site can't know its address: set SITE_URL to the one that visitors use "
        "(until then it answers at localhost)."
    )


def build_site_address(host: str, port: int) -> str:
    """Return the address of the site for people, with path prefix and last slash, of a server at `host`:`port`."""
    return f"{_find_origin(host, port)}{settings.FORCE_SCRIPT_NAME or ''}/"


def _find_origin(host: str, port: int) -> str:
    if settings.SITE_ORIGIN:
        return str(settings.SITE_ORIGIN)
    origins = [origin for origin in settings.CSRF_TRUSTED_ORIGINS if "*" not in origin]
    if origins:
        return str(origins[0]).rstrip("/")
    names = [name.lstrip(".") for name in env.words("ALLOWED_HOSTS") if name != "*"]
    public = [name for name in names if not is_loopback(name)]
    if public and settings.BEHIND_PROXY:
        return f"https://{public[0]}"
    if public and is_loopback(host):  # so a proxy is in front, at the usual port
        return f"http://{public[0]}"
    return f"http://{[*public, *names, _find_reachable(host)][0]}:{port}"


def _find_reachable(host: str) -> str:
    if not _is_every_address(host):
        return _format_for_url(host)
    addresses = [] if in_container() else _find_addresses()
    return _format_for_url(addresses[0]) if addresses else LOOPBACK[0]


def _find_names() -> list[str]:
    """Return the host name, also with `.local` (multicast DNS), and the fully qualified one."""
    name = socket.gethostname().lower()
    short = name.partition(".")[0]
    return [name, short, f"{short}.local", socket.getfqdn().lower()]


def _find_addresses() -> list[str]:
    """Return the addresses of all interfaces, IPv4 first, without those that browsers can't open (link-local IPv6)."""
    rows = [row for rows in psutil.net_if_addrs().values() for row in rows]
    texts = [row.address for row in rows if row.family in {socket.AF_INET, socket.AF_INET6}]
    addresses = [address for text in texts if (address := _parse_address(text)) and not address.is_loopback]
    usable = [address for address in addresses if address.version == 4 or not address.is_link_local]
    return [str(address) for address in sorted(usable, key=lambda address: address.version)]


def _parse_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


def _is_every_address(host: str) -> bool:
    address = _parse_address(host)
    return bool(address and address.is_unspecified)


def _format_for_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host

"""The setting SITE_URL: the address of the site for visitors, for what speaks of the site without a request."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

FORM = "SITE_URL is the address of the site, such as https://films.example.org or https://example.org/films."
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\]")  # a name, an address, an address of IPv6
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class SiteUrl:
    """SITE_URL in parts: `https://films.example.org:8443`, `films.example.org`, `/films`; all "" when it is not set."""

    origin: str = ""
    host: str = ""
    path: str = ""

    @property
    def is_https(self) -> bool:
        return self.origin.startswith("https://")


def parse(text: str) -> SiteUrl:
    """Return the parts of SITE_URL.

    Raises ImproperlyConfigured, whose sentence leaves the value out: somebody may have put a password into it.
    """
    if not text:
        return SiteUrl()
    try:
        parts = urlsplit(text)
        host, port = _read_host(parts), parts.port
    except ValueError as error:
        raise ImproperlyConfigured(FORM) from error
    path = parts.path.rstrip("/")
    is_path = re.fullmatch(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*", path)
    has_more = parts.query or parts.fragment or "@" in parts.netloc or text.endswith(("?", "#"))
    if parts.scheme not in _DEFAULT_PORTS or not _HOST.fullmatch(host) or not is_path or has_more:
        raise ImproperlyConfigured(FORM)
    suffix = f":{port}" if port and port != _DEFAULT_PORTS[parts.scheme] else ""
    return SiteUrl(f"{parts.scheme}://{host}{suffix}", host, path)


def _read_host(parts: SplitResult) -> str:
    """Return the host as browsers send it: in small letters, and a name beyond ASCII in its ASCII form.

    Raises ValueError.
    """
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host.encode("idna").decode()


def check_agreement(site: SiteUrl, *, prefix: str, is_behind_proxy: bool, allowed_hosts: list[str]) -> None:
    """Raise ImproperlyConfigured where another setting contradicts SITE_URL."""
    if not site.origin:
        return
    if prefix not in {"", site.path}:
        raise ImproperlyConfigured(
            f"PATH_PREFIX is {prefix}, but SITE_URL says {site.origin}{site.path}: "
            "leave PATH_PREFIX out, and write the path into SITE_URL."
        )
    if site.is_https and not is_behind_proxy:
        raise ImproperlyConfigured(
            "SITE_URL begins with https://, which only a proxy in front of the site speaks: set BEHIND_PROXY=on, too."
        )
    if is_behind_proxy and not site.is_https:
        raise ImproperlyConfigured(
            "BEHIND_PROXY is on, which is for HTTPS alone: SITE_URL then begins with https://, too."
        )
    if not validate_host(site.host, allowed_hosts):
        raise ImproperlyConfigured(
            f"ALLOWED_HOSTS does not have {site.host}, the name in SITE_URL: add it, or leave ALLOWED_HOSTS out."
        )

"""Names of the site's cookies, and the storage of short messages, whose cookie Django gives neither name nor path."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse


def name_prefix(*, behind_proxy: bool, path_prefix: str, secret_key: str) -> str:
    """Return what the names of all cookies begin with: different for two sites of ours on one host.

    Browsers keep cookies by host and path, whatever the port, and a site at `/` gives its cookies to one at `/films`,
    too. The port under which people come is not known here (a container has its own, a proxy another), but two sites
    have two keys: 32 bits of a digest tell them apart, and nothing of the key. Behind a proxy (which speaks HTTPS) the
    browser itself holds `__Host-` to this host and `/`, `__Secure-` to HTTPS (RFC 6265bis, section 4.1.3).
    """
    digest = hashlib.blake2b(secret_key.encode(), digest_size=4, person=b"cookie names").hexdigest()
    parts = ["filmclub", digest, *path_prefix.split("/")]
    name = "-".join(part for part in parts if part)
    security = ("__Secure-" if path_prefix else "__Host-") if behind_proxy else ""
    return f"{security}{name}_"


class MessageStorage(CookieStorage):
    """In a cookie of our own, and never in the session, so that showing a message needs no database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cookie_name = f"{settings.COOKIE_NAME_PREFIX}messages"

    def _update_cookie(self, encoded_data: str, response: HttpResponse) -> None:
        super()._update_cookie(encoded_data, response)  # type: ignore[misc]  # unknown to the stubs
        response.cookies[self.cookie_name]["path"] = settings.SESSION_COOKIE_PATH

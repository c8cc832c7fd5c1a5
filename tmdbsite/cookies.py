"""Names of the site's cookies, and the storage of messages, whose cookie has no setting for its name and path."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse


def build_name_prefix(*, behind_proxy: bool, path_prefix: str, secret_key: str) -> str:
    """Return the prefix of the names of all cookies, which differs between two sites on one host.

    Browsers keep cookies by host and path, whatever the port, and send those of a site at `/` to one at `/films`, too.
    The port that visitors use is unknown here (a container has its own, a proxy another), but two sites have two keys:
    a digest of 32 bits tells them apart and nothing of the key. Behind a proxy, which speaks HTTPS, the browser binds
    `__Host-` to this host and `/`, and `__Secure-` to HTTPS (RFC 6265bis, section 4.1.3).
    """
    digest = hashlib.blake2b(secret_key.encode(), digest_size=4, person=b"cookie names").hexdigest()
    parts = ["filmclub", digest, *path_prefix.split("/")]
    name = "-".join(part for part in parts if part)
    security = ("__Secure-" if path_prefix else "__Host-") if behind_proxy else ""
    return f"{security}{name}_"


class MessageStorage(CookieStorage):
    """Messages in a cookie of the site's own, never in the session: showing one needs no database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cookie_name = f"{settings.COOKIE_NAME_PREFIX}messages"

    def _update_cookie(self, encoded_data: str, response: HttpResponse) -> None:
        super()._update_cookie(encoded_data, response)  # type: ignore[misc]  # unknown to the stubs
        response.cookies[self.cookie_name]["path"] = settings.SESSION_COOKIE_PATH

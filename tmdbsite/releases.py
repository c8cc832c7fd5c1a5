"""Whether there is a newer release: asked once a day, and only where the operator set `UPDATE_CHECK_URL`.

The address is that of a latest release in the form of GitHub's API, which Forgejo and Gitea share: a JSON object with
`tag_name` and `html_url`. The request tells nothing of the site.
"""

import json
import time
from dataclasses import asdict, dataclass
from typing import Any, cast

import requests
from django.conf import settings
from packaging.version import InvalidVersion, Version

from jobs import redis_client
from tmdb.web_address import clean_web_address
from tmdbsite.version import VERSION

TIMEOUT = 10.0  # seconds to connect, and between two parts of the answer
MAX_ANSWER_BYTES = 512 * 1024
RESULT_KEY = "release:newest"
HEADERS = {"Accept": "application/json", "User-Agent": "tmdbsite"}


@dataclass(frozen=True)
class Release:
    """The newest release. `url`: of its notes, "" for none; `checked_at`: epoch seconds."""

    version: str
    url: str
    checked_at: float

    @property
    def is_newer(self) -> bool:
        return Version(self.version) > Version(VERSION)


class CheckFailed(Exception):
    """Why the newest release could not be told."""


def check() -> None:
    """Ask for the newest release and note it. Raises CheckFailed and redis.RedisError."""
    release = _parse_release(_fetch(settings.UPDATE_CHECK_URL))
    redis_client.client().set(RESULT_KEY, json.dumps(asdict(release)))


def _fetch(url: str) -> bytes:
    try:
        with requests.get(url, headers=HEADERS, timeout=TIMEOUT, stream=True) as response:
            response.raise_for_status()
            body = bytearray()
            for part in response.iter_content(16 * 1024):
                body += part
                if len(body) > MAX_ANSWER_BYTES:
                    raise CheckFailed("the answer is too large")
            return bytes(body)
    except requests.RequestException as error:
        raise CheckFailed(type(error).__name__) from None


def _parse_release(body: bytes) -> Release:
    try:
        answer: Any = json.loads(body)
        version = Version(str(answer["tag_name"]))
    except (ValueError, LookupError, TypeError, InvalidVersion):
        raise CheckFailed("the answer names no version") from None
    return Release(str(version), clean_web_address(answer.get("html_url")), time.time())


def read_newest() -> Release | None:
    """Return the newest release as it was noted, None where nothing was. Raises redis.RedisError."""
    value = cast("bytes | None", redis_client.client().get(RESULT_KEY))
    try:
        release = Release(**json.loads(value or b""))
        Version(release.version)
    except (ValueError, TypeError):
        return None
    return release

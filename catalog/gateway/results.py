"""What the gateway gives back."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from math import ceil
from typing import Any

import msgspec

from tmdb import errors


class UpstreamProblem(StrEnum):
    """Why TMDB gave no answer, in the words of the page that has to say it."""

    SLOW = "TMDB is taking too long to answer."
    DOWN = "TMDB isn't answering."
    BUSY = "Too many people are waiting for TMDB at once."
    LIMIT = "TMDB asked us to slow down."
    TOO_MANY = "You opened many new pages within a few seconds."
    KEY = "TMDB doesn't accept this site's key."
    REFUSED = "TMDB doesn't understand what this page asks for."
    NONSENSE = "TMDB sent something that isn't an answer."
    GONE = "TMDB no longer lists this."

    @classmethod
    def of(cls, error: errors.TMDBError) -> "UpstreamProblem":
        match error:
            case errors.DeadlineExceeded():
                return cls.SLOW
            case errors.VisitorLimited():
                return cls.TOO_MANY
            case errors.QueueFull():
                return cls.BUSY
            case errors.RateLimited():
                return cls.LIMIT
            case errors.AuthenticationFailed():
                return cls.KEY
            case errors.ValidationFailed():
                return cls.REFUSED
            case errors.BadAnswer():
                return cls.NONSENSE
            case errors.NotFound():
                return cls.GONE
        return cls.DOWN


class NotFound(Exception):
    """TMDB says that there is no such thing."""


class Unavailable(Exception):
    """No answer, and none kept from before. `retry_after` in seconds."""

    def __init__(self, trouble: UpstreamProblem, retry_after: int = 5) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.retry_after = retry_after

    @classmethod
    def of(cls, error: errors.TMDBError) -> "Unavailable":
        return cls(UpstreamProblem.of(error), ceil(error.retry_after or 5))


@dataclass(frozen=True, slots=True)
class CacheMetadata:
    """What is known of a kept answer without reading its body.

    `at`: when TMDB gave it (or confirmed it), in epoch seconds. `digest`: of its body. `etag`: TMDB's.
    `found`: False for a kept 404. `trouble`: why the last attempt to refresh it failed, or "". `changed`: TMDB says
    that it has changed since.
    """

    at: float
    digest: str
    etag: str = ""
    found: bool = True
    trouble: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A decoded answer. `old`: its time is over, and a task has been asked to fetch it anew."""

    data: dict[str, Any]
    stamp: CacheMetadata
    old: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure that is remembered for a moment, so that all who waited for it hear the same."""

    kind: str  # "missing", or an UpstreamProblem's name
    retry_after: int = 5

    def raised(self) -> NotFound | Unavailable:
        if self.kind == "missing":
            return NotFound()
        return Unavailable(UpstreamProblem[self.kind], self.retry_after)

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(asdict(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Failure":
        """Raises msgspec.MsgspecError or KeyError for what is none."""
        failure = msgspec.json.decode(data, type=cls)
        failure.raised()
        return failure

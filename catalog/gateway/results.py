"""What the gateway gives back."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from math import ceil
from typing import Any

import msgspec

from tmdb import errors

DEFAULT_RETRY_AFTER = 5  # seconds


class UpstreamProblem(StrEnum):
    """Why TMDB gave no answer, as a sentence for the visitor."""

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
        """Classify an error of the client."""
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
    """TMDB answered that there is no such thing."""


class Unavailable(Exception):
    """There is no answer, not even an old one. `retry_after` in seconds."""

    def __init__(self, problem: UpstreamProblem, retry_after: int = DEFAULT_RETRY_AFTER) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.retry_after = retry_after

    @classmethod
    def of(cls, error: errors.TMDBError) -> "Unavailable":
        """Convert an error of the client."""
        return cls(UpstreamProblem.of(error), ceil(error.retry_after or DEFAULT_RETRY_AFTER))


@dataclass(frozen=True, slots=True)
class CacheMetadata:
    """What is known of a cached answer without reading its body.

    `fetched_at`: when TMDB sent or confirmed it, in epoch seconds. `digest`: of its body. `etag`: TMDB's.
    `exists`: False for a cached 404. `problem`: why the last refresh failed, or "". `is_changed`: TMDB reports a change
    since.
    """

    fetched_at: float
    digest: str
    etag: str = ""
    exists: bool = True
    problem: str = ""
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A decoded answer. `is_stale`: it is no longer fresh, and a task has been asked to refresh it."""

    data: dict[str, Any]
    metadata: CacheMetadata
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed request, remembered for a moment, so that all who waited for its answer get the same error."""

    kind: str  # an UpstreamProblem's name
    retry_after: int = DEFAULT_RETRY_AFTER

    @classmethod
    def of(cls, error: Unavailable) -> "Failure":
        return cls(error.problem.name, error.retry_after)

    def to_error(self) -> Unavailable:
        """Return the error to raise. Raises KeyError for an unknown kind."""
        return Unavailable(UpstreamProblem[self.kind], self.retry_after)

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(asdict(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Failure":
        """Parse what `to_bytes` gave. Raises msgspec.MsgspecError or KeyError."""
        failure = msgspec.json.decode(data, type=cls)
        failure.to_error()
        return failure

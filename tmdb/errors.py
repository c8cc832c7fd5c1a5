"""The errors that a call can raise, and TMDB's status codes that they stand for.

    TMDBError
    ├── NotFound                  404: codes 6, 21, 34, 37, 44
    ├── AuthenticationFailed      401: codes 7, 10, 14, 35
    ├── NotAllowed                401, 403: codes 3, 38, 39, 45
    │   ├── SessionDenied         codes 16, 17, 33, 36, 41
    │   └── LoginFailed           codes 26, 30, 31, 32
    ├── ValidationFailed          400, 405, 406, 422: codes 2, 4, 5, 18, 19, 20, 22, 23, 28, 29, 42, 47
    │   ├── TooManyAppended       code 27
    │   └── Duplicate             code 8
    ├── RateLimited               429: code 25
    │   ├── OnHold                not sent
    │   ├── QueueFull             not sent
    │   └── VisitorLimited        not sent
    ├── Unavailable               no connection, or 5xx: codes 9, 11, 15, 24, 43, 46
    │   ├── CircuitOpen           not sent
    │   └── DeadlineExceeded
    └── BadAnswer

No error holds a secret: `path` is the path without its query, `message` a sentence of TMDB's or of this package.
"""

from collections.abc import Mapping
from typing import Any

MAX_MESSAGE_LENGTH = 300  # characters of TMDB's sentence that an error keeps


class TMDBError(Exception):
    """The root of all errors of this package.

    `http_status` is 0 where nothing was answered. `tmdb_code` is TMDB's own code (see ERRORS_BY_CODE), 0 without one.
    `retry_after` is in seconds: as long as TMDB asked for, or after which a new try makes sense; None where neither is
    known. `sent` is False where the request never left, so that a new try costs TMDB nothing.
    """

    default_message = ""
    sent = True

    def __init__(
        self,
        message: str = "",
        *,
        http_status: int = 0,
        tmdb_code: int = 0,
        path: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message or self.default_message
        self.http_status, self.tmdb_code, self.path, self.retry_after = http_status, tmdb_code, path, retry_after

    def __str__(self) -> str:
        where = f" ({self.path})" if self.path else ""
        code = f" [{self.http_status}/{self.tmdb_code}]" if self.http_status else ""
        return f"{self.message or type(self).__name__}{code}{where}"


class NotFound(TMDBError):
    """TMDB has no such thing."""


class AuthenticationFailed(TMDBError):
    """TMDB does not accept the key or the token."""


class NotAllowed(TMDBError):
    """The key or the session may not do this, or may no longer."""


class SessionDenied(NotAllowed):
    """The member's approval is missing, was refused, or was revoked."""


class LoginFailed(NotAllowed):
    """TMDB does not accept the name and the password."""


class ValidationFailed(TMDBError):
    """TMDB refuses the parameters."""


class TooManyAppended(ValidationFailed):
    """More than twenty parts are to be appended; raised before anything is sent."""


class Duplicate(ValidationFailed):
    """The entry exists already."""


class RateLimited(TMDBError):
    """Too many requests."""


class OnHold(RateLimited):
    """The request was not sent, since TMDB has asked this installation to wait."""

    default_message = "TMDB asked us to wait."
    sent = False


class QueueFull(RateLimited):
    """The request was not sent, since no slot among the requests of a second comes in time."""

    default_message = "Too many requests wait for TMDB."
    sent = False


class VisitorLimited(RateLimited):
    """The request was not sent, since its visitor has started too many."""

    default_message = "This visitor has started too many requests."
    sent = False


class Unavailable(TMDBError):
    """TMDB can't be reached, or fails."""


class CircuitOpen(Unavailable):
    """The request was not sent, since TMDB has failed several times within seconds."""

    default_message = "TMDB failed again and again."
    sent = False


class DeadlineExceeded(Unavailable):
    """No answer came in the time that the caller had."""


class BadAnswer(TMDBError):
    """The answer is not what the API describes: not JSON, cut off, too large, redirected, or about something else."""


HELD = (OnHold, CircuitOpen)  # nothing may be sent until `retry_after` seconds from now


# TMDB's codes for failures. 21 says that there was nothing to delete.
ERRORS_BY_CODE: dict[int, type[TMDBError]] = {
    2: ValidationFailed, 3: NotAllowed, 4: ValidationFailed, 5: ValidationFailed, 6: NotFound, 7: AuthenticationFailed,
    8: Duplicate, 9: Unavailable, 10: AuthenticationFailed, 11: Unavailable, 14: AuthenticationFailed, 15: Unavailable,
    16: SessionDenied, 17: SessionDenied, 18: ValidationFailed, 19: ValidationFailed, 20: ValidationFailed,
    21: NotFound, 22: ValidationFailed, 23: ValidationFailed, 24: Unavailable, 25: RateLimited, 26: LoginFailed,
    27: TooManyAppended, 28: ValidationFailed, 29: ValidationFailed, 30: LoginFailed, 31: LoginFailed, 32: LoginFailed,
    33: SessionDenied, 34: NotFound, 35: AuthenticationFailed, 36: SessionDenied, 37: NotFound, 38: NotAllowed,
    39: NotAllowed, 41: SessionDenied, 42: ValidationFailed, 43: Unavailable, 44: NotFound, 45: NotAllowed,
    46: Unavailable, 47: ValidationFailed,
}  # fmt: skip
SUCCESS_CODES = frozenset({1, 12, 13, 40})

# TMDB names a code with each of these. Without one the answer came from something in front of TMDB, and says nothing
# about a film, the site's key or a member's session.
_STATUSES_WITH_CODE = frozenset({401, 403, 404})


def is_failure(data: Any) -> bool:
    """Return whether an answer says that it failed, whatever its HTTP status."""
    if not isinstance(data, Mapping):
        return False
    code = _get_code(data)
    return code in ERRORS_BY_CODE or (data.get("success") is False and code not in SUCCESS_CODES)


def from_answer(status: int, data: Any, *, path: str, retry_after: float | None = None) -> TMDBError:
    """Return the error that an answer stands for; `data` is its JSON, or None."""
    body: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
    code = _get_code(body)
    error_class = ERRORS_BY_CODE.get(code) or _error_class_of_status(status, is_json=data is not None)
    return error_class(_get_message(body), http_status=status, tmdb_code=code, path=path, retry_after=retry_after)


def _error_class_of_status(status: int, *, is_json: bool) -> type[TMDBError]:
    """Return the class of error for an answer without one of TMDB's codes."""
    if status >= 500:
        return Unavailable
    if status == 429:
        return RateLimited
    if not is_json or status in _STATUSES_WITH_CODE or 300 <= status < 400:
        return BadAnswer
    return ValidationFailed


def _get_code(body: Mapping[str, Any]) -> int:
    code = body.get("status_code")
    return code if isinstance(code, int) and not isinstance(code, bool) else 0


def _get_message(body: Mapping[str, Any]) -> str:
    """Return TMDB's sentence; some answers have a list of `errors` instead."""
    message, details = body.get("status_message"), body.get("errors")
    if isinstance(message, str):
        return message[:MAX_MESSAGE_LENGTH]
    if isinstance(details, list):
        return "; ".join(str(detail) for detail in details)[:MAX_MESSAGE_LENGTH]
    return ""

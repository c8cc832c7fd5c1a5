"""What can go wrong.

    TMDBError
    ├── NotFound                  no such thing (404: 6, 21, 34, 37, 44)
    ├── AuthenticationFailed      a key or token that TMDB does not take (401: 7, 10, 14, 35)
    ├── NotAllowed                not, or no longer, allowed to (401, 403: 3, 38, 39, 45)
    │   ├── SessionDenied         the member's approval is missing, refused or revoked (16, 17, 33, 36, 41)
    │   └── LoginFailed           name and password (26, 30, 31, 32)
    ├── ValidationFailed          TMDB refuses the parameters (400, 405, 406, 422)
    │   ├── TooManyAppended       more than twenty parts (27); raised before anything is sent
    │   └── Duplicate             it is there already (8)
    ├── RateLimited               slow down (429: 25)
    │   ├── OnHold                not sent: TMDB asked the installation to wait
    │   ├── QueueFull             not sent: no slot among the requests of a second comes in time
    │   └── VisitorLimited        not sent: one visitor has started too many requests
    ├── Unavailable               TMDB is down, or answers 5xx (9, 11, 15, 24, 43, 46)
    │   ├── CircuitOpen           not sent: TMDB failed again and again within seconds
    │   └── DeadlineExceeded      no answer in the time that the caller had
    └── BadAnswer                 not JSON, cut off, too large, a redirection, about something else: not what the API
                                  describes

Nothing secret is in an error: `path` is the path without its query, `message` TMDB's sentence or ours.
"""

from collections.abc import Mapping
from typing import Any


class TMDBError(Exception):
    """`http_status` 0 where nothing was answered; `tmdb_code` is TMDB's own (see CODES), 0 without one.

    `retry_after`: the seconds that TMDB asked us to wait, or after which it makes sense to try again; None where
    nobody knows. `sent`: False where the request never left, so that trying again costs TMDB nothing.
    """

    retry_after: float | None = None
    sent = True

    def __init__(self, message: str = "", *, http_status: int = 0, tmdb_code: int = 0, path: str = "") -> None:
        super().__init__(message)
        self.message, self.http_status, self.tmdb_code, self.path = message, http_status, tmdb_code, path

    def __str__(self) -> str:
        where = f" ({self.path})" if self.path else ""
        code = f" [{self.http_status}/{self.tmdb_code}]" if self.http_status else ""
        return f"{self.message or type(self).__name__}{code}{where}"


class NotFound(TMDBError):
    pass


class AuthenticationFailed(TMDBError):
    pass


class NotAllowed(TMDBError):
    pass


class SessionDenied(NotAllowed):
    pass


class LoginFailed(NotAllowed):
    pass


class ValidationFailed(TMDBError):
    pass


class TooManyAppended(ValidationFailed):
    pass


class Duplicate(ValidationFailed):
    pass


class RateLimited(TMDBError):
    pass


class OnHold(RateLimited):
    sent = False


class QueueFull(RateLimited):
    sent = False


class VisitorLimited(RateLimited):
    sent = False


class Unavailable(TMDBError):
    pass


class CircuitOpen(Unavailable):
    sent = False


class DeadlineExceeded(Unavailable):
    pass


class BadAnswer(TMDBError):
    pass


HELD = (OnHold, CircuitOpen)  # nothing may be sent until `retry_after` seconds from now


def queue_full(wait: float) -> QueueFull:
    """Return the error for a slot that comes too late; `wait` in seconds."""
    error = QueueFull("Too many requests wait for TMDB.")
    error.retry_after = max(1.0, wait)
    return error


def visitor_limited(wait: float) -> VisitorLimited:
    """Return the error for a visitor who has had all their requests; `wait` in seconds."""
    error = VisitorLimited("This visitor has started too many requests.")
    error.retry_after = max(1.0, wait)
    return error


# TMDB's codes that stand for a failure. 1, 12, 13 and 40 are successes; 21 says that there was nothing to delete.
CODES: dict[int, type[TMDBError]] = {
    2: ValidationFailed, 3: NotAllowed, 4: ValidationFailed, 5: ValidationFailed, 6: NotFound, 7: AuthenticationFailed,
    8: Duplicate, 9: Unavailable, 10: AuthenticationFailed, 11: Unavailable, 14: AuthenticationFailed, 15: Unavailable,
    16: SessionDenied, 17: SessionDenied, 18: ValidationFailed, 19: ValidationFailed, 20: ValidationFailed,
    21: NotFound, 22: ValidationFailed, 23: ValidationFailed, 24: Unavailable, 25: RateLimited, 26: LoginFailed,
    27: TooManyAppended, 28: ValidationFailed, 29: ValidationFailed, 30: LoginFailed, 31: LoginFailed, 32: LoginFailed,
    33: SessionDenied, 34: NotFound, 35: AuthenticationFailed, 36: SessionDenied, 37: NotFound, 38: NotAllowed,
    39: NotAllowed, 41: SessionDenied, 42: ValidationFailed, 43: Unavailable, 44: NotFound, 45: NotAllowed,
    46: Unavailable, 47: ValidationFailed,
}  # fmt: skip
SUCCESSES = frozenset({1, 12, 13, 40})

# TMDB itself names its reason for these. Without one, something in front of it answered, which says nothing of a film,
# of the site's key or of a member's session.
_WITH_CODE = frozenset({401, 403, 404})


def is_failure(data: Any) -> bool:
    """Whether an answer says that it failed, whatever its HTTP status."""
    if not isinstance(data, Mapping):
        return False
    code = _code(data)
    return code in CODES or (data.get("success") is False and code not in SUCCESSES)


def from_answer(status: int, data: Any, *, path: str, retry_after: float | None = None) -> TMDBError:
    """The error that an answer means. `data` is its JSON, or None."""
    body: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
    code = _code(body)
    kind = CODES.get(code) or _by_status(status, is_json=data is not None)
    error = kind(_message(body), http_status=status, tmdb_code=code, path=path)
    error.retry_after = retry_after
    return error


def _by_status(status: int, *, is_json: bool) -> type[TMDBError]:
    """Return the error for an answer without one of TMDB's codes."""
    if status >= 500:
        return Unavailable
    if status == 429:
        return RateLimited
    if not is_json or status in _WITH_CODE or 300 <= status < 400:
        return BadAnswer
    return ValidationFailed


def _code(body: Mapping[str, Any]) -> int:
    code = body.get("status_code")
    return code if isinstance(code, int) and not isinstance(code, bool) else 0


def _message(body: Mapping[str, Any]) -> str:
    """TMDB's sentence; older answers have a list of `errors` instead."""
    message, several = body.get("status_message"), body.get("errors")
    if isinstance(message, str):
        return message[:300]
    if isinstance(several, list):
        return "; ".join(str(one) for one in several)[:300]
    return ""

"""From a call to an answer: credentials, errors, retries, and a deadline that holds for all attempts together."""

import email.utils
import hashlib
import logging
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tmdb import errors, validation
from tmdb.call import Call
from tmdb.deadline import Deadline
from tmdb.hold import MAX_HOLD, Hold, LocalHold, hold_of
from tmdb.limits import ANSWER_TIME, Limiter, LocalLimiter, Slot
from tmdb.transport import Request, Response, TimedOut, TooLarge, Transport, TransportError

log = logging.getLogger("tmdb")

API_URL = "https://api.themoviedb.org/3"
TRIES = 3
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 8.0  # seconds; a pause is anything up to this, which doubles with each try
RETRIED = (errors.Unavailable, errors.RateLimited)
ITEM_BROKEN = 11  # TMDB's code for an error of its own over one thing: TMDB itself answers
FAIR_TIME = 1.0  # seconds; who had less and got no answer in time knows nothing of TMDB
ARRIVAL_HOLD_WAIT = 1.0  # seconds of a hold for which a page that comes meanwhile waits
HOLD_WAIT = 10.0  # seconds of a hold that are waited out where there is time; a task that is held longer comes again

_V3_KEY = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
_SENDABLE = re.compile(r"[!-~]*")  # what a header takes
_V4_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reply:
    """`data` is the JSON, None when `not_modified`. `max_age` in seconds, 0 where TMDB says nothing."""

    data: Any
    status: int = 200
    etag: str = ""
    max_age: int = 0
    not_modified: bool = False


def credential_kind(value: str) -> str:
    """What TMDB calls a credential: a v3 "key" has 32 hexadecimal digits, anything else is a v4 "token"."""
    return "key" if _V3_KEY.fullmatch(value) else "token"


def credential_problem(value: str) -> str:
    """Why TMDB can't take a credential, in a sentence that does not hold it; "" for one that looks like one."""
    if _V3_KEY.fullmatch(value) or _V4_TOKEN.fullmatch(value):
        return ""
    return "The credential is neither a v3 key (32 hexadecimal digits) nor a v4 token (three parts with dots between)."


class Requestor:
    """`token` or `api_key`: either may be given as either, since people mistake them for each other.

    `observe` is told of each request that went out: its operation, and TMDB's status or "failed".
    """

    def __init__(
        self,
        transport: Transport,
        *,
        token: str = "",
        api_key: str = "",
        base_url: str = API_URL,
        limiter: Limiter | None = None,
        hold: Hold | None = None,
        sleep: Callable[[float], None] = time.sleep,
        observe: Callable[[str, str], None] = lambda operation, outcome: None,
    ) -> None:
        self._transport, self._base_url = transport, base_url.rstrip("/")
        self._credential = (token or api_key).strip()  # a file's last line ends with a break
        self._limiter, self._hold = limiter or LocalLimiter(), hold or LocalHold()
        self._sleep, self._observe = sleep, observe

    def __repr__(self) -> str:
        return f"Requestor({self._base_url})"

    def send(
        self, call: Call, *, deadline: Deadline, etag: str = "", blocking: bool = False, visitor: str = ""
    ) -> Reply:
        """The answer. `blocking`: for a task, which leaves pages their room; else for a page, which waits in line with
        the others, and counts for its `visitor` if there is one. Raises TMDBError.

        Reads are tried again when TMDB is down, for a task also when TMDB asks to wait; writes never, since nobody
        knows what became of them.
        """
        tries = TRIES if call.operation.method == "GET" else 1
        for number in range(1, tries + 1):
            try:
                is_news = self._admit(call, deadline, blocking, visitor)
                return self._try(call, deadline, etag, number, is_news)
            except RETRIED as error:
                pause = self._pause(error, number)
                if number == tries or not _is_retried(error, blocking) or pause >= deadline.remaining():
                    raise
                self._sleep(pause)
        raise AssertionError("unreachable")

    def _admit(self, call: Call, deadline: Deadline, blocking: bool, visitor: str) -> bool:
        """Wait for what has to be waited for, and return whether an answer would be news for the hold.

        A page that comes during a hold of more than a second is refused at once; one that stands in line already waits
        it out where it has the time, and then in a new line. Raises RateLimited, CircuitOpen or DeadlineExceeded where
        that is in vain.
        """
        longest, path = HOLD_WAIT if blocking else ARRIVAL_HOLD_WAIT, _digest(call)
        while True:
            _require_time(deadline, call)
            try:
                self._hold.check(leaves=False, path=path)
                longest = HOLD_WAIT
                if blocking:
                    slot = self._limiter.acquire_for_task(deadline)
                else:
                    slot = self._limiter.acquire(deadline, visitor)
                return self._leave(call, deadline, path, slot)
            except errors.OnHold as error:
                wait = error.retry_after or 0.0
                if wait > min(longest, deadline.remaining() - ANSWER_TIME):
                    raise
                self._sleep(wait)

    def _leave(self, call: Call, deadline: Deadline, path: str, slot: Slot) -> bool:
        """Return what `_admit` does, now that the slot has come. What is not sent after all gives it back."""
        try:
            _require_time(deadline, call)
            return self._hold.check(leaves=True, path=path)
        except errors.TMDBError:
            self._limiter.give_back(slot)
            raise

    def _try(self, call: Call, deadline: Deadline, etag: str, number: int, is_news: bool) -> Reply:
        started, allowed = time.monotonic(), deadline.remaining()
        outcome = "failed"
        try:
            response = self._exchange(call, deadline, etag)
            outcome = str(response.status)
            reply = _reply(response, call, etag)
        except errors.TMDBError as error:
            self._learn(error, call, allowed, is_news, is_first=number == 1)
            raise
        finally:
            took = (time.monotonic() - started) * 1000
            log.info("operation=%s outcome=%s ms=%.0f try=%d", call.operation.id, outcome, took, number)
            self._observe(call.operation.id, outcome)
        self._note_answer(is_news)
        return reply

    def _learn(self, error: errors.TMDBError, call: Call, allowed: float, is_news: bool, *, is_first: bool) -> None:
        """Note what an error says of TMDB; `allowed` are the seconds that it had to answer. A request counts as failed
        once, with its first try."""
        match error:
            case errors.RateLimited():
                held = self._hold.asked_to_wait(error.retry_after)
                error.retry_after = held if error.retry_after is None else error.retry_after
            case errors.Unavailable() if error.tmdb_code != ITEM_BROKEN:
                if is_first and (allowed >= FAIR_TIME or not isinstance(error, errors.DeadlineExceeded)):
                    self._hold.failed(_digest(call))
            case errors.BadAnswer():
                log.warning("answer refused operation=%s detail=%s", call.operation.id, error.message)
            case _:
                self._note_answer(is_news)
        if isinstance(error, errors.AuthenticationFailed):
            error.message = f"{error.message} {credential_problem(self._credential)}".strip()

    def _note_answer(self, is_news: bool) -> None:
        """Tell the hold that TMDB answered. Of those that left before the first failure the hold said no news."""
        if is_news or self._hold.has_failures:
            self._hold.succeeded()

    def _exchange(self, call: Call, deadline: Deadline, etag: str) -> Response:
        try:
            return self._transport.send(self._request(call, etag), deadline)
        except TimedOut:
            raise errors.DeadlineExceeded("TMDB did not answer in time.", path=call.shown_path) from None
        except TooLarge:
            raise errors.BadAnswer("TMDB's answer is too large.", path=call.shown_path) from None
        except TransportError as error:
            raise errors.Unavailable(f"No connection to TMDB: {error}.", path=call.shown_path) from None

    def _request(self, call: Call, etag: str) -> Request:
        if not _SENDABLE.fullmatch(self._credential):
            raise errors.AuthenticationFailed(path=call.shown_path)
        headers = {"Accept": "application/json"}
        query = list(call.query)
        if credential_kind(self._credential) == "key":
            query.append(("api_key", self._credential))
        elif self._credential:
            headers["Authorization"] = f"Bearer {self._credential}"
        if etag:
            headers["If-None-Match"] = etag
        if call.body:
            headers["Content-Type"] = "application/json;charset=utf-8"
        url = f"{self._base_url}{call.path}" + (f"?{urlencode(query)}" if query else "")
        return Request(call.operation.method, url, headers, call.body.encode() if call.body else None)

    @staticmethod
    def _pause(error: errors.TMDBError, number: int) -> float:
        if error.retry_after is not None:
            return error.retry_after
        return random.uniform(0, min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (number - 1)))


def _digest(call: Call) -> str:
    """Return what the hold tells requests apart by: the same for all languages and pages of one thing."""
    return hashlib.blake2b(f"{call.operation.id} {call.path}".encode(), digest_size=8).hexdigest()


def _require_time(deadline: Deadline, call: Call) -> None:
    """Raise DeadlineExceeded where there is no time to send anything."""
    if deadline.is_over:
        error = errors.DeadlineExceeded("No time left.", path=call.shown_path)
        error.sent = False
        raise error


def _is_retried(error: errors.TMDBError, blocking: bool) -> bool:
    """Return whether the same request may go out again: never what was not sent, nor a page that TMDB has slowed."""
    if isinstance(error, errors.RateLimited):
        return blocking and error.sent and hold_of(error.retry_after) <= HOLD_WAIT
    return error.sent and not isinstance(error, errors.DeadlineExceeded)


def _reply(response: Response, call: Call, sent_etag: str) -> Reply:
    """Return what a response means. `sent_etag`: the If-None-Match of the request. Raises TMDBError."""
    path = call.shown_path
    etag, max_age = response.headers.get("ETag", ""), _max_age(response.headers.get("Cache-Control", ""))
    if response.status == 304 and sent_etag:
        return Reply(None, 304, etag, max_age, not_modified=True)
    data = validation.parse(response.body)
    if not 200 <= response.status < 300:
        retry_after = _seconds(response.headers.get("Retry-After", ""))
        raise errors.from_answer(response.status, data, path=path, retry_after=retry_after)
    if not isinstance(data, dict | list):
        raise errors.BadAnswer("TMDB's answer is not JSON.", http_status=response.status, path=path)
    if errors.is_failure(data):
        raise errors.from_answer(response.status, data, path=path)
    validation.check(call, data)
    return Reply(data, response.status, etag, max_age)


def _max_age(cache_control: str) -> int:
    found = re.search(r"max-age=(\d{1,9})", cache_control)
    return int(found.group(1)) if found else 0


def _seconds(retry_after: str) -> float | None:
    """`Retry-After` in either of its forms, as seconds from now: MAX_HOLD at most, whatever it says."""
    if retry_after.strip().isdecimal():
        return min(MAX_HOLD, float(retry_after))
    try:
        at = email.utils.parsedate_to_datetime(retry_after).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
    return min(MAX_HOLD, max(0.0, at - time.time()))

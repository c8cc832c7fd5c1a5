"""From a call to a reply: credentials, errors, retries, and a deadline that holds for all tries together."""

import email.utils
import hashlib
import logging
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from tmdb import errors, validation
from tmdb.call import Call
from tmdb.deadline import Deadline
from tmdb.hold import MAX_HOLD, Hold, LocalHold, hold_seconds
from tmdb.limits import MIN_ANSWER_TIME, Limiter, LocalLimiter, Slot
from tmdb.transport import Request, Response, TimedOut, TooLarge, Transport, TransportError

log = logging.getLogger("tmdb")

API_URL = "https://api.themoviedb.org/3"
MAX_TRIES = 3
FIRST_BACKOFF, MAX_BACKOFF = 0.25, 8.0  # seconds; a backoff is anything up to this, which doubles with each try
RETRYABLE_ERRORS = (errors.Unavailable, errors.RateLimited)
ITEM_FAILURE_CODE = 11  # TMDB's code for an error of its own over one item: TMDB itself answers
MIN_FAIR_TIMEOUT = 1.0  # seconds; that no answer came in less says nothing about TMDB
MAX_HOLD_WAIT_ON_ARRIVAL = 1.0  # seconds of a hold for which a page that comes meanwhile waits
MAX_HOLD_WAIT = 10.0  # seconds of a hold that are waited out where there is time; a task held longer comes again

_V3_KEY = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
_V4_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
_HEADER_SAFE = re.compile(r"[!-~]*")  # what may stand in a header: printable ASCII without blanks


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that was checked.

    `data` is the JSON, None when `not_modified`. `max_age` is in seconds, 0 where TMDB names none.
    """

    data: Any
    status: int = 200
    etag: str = ""
    max_age: int = 0
    not_modified: bool = False


def classify_credential(value: str) -> Literal["key", "token"]:
    """Return TMDB's word for a credential: "key" (v3) for 32 hexadecimal digits, "token" (v4) for anything else."""
    return "key" if _V3_KEY.fullmatch(value) else "token"


def describe_credential_problem(value: str) -> str:
    """Return a sentence that tells why TMDB can't accept a credential, without quoting it; "" for a well-formed one."""
    if _V3_KEY.fullmatch(value) or _V4_TOKEN.fullmatch(value):
        return ""
    return "The credential is neither a v3 key (32 hexadecimal digits) nor a v4 token (three parts with dots between)."


class Requestor:
    """Sends calls to TMDB, within the rate limit and only while nothing is on hold.

    `token` or `api_key`: each is accepted as either, since people mistake one for the other. `observe` is called after
    each request that went out, with its operation's id, and the HTTP status as text or "failed".
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
        self._credential = (token or api_key).strip()  # the last line of a file ends with a line break
        self._limiter, self._hold = limiter or LocalLimiter(), hold or LocalHold()
        self._sleep, self._observe = sleep, observe

    def __repr__(self) -> str:
        return f"Requestor({self._base_url})"

    def send(
        self, call: Call, *, deadline: Deadline, etag: str = "", background: bool = False, visitor: str = ""
    ) -> Reply:
        """Send a call and return the reply.

        `etag`: of an answer that the caller has; the reply is `not_modified` while it still holds. `background`: for a
        task, which leaves pages their room. Otherwise the call is for a page: it waits in line with the others, and
        counts towards the limit of its `visitor`, if it has one.

        Reads are retried when TMDB is down, those of tasks also when TMDB asks to wait; writes never, since nobody can
        tell whether they took effect. Raises TMDBError.
        """
        max_tries = MAX_TRIES if call.operation.method == "GET" else 1
        for try_number in range(1, max_tries + 1):
            try:
                has_failures = self._wait_for_permission(call, deadline, background, visitor)
                return self._try(call, deadline, etag, try_number, has_failures)
            except RETRYABLE_ERRORS as error:
                backoff = _backoff(error, try_number)
                is_last = try_number == max_tries or backoff >= deadline.remaining()
                if is_last or not _is_retryable(error, background):
                    raise
                self._sleep(backoff)
        raise AssertionError("unreachable")

    def _wait_for_permission(self, call: Call, deadline: Deadline, background: bool, visitor: str) -> bool:
        """Wait until a request may leave, and return whether the hold has failures on record.

        A page that comes during a hold of more than a second is refused at once; one that stands in line already waits
        it out where it has the time, and then lines up again. Raises RateLimited, CircuitOpen or DeadlineExceeded where
        waiting is in vain.
        """
        max_wait, path = MAX_HOLD_WAIT if background else MAX_HOLD_WAIT_ON_ARRIVAL, _digest_path(call)
        while True:
            _require_time(deadline, call)
            try:
                self._hold.check(sending=False, path=path)
                max_wait = MAX_HOLD_WAIT
                if background:
                    slot = self._limiter.acquire_for_task(deadline)
                else:
                    slot = self._limiter.acquire(deadline, visitor)
                return self._check_departure(call, deadline, path, slot)
            except errors.OnHold as error:
                wait = error.retry_after or 0.0
                if wait > min(max_wait, deadline.remaining() - MIN_ANSWER_TIME):
                    raise
                self._sleep(wait)

    def _check_departure(self, call: Call, deadline: Deadline, path: str, slot: Slot) -> bool:
        """Check the hold again now that the slot has come, and release the slot if the request can't leave."""
        try:
            _require_time(deadline, call)
            return self._hold.check(sending=True, path=path)
        except errors.TMDBError:
            self._limiter.release(slot)
            raise

    def _try(self, call: Call, deadline: Deadline, etag: str, try_number: int, has_failures: bool) -> Reply:
        started, timeout = time.monotonic(), deadline.remaining()
        outcome = "failed"
        try:
            response = self._exchange(call, deadline, etag)
            outcome = str(response.status)
            reply = _parse_reply(response, call, etag)
        except errors.TMDBError as error:
            self._record_error(error, call, timeout, has_failures, is_first_try=try_number == 1)
            raise
        finally:
            duration = (time.monotonic() - started) * 1000
            event = "request finished operation=%s outcome=%s ms=%.0f try=%d"
            log.info(event, call.operation.id, outcome, duration, try_number)
            self._observe(call.operation.id, outcome)
        self._record_success(has_failures)
        return reply

    def _record_error(
        self, error: errors.TMDBError, call: Call, timeout: float, has_failures: bool, *, is_first_try: bool
    ) -> None:
        """Record what an error says about TMDB; `timeout` is the seconds that it had to answer.

        A request counts as failed once, with its first try.
        """
        match error:
            case errors.RateLimited():
                seconds = self._hold.record_rate_limit(error.retry_after)
                error.retry_after = seconds if error.retry_after is None else error.retry_after
            case errors.Unavailable() if error.tmdb_code != ITEM_FAILURE_CODE:
                is_fair = timeout >= MIN_FAIR_TIMEOUT or not isinstance(error, errors.DeadlineExceeded)
                if is_first_try and is_fair:
                    self._hold.record_failure(_digest_path(call))
            case errors.BadAnswer():
                log.warning("answer refused operation=%s detail=%s", call.operation.id, error.message)
            case _:
                self._record_success(has_failures)
        if isinstance(error, errors.AuthenticationFailed):
            error.message = f"{error.message} {describe_credential_problem(self._credential)}".strip()

    def _record_success(self, has_failures: bool) -> None:
        """Tell the hold that TMDB answered, where failures were on record when the request left, or are since."""
        if has_failures or self._hold.has_local_failures:
            self._hold.record_success()

    def _exchange(self, call: Call, deadline: Deadline, etag: str) -> Response:
        try:
            return self._transport.send(self._build_request(call, etag), deadline)
        except TimedOut:
            raise errors.DeadlineExceeded("TMDB did not answer in time.", path=call.loggable_path) from None
        except TooLarge:
            raise errors.BadAnswer("TMDB's answer is too large.", path=call.loggable_path) from None
        except TransportError as error:
            raise errors.Unavailable(f"No connection to TMDB: {error}.", path=call.loggable_path) from None

    def _build_request(self, call: Call, etag: str) -> Request:
        if not _HEADER_SAFE.fullmatch(self._credential):
            raise errors.AuthenticationFailed(path=call.loggable_path)
        headers = {"Accept": "application/json"}
        query = list(call.query)
        if classify_credential(self._credential) == "key":
            query.append(("api_key", self._credential))
        elif self._credential:
            headers["Authorization"] = f"Bearer {self._credential}"
        if etag:
            headers["If-None-Match"] = etag
        if call.body:
            headers["Content-Type"] = "application/json;charset=utf-8"
        url = f"{self._base_url}{call.path}" + (f"?{urlencode(query)}" if query else "")
        return Request(call.operation.method, url, headers, call.body.encode() if call.body else None)


def _backoff(error: errors.TMDBError, try_number: int) -> float:
    """Return the seconds to wait before the next try."""
    if error.retry_after is not None:
        return error.retry_after
    return random.uniform(0, min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** (try_number - 1)))


def _is_retryable(error: errors.TMDBError, background: bool) -> bool:
    """Return whether the same request may go out again: not what was never sent, nor a page's that got a 429."""
    if isinstance(error, errors.RateLimited):
        return background and error.sent and hold_seconds(error.retry_after) <= MAX_HOLD_WAIT
    return error.sent and not isinstance(error, errors.DeadlineExceeded)


def _digest_path(call: Call) -> str:
    """Return the digest by which the hold tells requests apart: one for all languages and pages of the same thing."""
    return hashlib.blake2b(f"{call.operation.id} {call.path}".encode(), digest_size=8).hexdigest()


def _require_time(deadline: Deadline, call: Call) -> None:
    """Raise DeadlineExceeded when no time is left to send anything."""
    if deadline.is_over:
        error = errors.DeadlineExceeded("No time left.", path=call.loggable_path)
        error.sent = False
        raise error


def _parse_reply(response: Response, call: Call, sent_etag: str) -> Reply:
    """Return the reply that a response holds; `sent_etag` is the If-None-Match of the request.

    Raises TMDBError.
    """
    path, status = call.loggable_path, response.status
    etag, max_age = response.headers.get("ETag", ""), _parse_max_age(response.headers.get("Cache-Control", ""))
    if status == 304 and sent_etag:
        return Reply(None, 304, etag, max_age, not_modified=True)
    data = validation.parse(response.body)
    if not 200 <= status < 300:
        retry_after = _parse_retry_after(response.headers.get("Retry-After", ""))
        raise errors.from_answer(status, data, path=path, retry_after=retry_after)
    if not isinstance(data, dict | list):
        raise errors.BadAnswer("TMDB's answer is not JSON.", http_status=status, path=path)
    if errors.is_failure(data):
        raise errors.from_answer(status, data, path=path)
    validation.check(call, data)
    return Reply(data, status, etag, max_age)


def _parse_max_age(cache_control: str) -> int:
    match = re.search(r"max-age=(\d{1,9})", cache_control)
    return int(match[1]) if match else 0


def _parse_retry_after(header: str) -> float | None:
    """Return the seconds of a Retry-After, a number or a date: MAX_HOLD at most, None for what is neither."""
    if header.strip().isdecimal():
        return min(MAX_HOLD, float(header))
    try:
        at = email.utils.parsedate_to_datetime(header).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
    return min(MAX_HOLD, max(0.0, at - time.time()))

"""Credentials, errors, retries and deadlines."""

import email.utils
import logging
import time
from contextlib import nullcontext, suppress
from typing import Any

import pytest

from tests.tmdb.fakes import KEY, TOKEN, FakeClock, FakeTransport, answer, requestor
from tmdb import Call, Deadline, Endpoints, LocalHold, LocalLimiter, NoLimiter, Requestor, errors
from tmdb.hold import DEFAULT_HOLD, FAILURE_THRESHOLD, MAX_HOLD, PROBE_INTERVAL
from tmdb.limits import VISITOR_ALLOWANCE, WINDOW, Slot
from tmdb.redaction import RedactingFilter, redact
from tmdb.requestor import FIRST_BACKOFF, classify_credential
from tmdb.transport import Request, Response, TimedOut, TooLarge, TransportError

ask: Endpoints[Call] = Endpoints(lambda call: call)
MATRIX = ask.movies.details(603, language="de-DE")
SOON = Deadline.after(100_000)  # made when the file is read, so it must outlast the whole run


def test_a_token_travels_in_a_header_and_never_in_the_address() -> None:
    transport = FakeTransport([answer(data={"id": 603})])
    assert requestor(transport).send(MATRIX, deadline=SOON).data == {"id": 603}
    request = transport.requests[0]
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert request.url == "https://api.themoviedb.org/3/movie/603?language=de-DE"
    assert TOKEN not in repr(request)


@pytest.mark.parametrize("name", ["token", "api_key"])
def test_key_and_token_are_told_apart_whatever_they_were_given_as(name: str) -> None:
    transport = FakeTransport([answer(data={"id": 603})])
    requestor(transport, **{name: KEY}).send(MATRIX, deadline=SOON)
    assert f"api_key={KEY}" in transport.requests[0].url
    assert "Authorization" not in transport.requests[0].headers
    requestor(transport, **{name: TOKEN}).send(MATRIX, deadline=SOON)
    assert transport.requests[1].headers["Authorization"].endswith(TOKEN)
    assert (classify_credential(KEY), classify_credential(TOKEN)) == ("key", "token")


@pytest.mark.parametrize("credential", [f"{TOKEN}\n", f" {KEY} \n"])
def test_blanks_around_a_credential_are_not_part_of_it(credential: str) -> None:
    transport = FakeTransport([answer(data={"id": 603})])
    requestor(transport, token=credential).send(MATRIX, deadline=SOON)
    sent = transport.requests[0]
    assert sent.headers.get("Authorization") == f"Bearer {TOKEN}" or sent.url.endswith(f"api_key={KEY}")


@pytest.mark.parametrize("credential", [KEY[:-1], f"{KEY}0", TOKEN.rpartition(".")[0], "your-key-here"])
def test_a_credential_that_is_none_is_called_so_when_tmdb_refuses_it(credential: str) -> None:
    body = {"status_code": 7, "status_message": "Invalid API key.", "success": False}
    with pytest.raises(errors.AuthenticationFailed, match=r"neither a v3 key .* nor a v4 token") as caught:
        requestor(FakeTransport([answer(401, body)]), token=credential).send(MATRIX, deadline=SOON)
    assert str(caught.value).startswith("Invalid API key.")
    assert credential not in str(caught.value)


@pytest.mark.parametrize("credential", [KEY, TOKEN])
def test_one_that_tmdb_takes_back_is_not_called_malformed(credential: str) -> None:
    body = {"status_code": 7, "status_message": "Invalid API key.", "success": False}
    with pytest.raises(errors.AuthenticationFailed) as caught:
        requestor(FakeTransport([answer(401, body)]), token=credential).send(MATRIX, deadline=SOON)
    assert caught.value.message == "Invalid API key."


@pytest.mark.parametrize("credential", ["ключ", "two words", "two\nlines", "\x00"])
def test_what_no_header_takes_is_not_sent(credential: str) -> None:
    transport = FakeTransport([answer(data={"id": 603})])
    with pytest.raises(errors.AuthenticationFailed, match="neither a v3 key") as caught:
        requestor(transport, token=credential).send(MATRIX, deadline=SOON)
    assert credential not in str(caught.value)
    assert transport.requests == []


# What a caller does with an error hangs on its class: all of TMDB's codes, by the class that they are.
KINDS: dict[type[errors.TMDBError], set[int]] = {
    errors.NotFound: {6, 21, 34, 37, 44},
    errors.AuthenticationFailed: {7, 10, 14, 35},
    errors.NotAllowed: {3, 38, 39, 45},
    errors.SessionDenied: {16, 17, 33, 36, 41},
    errors.LoginFailed: {26, 30, 31, 32},
    errors.ValidationFailed: {2, 4, 5, 18, 19, 20, 22, 23, 28, 29, 42, 47},
    errors.TooManyAppended: {27},
    errors.Duplicate: {8},
    errors.RateLimited: {25},
    errors.Unavailable: {9, 11, 15, 24, 43, 46},
}


@pytest.mark.parametrize(("kind", "code"), [(kind, code) for kind, codes in KINDS.items() for code in sorted(codes)])
def test_each_of_tmdbs_codes_is_an_error_of_its_own_kind(kind: type[errors.TMDBError], code: int) -> None:
    body = {"status_code": code, "status_message": "what TMDB says", "success": False}
    for status in (200, 400, 500):
        write = ask.movies.add_rating(603, value=8.5)  # a write, since those are not tried again
        with pytest.raises(errors.TMDBError, match="what TMDB says") as caught:
            requestor(FakeTransport([answer(status, body)])).send(write, deadline=SOON)
        assert type(caught.value) is kind
        assert (caught.value.tmdb_code, caught.value.http_status) == (code, status)
        assert caught.value.path == "/movie/603/rating"


@pytest.mark.parametrize("code", [1, 12, 13, 40])
def test_the_other_codes_are_successes(code: int) -> None:
    for success in ({}, {"success": True}, {"success": False}):
        body = {"status_code": code, "status_message": "fine", **success}
        write = ask.movies.add_rating(603, value=8.5)
        assert requestor(FakeTransport([answer(200, body)])).send(write, deadline=SOON).data == body


@pytest.mark.parametrize("status", [301, 302, 401, 403, 404, 407, 418])
def test_a_page_of_something_in_front_of_tmdb_is_no_answer_of_tmdbs(status: int) -> None:
    transport = FakeTransport([answer(status, headers={"Location": "/login"}, body=b"<html>Sign in")])
    with pytest.raises(errors.BadAnswer):
        requestor(transport).send(MATRIX, deadline=SOON)
    assert len(transport.requests) == 1


def test_all_47_codes_are_accounted_for() -> None:
    assert set(errors.ERRORS_BY_CODE) | errors.SUCCESS_CODES == set(range(1, 48))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, errors.BadAnswer),
        (403, errors.BadAnswer),
        (404, errors.BadAnswer),
        (422, errors.ValidationFailed),
        (429, errors.RateLimited),
        (500, errors.Unavailable),
        (504, errors.Unavailable),
    ],
)
def test_without_a_code_the_status_decides(status: int, kind: type[errors.TMDBError]) -> None:
    for data in ({}, [], {"status_code": "x"}, {"errors": ["page must be less than 500"]}):
        assert type(errors.from_answer(status, data, path="/x")) is kind


def test_reads_are_tried_again_and_then_given_up() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(503), answer(502, body=b"<html>"), answer(data={"id": 603})])
    assert requestor(transport, clock).send(MATRIX, deadline=clock.deadline(60)).data == {"id": 603}
    assert len(transport.requests) == 3
    assert all(0 <= pause <= 2 for pause in clock.slept)
    broken = FakeTransport([answer(503)])
    with pytest.raises(errors.Unavailable):
        requestor(broken, clock).send(MATRIX, deadline=clock.deadline(60))
    assert len(broken.requests) == 3


@pytest.mark.parametrize("status", [400, 401, 404, 422])
def test_what_will_not_change_is_not_tried_again(status: int) -> None:
    transport = FakeTransport([answer(status)])
    with pytest.raises(errors.TMDBError):
        requestor(transport).send(MATRIX, deadline=SOON)
    assert len(transport.requests) == 1


def test_writes_are_never_tried_again() -> None:
    transport = FakeTransport([answer(503)])
    with pytest.raises(errors.Unavailable):
        requestor(transport).send(ask.movies.add_rating(603, value=8.5), deadline=SOON)
    assert len(transport.requests) == 1
    assert transport.requests[0].body == b'{"value": 8.5}'


def test_a_task_waits_as_long_as_it_is_asked_to_when_there_is_time() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(429, headers={"Retry-After": "3"}), answer(data={"id": 603})])
    requestor(transport, clock).send(MATRIX, deadline=clock.deadline(60), background=True)
    assert clock.slept == [3.0]


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "1"}])
def test_a_page_never_tries_again_after_429(headers: dict[str, str]) -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(429, headers=headers)])
    with pytest.raises(errors.RateLimited) as caught:
        requestor(transport, clock).send(MATRIX, deadline=clock.deadline(4), visitor="alice")
    assert len(transport.requests) == 1
    assert clock.slept == []
    assert caught.value.retry_after == (1.0 if headers else DEFAULT_HOLD)


def test_retry_after_beyond_the_deadline_ends_at_once() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(429, headers={"Retry-After": "120"})])
    with pytest.raises(errors.RateLimited) as caught:
        requestor(transport, clock).send(MATRIX, deadline=clock.deadline(4))
    assert caught.value.retry_after == 120
    assert clock.slept == []
    assert len(transport.requests) == 1


def test_a_server_that_is_down_may_say_for_how_long() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(503, headers={"Retry-After": "2"}), answer(data={"id": 603})])
    requestor(transport, clock).send(MATRIX, deadline=clock.deadline(60))
    assert clock.slept == [2.0]


def test_pauses_differ_and_grow() -> None:
    first, second = [], []
    for _ in range(60):
        clock = FakeClock()
        with pytest.raises(errors.Unavailable):
            requestor(FakeTransport([answer(503)]), clock).send(MATRIX, deadline=clock.deadline(60))
        first.append(clock.slept[0])
        second.append(clock.slept[1])
    assert len({round(pause, 4) for pause in first}) > 30
    assert max(first) <= FIRST_BACKOFF < max(second) <= 2 * FIRST_BACKOFF


def test_retry_after_may_be_a_date() -> None:
    date = email.utils.formatdate(time.time() + 30, usegmt=True)
    with pytest.raises(errors.RateLimited) as caught:
        requestor(FakeTransport([answer(429, headers={"Retry-After": date})])).send(MATRIX, deadline=Deadline.after(1))
    assert caught.value.retry_after == pytest.approx(30, abs=2)


def test_the_deadline_holds_for_all_attempts_together() -> None:
    clock = FakeClock()
    transport = FakeTransport([TimedOut("late")])
    with pytest.raises(errors.DeadlineExceeded):
        requestor(transport, clock).send(MATRIX, deadline=clock.deadline(4))
    assert len(transport.requests) == 1
    with pytest.raises(errors.DeadlineExceeded):
        requestor(transport, clock).send(MATRIX, deadline=clock.deadline(-1))
    assert len(transport.requests) == 1


@pytest.mark.parametrize("body", [b"<!doctype html>", b'{"id": 60', b"", b'"text"', b"null", b"[" * 100_000])
def test_what_is_no_answer_is_named_so(body: bytes) -> None:
    with pytest.raises(errors.BadAnswer):
        requestor(FakeTransport([answer(body=body)])).send(MATRIX, deadline=SOON)


def test_a_failure_in_an_answer_with_status_200_is_a_failure() -> None:
    body = {"success": False, "status_code": 7, "status_message": "Invalid API key"}
    with pytest.raises(errors.AuthenticationFailed):
        requestor(FakeTransport([answer(200, body)])).send(MATRIX, deadline=SOON)


def test_trouble_with_the_connection_is_unavailable() -> None:
    clock = FakeClock()
    with pytest.raises(errors.Unavailable):
        requestor(FakeTransport([TransportError("refused")]), clock).send(MATRIX, deadline=clock.deadline(60))
    with pytest.raises(errors.BadAnswer):
        requestor(FakeTransport([TooLarge("much")])).send(MATRIX, deadline=SOON)


def test_conditional_requests() -> None:
    transport = FakeTransport([answer(304, headers={"ETag": 'W/"abc"', "Cache-Control": "public, max-age=600"})])
    reply = requestor(transport).send(MATRIX, deadline=SOON, etag='W/"abc"')
    assert transport.requests[0].headers["If-None-Match"] == 'W/"abc"'
    assert reply.not_modified
    assert reply.data is None
    assert reply.max_age == 600


def test_a_page_waits_for_its_slot_but_not_in_vain() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(data={"id": 603})])
    busy = Requestor(transport, token=TOKEN, limiter=LocalLimiter(clock=clock, sleep=clock.sleep), sleep=clock.sleep)
    for _ in range(40):
        busy.send(MATRIX, deadline=clock.deadline(4))
    with pytest.raises(errors.QueueFull):
        busy.send(MATRIX, deadline=clock.deadline(1))
    assert clock.slept == []
    busy.send(MATRIX, deadline=clock.deadline(4))
    assert clock.slept == pytest.approx([WINDOW])
    assert len(transport.requests) == 41


def test_after_a_429_nothing_is_sent_until_its_time_is_over() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(429, headers={"Retry-After": "30"}), answer(data={"id": 603})])
    sender = requestor(transport, clock)
    with pytest.raises(errors.RateLimited):
        sender.send(MATRIX, deadline=clock.deadline(4))
    for background in (True, False):
        with pytest.raises(errors.OnHold) as caught:
            sender.send(MATRIX, deadline=clock.deadline(60), background=background)
        assert caught.value.retry_after == 30
    assert len(transport.requests) == 1
    assert clock.slept == []
    clock.now += 31
    assert sender.send(MATRIX, deadline=clock.deadline(4)).data == {"id": 603}


def test_a_task_waits_out_a_short_hold() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(429, headers={"Retry-After": "2"}), answer(data={"id": 603})])
    sender = requestor(transport, clock)
    with pytest.raises(errors.RateLimited):
        sender.send(MATRIX, deadline=clock.deadline(4))
    assert sender.send(MATRIX, deadline=clock.deadline(60), background=True).data == {"id": 603}
    assert clock.slept == pytest.approx([2.0])


class Crowded(NoLimiter):
    """While the first waits for its slot, another request is answered with 429."""

    def __init__(self, hold: LocalHold) -> None:
        self.hold, self.lines = hold, 0

    def acquire(self, deadline: Deadline, visitor: str = "") -> Slot:
        self.lines += 1
        if self.lines == 1:
            self.hold.record_rate_limit(1)
        return Slot("")


@pytest.mark.parametrize(("seconds", "is_served"), [(4, True), (1, False)])
def test_a_page_that_stands_in_line_waits_out_a_hold_that_ends_in_its_time(seconds: float, is_served: bool) -> None:
    clock = FakeClock()
    limiter = Crowded(LocalHold(clock))
    transport = FakeTransport([answer(data={"id": 603})])
    sender = Requestor(transport, token=TOKEN, limiter=limiter, hold=limiter.hold, sleep=clock.sleep)
    if is_served:
        sender.send(MATRIX, deadline=clock.deadline(seconds))
        assert (limiter.lines, len(transport.requests)) == (2, 1)
    with pytest.raises(errors.OnHold) if not is_served else nullcontext():
        sender.send(MATRIX, deadline=clock.deadline(seconds))
    assert clock.slept == ([1.0] if is_served else [])


def test_a_page_that_comes_during_a_hold_waits_a_second_at_most() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(429, headers={"Retry-After": "2"}), answer(data={"id": 603})])
    sender = requestor(transport, clock)
    for _ in range(2):
        with pytest.raises(errors.RateLimited):
            sender.send(MATRIX, deadline=clock.deadline(4), visitor="alice")
    assert (clock.slept, len(transport.requests)) == ([], 1)
    clock.now += 1.25
    sender.send(MATRIX, deadline=clock.deadline(4), visitor="alice")
    assert clock.slept == pytest.approx([0.75])


OUTAGES = {"503": answer(503), "refused": TransportError("refused"), "silence": TimedOut("late")}


@pytest.mark.parametrize("outage", OUTAGES)
def test_an_outage_is_learned_by_five_requests(outage: str) -> None:
    clock = FakeClock()
    transport = FakeTransport([OUTAGES[outage]])
    sender = requestor(transport, clock)

    def films_sent(numbers: range) -> int:
        transport.requests.clear()
        for number in numbers:
            with pytest.raises(errors.Unavailable):
                sender.send(ask.movies.details(number), deadline=clock.deadline(4))
        return len({request.url for request in transport.requests})

    assert films_sent(range(1, 21)) == FAILURE_THRESHOLD
    clock.now += PROBE_INTERVAL
    assert films_sent(range(21, 41)) == 1


CRASH = answer(500, {"status_code": 11, "status_message": "Internal error", "success": False})


class OneIsBroken:
    """TMDB, which fails at one film, always."""

    def __init__(self, failure: Response) -> None:
        self.failure = failure

    def send(self, request: Request, deadline: Deadline) -> Response:
        number = int(request.url.rpartition("/")[2])
        return self.failure if number == 1 else answer(data={"id": number})


@pytest.mark.parametrize("failure", [CRASH, answer(503)])
def test_one_film_that_tmdb_fails_at_closes_nothing_to_others(failure: Response) -> None:
    clock = FakeClock()
    sender = Requestor(OneIsBroken(failure), limiter=NoLimiter(), hold=LocalHold(clock), sleep=clock.sleep)
    for number in range(2, 40):
        for _ in range(3):
            with pytest.raises(errors.Unavailable):
                sender.send(ask.movies.details(1), deadline=clock.deadline(4))
        sender.send(ask.movies.details(number), deadline=clock.deadline(4))


def test_tmdbs_error_of_its_own_over_one_thing_is_an_answer() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(503)])
    sender = requestor(transport, clock)
    for number in range(FAILURE_THRESHOLD):
        with pytest.raises(errors.Unavailable):
            sender.send(ask.movies.details(number + 1), deadline=clock.deadline(4))
    transport.answers = [CRASH]
    clock.now += PROBE_INTERVAL
    for number in range(FAILURE_THRESHOLD):
        with pytest.raises(errors.Unavailable) as caught:
            sender.send(ask.movies.details(number + 11), deadline=clock.deadline(4))
        assert caught.value.tmdb_code == 11


def test_a_request_counts_as_failed_once_however_often_it_is_tried() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(503)])
    sender = requestor(transport, clock)
    for number in range(FAILURE_THRESHOLD - 1):
        with pytest.raises(errors.Unavailable):
            sender.send(ask.movies.details(number + 1), deadline=clock.deadline(4))
    transport.answers = [answer(data={"id": 603})]
    sender.send(MATRIX, deadline=clock.deadline(4))


def test_an_answer_ends_the_count_even_if_its_request_left_before_the_failures() -> None:
    clock, failing = FakeClock(), range(1, FAILURE_THRESHOLD)

    class Overlapping:
        def send(self, request: Request, deadline: Deadline) -> Response:
            if "/603?" not in request.url:
                return answer(503)
            if clock.now == 1000.0:  # the first
                clock.now += 1
                fail(failing)
            return answer(data={"id": 603})

    sender = Requestor(Overlapping(), limiter=NoLimiter(), hold=LocalHold(clock), sleep=lambda seconds: None)

    def fail(numbers: range) -> None:
        for number in numbers:
            with pytest.raises(errors.Unavailable) as caught:
                sender.send(ask.movies.details(number), deadline=clock.deadline(4))
            assert not isinstance(caught.value, errors.CircuitOpen)

    sender.send(MATRIX, deadline=clock.deadline(4))
    fail(range(101, 104))
    sender.send(MATRIX, deadline=clock.deadline(4))


@pytest.mark.parametrize("asked", ["9" * 400, "86400", "Fri, 31 Dec 9999 23:59:59 GMT"])
@pytest.mark.parametrize("status", [429, 503])
def test_nobody_is_told_to_wait_for_longer_than_ten_minutes(asked: str, status: int) -> None:
    transport = FakeTransport([answer(status, headers={"Retry-After": asked})])
    with pytest.raises(errors.TMDBError) as caught:
        requestor(transport).send(MATRIX, deadline=Deadline.after(4))
    assert caught.value.retry_after == MAX_HOLD


def test_what_had_no_time_to_be_sent_is_known_as_not_sent() -> None:
    clock, outcomes = FakeClock(), []

    class Slow(NoLimiter):
        def acquire(self, deadline: Deadline, visitor: str = "") -> Slot:
            clock.now += 5
            return Slot("")

    sender = Requestor(
        FakeTransport([answer(data={"id": 603})]),
        limiter=Slow(),
        hold=LocalHold(clock),
        observe=lambda *outcome: outcomes.append(outcome),
    )
    with pytest.raises(errors.DeadlineExceeded) as caught:
        sender.send(MATRIX, deadline=clock.deadline(4))
    assert not caught.value.sent
    assert outcomes == []


def test_what_is_not_sent_after_all_gives_its_slot_back() -> None:
    clock = FakeClock()
    limiter, hold = LocalLimiter(clock=clock, sleep=clock.sleep), LocalHold(clock)

    class LateHold:
        """One that begins while the slot comes."""

        has_local_failures = False

        def __getattr__(self, name: str) -> Any:
            return getattr(hold, name)

        def check(self, *, sending: bool, path: str = "") -> bool:
            if sending:
                raise errors.OnHold
            return False

    transport = FakeTransport([answer(data={"id": 603})])
    held = Requestor(transport, limiter=limiter, hold=LateHold(), sleep=clock.sleep)
    soon = clock.deadline(0.4)  # too short to wait a hold out
    for _ in range(2 * VISITOR_ALLOWANCE):
        with pytest.raises(errors.OnHold):
            held.send(MATRIX, deadline=soon, visitor="alice")
    sender = Requestor(transport, limiter=limiter, hold=hold, sleep=clock.sleep)
    for _ in range(30):
        sender.send(MATRIX, deadline=clock.deadline(4), visitor="alice")
    assert clock.slept == []


@pytest.mark.parametrize(
    "data", [answer(data={"id": 603}), answer(404, {"status_code": 34}), answer(401, {"status_code": 7})]
)
def test_the_first_answer_closes_the_circuit_whatever_it_is(data: Response) -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(503)])
    sender = requestor(transport, clock)
    for number in range(FAILURE_THRESHOLD):
        with pytest.raises(errors.Unavailable):
            sender.send(ask.movies.details(number + 1), deadline=clock.deadline(4))
    transport.requests.clear()
    transport.answers = [data]
    clock.now += PROBE_INTERVAL
    for _ in range(9):
        with suppress(errors.NotFound, errors.AuthenticationFailed):
            sender.send(MATRIX, deadline=clock.deadline(4))
    assert len(transport.requests) == 9


@pytest.mark.parametrize("refusal", [answer(404), answer(401), answer(422), answer(body=b"<html>")])
def test_what_says_nothing_of_an_outage_opens_no_circuit(refusal: Response) -> None:
    clock = FakeClock()
    transport = FakeTransport([refusal])
    sender = requestor(transport, clock)
    for _ in range(20):
        with pytest.raises(errors.TMDBError):
            sender.send(MATRIX, deadline=clock.deadline(4))
    assert len(transport.requests) == 20


def test_a_request_that_had_no_time_left_says_nothing_of_tmdb() -> None:
    clock = FakeClock()
    transport = FakeTransport([TimedOut("late")])
    sender = requestor(transport, clock)
    for _ in range(20):
        with pytest.raises(errors.DeadlineExceeded):
            sender.send(MATRIX, deadline=clock.deadline(0.4))
    assert len(transport.requests) == 20


SECRETS = ("5f0b1c2d3e4f5a6b", KEY, TOKEN)


def test_no_secret_is_in_an_error_a_repr_or_the_log(caplog: pytest.LogCaptureFixture) -> None:
    call = ask.movies.account_states(603, session_id=SECRETS[0])
    for one in (answer(401, {"status_code": 3, "status_message": "no"}), TransportError("refused"), answer(body=b"<")):
        for credential in (KEY, TOKEN):
            sender = requestor(FakeTransport([one]), token=credential)
            with caplog.at_level(logging.DEBUG), pytest.raises(errors.TMDBError) as caught:
                sender.send(call, deadline=Deadline.after(0.3))
            said = f"{caught.value!r} {caught.value} {sender!r} {caught.value.__cause__!r} {caplog.text}"
            assert not [secret for secret in SECRETS if secret in said]


@pytest.mark.parametrize(
    "text",
    [
        f"https://api.themoviedb.org/3/x?api_key={SECRETS[1]}&session_id={SECRETS[0]}",
        f"Authorization: Bearer {TOKEN}",
        f'{{"request_token": "{SECRETS[0]}", "password": "{SECRETS[1]}"}}',
        f"/3/guest_session/{SECRETS[0]}/rated/movies",
        f"guest_session_id={SECRETS[0]}",
    ],
)
def test_secrets_are_blotted_out(text: str) -> None:
    assert not [secret for secret in SECRETS if secret in redact(text)]


def test_the_log_filter_blots_out_arguments_and_tracebacks() -> None:
    try:
        raise ValueError(f"session_id={SECRETS[0]}")
    except ValueError as error:
        info = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "see %s", (f"api_key={KEY}",), info)
    RedactingFilter().filter(record)
    text = logging.Formatter().format(record)
    assert KEY not in text
    assert SECRETS[0] not in text
    assert "see api_key=•" in text

"""A requestor waits for its slot, sends nothing during a hold or an outage, and records what answers tell."""

from contextlib import nullcontext, suppress
from typing import Any

import pytest

from tests.tmdb.fakes import TOKEN, FakeClock, FakeTransport, answer, requestor
from tests.tmdb.methods import api
from tmdb import Deadline, LocalHold, LocalLimiter, NoLimiter, Requestor, errors
from tmdb.hold import FAILURE_THRESHOLD, MAX_HOLD, PROBE_INTERVAL
from tmdb.limits import VISITOR_ALLOWANCE, WINDOW, Slot
from tmdb.transport import Request, Response, TimedOut, TransportError

MATRIX = api.movies.details(603, language="de-DE")


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
                sender.send(api.movies.details(number), deadline=clock.deadline(4))
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
                sender.send(api.movies.details(1), deadline=clock.deadline(4))
        sender.send(api.movies.details(number), deadline=clock.deadline(4))


def test_tmdbs_error_of_its_own_over_one_thing_is_an_answer() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(503)])
    sender = requestor(transport, clock)
    for number in range(FAILURE_THRESHOLD):
        with pytest.raises(errors.Unavailable):
            sender.send(api.movies.details(number + 1), deadline=clock.deadline(4))
    transport.answers = [CRASH]
    clock.now += PROBE_INTERVAL
    for number in range(FAILURE_THRESHOLD):
        with pytest.raises(errors.Unavailable) as caught:
            sender.send(api.movies.details(number + 11), deadline=clock.deadline(4))
        assert caught.value.tmdb_code == 11


def test_a_request_counts_as_failed_once_however_often_it_is_tried() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(503)])
    sender = requestor(transport, clock)
    for number in range(FAILURE_THRESHOLD - 1):
        with pytest.raises(errors.Unavailable):
            sender.send(api.movies.details(number + 1), deadline=clock.deadline(4))
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
                sender.send(api.movies.details(number), deadline=clock.deadline(4))
            assert not isinstance(caught.value, errors.CircuitOpen)

    sender.send(MATRIX, deadline=clock.deadline(4))
    fail(range(101, 104))
    sender.send(MATRIX, deadline=clock.deadline(4))


@pytest.mark.parametrize("retry_after", ["9" * 400, "86400", "Fri, 31 Dec 9999 23:59:59 GMT"])
@pytest.mark.parametrize("status", [429, 503])
def test_nobody_is_told_to_wait_for_longer_than_ten_minutes(retry_after: str, status: int) -> None:
    transport = FakeTransport([answer(status, headers={"Retry-After": retry_after})])
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
            sender.send(api.movies.details(number + 1), deadline=clock.deadline(4))
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

"""What one request learns about an outage holds for all: in one process, between processes, and without Redis."""

import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from tests.tmdb.conftest import URL
from tests.tmdb.fakes import FakeClock, RedisByClock
from tmdb import LocalHold, SharedHold, errors
from tmdb.hold import DEFAULT_HOLD, FAILURE_THRESHOLD, MAX_HOLD, MIN_HOLD, PROBE_INTERVAL
from tmdb.redis_script import RETRY_DELAY


@pytest.fixture
def key(redis_client: redis.Redis) -> Iterator[str]:
    name = f"test:{uuid.uuid4().hex}"
    yield name
    redis_client.delete(name, f"{name}:failures")


class AlternatingHolds:
    """Two processes with one hold: what one records, the other has to know."""

    def __init__(self, first: SharedHold, second: SharedHold) -> None:
        self._holds, self._turn = (first, second), 0

    def __getattr__(self, name: str) -> Any:
        self._turn += 1
        return getattr(self._holds[self._turn % 2], name)


HoldMaker = Callable[[FakeClock], Any]


def open_circuit(hold: Any, path: str = "path") -> None:
    """Open the circuit: the last failures are of this path and of others."""
    for number in range(FAILURE_THRESHOLD):
        hold.record_failure(path if number else f"{path}-other")


@pytest.fixture(params=["one process", pytest.param("two processes", marks=pytest.mark.redis)])
def hold_at(request: pytest.FixtureRequest) -> HoldMaker:
    if request.param == "one process":
        return LocalHold
    client, name = request.getfixturevalue("redis_client"), request.getfixturevalue("key")
    return lambda clock: AlternatingHolds(*(SharedHold(RedisByClock(client, clock), key=name) for _ in range(2)))


@pytest.mark.parametrize(
    ("retry_after", "seconds"), [(30.0, 30.0), (None, DEFAULT_HOLD), (0.0, MIN_HOLD), (86400.0, MAX_HOLD)]
)
def test_a_429_holds_as_long_as_asked_within_bounds(
    hold_at: HoldMaker, retry_after: float | None, seconds: float
) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    assert hold.record_rate_limit(retry_after) == seconds
    for _ in range(2):
        with pytest.raises(errors.OnHold) as caught:
            hold.check(sending=True)
        assert caught.value.retry_after == pytest.approx(seconds)
    clock.now += seconds + 0.01
    assert hold.check(sending=True) is False


def test_a_shorter_hold_does_not_end_a_longer_one(hold_at: HoldMaker) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    hold.record_rate_limit(30)
    hold.record_rate_limit(2)
    clock.now += 10
    hold.record_success()  # one that was under way before
    with pytest.raises(errors.OnHold):
        hold.check(sending=False)


def test_five_failures_within_ten_seconds_open_the_circuit(hold_at: HoldMaker) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    for number in range(FAILURE_THRESHOLD):
        hold.check(sending=True, path=f"path{number}")
        hold.record_failure(f"path{number}")
        clock.now += 2
    with pytest.raises(errors.CircuitOpen) as caught:
        hold.check(sending=True)
    assert 0 < caught.value.retry_after <= PROBE_INTERVAL


def test_five_in_a_longer_time_do_not(hold_at: HoldMaker) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    for number in range(3 * FAILURE_THRESHOLD):
        hold.record_failure(f"path{number}")
        clock.now += 2.6
        hold.check(sending=True)


def test_an_answer_in_between_begins_the_count_anew(hold_at: HoldMaker) -> None:
    """One title that TMDB always fails at does not stop the others."""
    clock = FakeClock()
    hold = hold_at(clock)
    for number in range(3 * FAILURE_THRESHOLD):
        hold.record_failure(f"path{number}")
        assert hold.check(sending=True) is True
        hold.record_success()
    assert hold.check(sending=True) is False


def test_one_goes_through_every_five_seconds_and_its_answer_lets_all_through(hold_at: HoldMaker) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    open_circuit(hold)
    for number in range(3):
        clock.now += PROBE_INTERVAL
        assert hold.check(sending=False) is True  # who only looks takes nobody's place
        assert hold.check(sending=True) is True
        hold.record_failure(f"another{number}")
        for _ in range(10):
            with pytest.raises(errors.CircuitOpen):
                hold.check(sending=True)
    clock.now += PROBE_INTERVAL
    assert hold.check(sending=True) is True
    hold.record_success()
    assert [hold.check(sending=True) for _ in range(10)] == [False] * 10


def test_one_that_never_comes_back_is_followed_by_another(hold_at: HoldMaker) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    open_circuit(hold)
    for _ in range(3):
        clock.now += PROBE_INTERVAL
        assert hold.check(sending=True) is True


def test_one_path_that_always_fails_opens_nothing(hold_at: HoldMaker) -> None:
    hold = hold_at(FakeClock())
    for _ in range(4 * FAILURE_THRESHOLD):
        hold.check(sending=True, path="bad")
        hold.record_failure("bad")


def test_one_path_that_always_fails_does_not_keep_the_circuit_open(hold_at: HoldMaker) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    open_circuit(hold, "bad")
    for _ in range(3):  # who asks for it comes first each time, and another one a moment later
        clock.now += PROBE_INTERVAL
        with pytest.raises(errors.CircuitOpen) as caught:
            hold.check(sending=True, path="bad")
        assert caught.value.retry_after == pytest.approx(PROBE_INTERVAL)
        assert hold.check(sending=True, path="good") is True
    clock.now += 2 * PROBE_INTERVAL  # nobody else came
    assert hold.check(sending=True, path="bad") is True
    hold.record_failure("bad")
    clock.now += PROBE_INTERVAL
    assert hold.check(sending=True, path="good") is True
    hold.record_success()
    assert hold.check(sending=True, path="bad") is False


@pytest.mark.redis
def test_another_process_knows_of_a_hold(redis_client: redis.Redis, key: str) -> None:
    code = f"import redis; from tmdb import SharedHold; SharedHold(redis.Redis.from_url({URL!r}), key={key!r})"
    subprocess.run([sys.executable, "-c", f"{code}.record_rate_limit(60)"], check=True, timeout=60)
    with pytest.raises(errors.OnHold):
        SharedHold(redis_client, key=key).check(sending=True)
    assert redis_client.ttl(key) == -1  # nothing that a full memory evicts


@pytest.mark.redis
def test_a_clock_that_was_set_back_holds_nobody(redis_client: redis.Redis, key: str) -> None:
    clock = FakeClock(now=100_000.0)
    hold = SharedHold(RedisByClock(redis_client, clock), key=key)
    hold.record_rate_limit(60)
    open_circuit(hold)
    clock.now -= 3600
    assert hold.check(sending=True) is True


class Full:
    """A Redis that can be read, and takes nothing."""

    def eval(self, script: str, *_: Any) -> Any:
        if "LPUSH" in script or "'until', text" in script:
            raise redis.exceptions.OutOfMemoryError("OOM command not allowed when used memory > 'maxmemory'.")
        return [b"free", b"0"]


@pytest.mark.parametrize("is_full", [True, False])
def test_without_a_redis_to_note_it_in_each_process_goes_by_its_own_experience(is_full: bool) -> None:
    away = redis.Redis(host="127.0.0.1", port=1, socket_connect_timeout=0.1, retry=Retry(NoBackoff(), 0))
    clock = FakeClock()
    hold = SharedHold(Full() if is_full else away, clock=clock)
    for number in range(FAILURE_THRESHOLD):
        assert hold.check(sending=True) in {True, False}
        hold.record_failure(f"path{number}")
    clock.now += RETRY_DELAY  # Redis is asked again
    with pytest.raises(errors.CircuitOpen):
        hold.check(sending=True)
    hold.record_success()
    clock.now += RETRY_DELAY
    hold.check(sending=True)
    hold.record_rate_limit(30)
    clock.now += RETRY_DELAY
    with pytest.raises(errors.OnHold):
        hold.check(sending=True)

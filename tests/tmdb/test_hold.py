"""What one request learns of TMDB's trouble holds for all: in one process, between processes, and without Redis."""

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
from tests.tmdb.fakes import FakeClock
from tests.tmdb.test_limits import Moved
from tmdb import LocalHold, SharedHold, errors
from tmdb.hold import DEFAULT_HOLD, FAILURES, MAX_HOLD, MIN_HOLD, PROBE_INTERVAL


@pytest.fixture
def key(redis_client: redis.Redis) -> Iterator[str]:
    name = f"test:{uuid.uuid4().hex}"
    yield name
    redis_client.delete(name, f"{name}:failures")


class Turns:
    """Two processes with one hold: what one notes, the other has to know."""

    def __init__(self, one: SharedHold, other: SharedHold) -> None:
        self._holds, self._turn = (one, other), 0

    def __getattr__(self, name: str) -> Any:
        self._turn += 1
        return getattr(self._holds[self._turn % 2], name)


HoldMaker = Callable[[FakeClock], Any]


def fail(hold: Any, path: str = "path") -> None:
    """Open the circuit: the last failures are of this path and of others."""
    for number in range(FAILURES):
        hold.failed(path if number else f"{path}-other")


@pytest.fixture(params=["one process", pytest.param("two processes", marks=pytest.mark.redis)])
def hold_at(request: pytest.FixtureRequest) -> HoldMaker:
    if request.param == "one process":
        return LocalHold
    client, name = request.getfixturevalue("redis_client"), request.getfixturevalue("key")
    return lambda clock: Turns(*(SharedHold(Moved(client, clock), key=name) for _ in range(2)))


@pytest.mark.parametrize(
    ("asked", "seconds"), [(30.0, 30.0), (None, DEFAULT_HOLD), (0.0, MIN_HOLD), (86400.0, MAX_HOLD)]
)
def test_a_429_holds_as_long_as_asked_within_bounds(hold_at: HoldMaker, asked: float | None, seconds: float) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    assert hold.asked_to_wait(asked) == seconds
    for _ in range(2):
        with pytest.raises(errors.OnHold) as caught:
            hold.check(leaves=True)
        assert caught.value.retry_after == pytest.approx(seconds)
    clock.now += seconds + 0.01
    assert hold.check(leaves=True) is False


def test_a_shorter_hold_does_not_end_a_longer_one(hold_at: HoldMaker) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    hold.asked_to_wait(30)
    hold.asked_to_wait(2)
    clock.now += 10
    hold.succeeded()  # one that was under way before
    with pytest.raises(errors.OnHold):
        hold.check(leaves=False)


def test_five_failures_within_ten_seconds_open_the_circuit(hold_at: HoldMaker) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    for number in range(FAILURES):
        hold.check(leaves=True, path=f"path{number}")
        hold.failed(f"path{number}")
        clock.now += 2
    with pytest.raises(errors.CircuitOpen) as caught:
        hold.check(leaves=True)
    assert 0 < caught.value.retry_after <= PROBE_INTERVAL


def test_five_in_a_longer_time_do_not(hold_at: HoldMaker) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    for number in range(3 * FAILURES):
        hold.failed(f"path{number}")
        clock.now += 2.6
        hold.check(leaves=True)


def test_an_answer_in_between_begins_the_count_anew(hold_at: HoldMaker) -> None:
    """One title that TMDB always fails at does not stop the others."""
    clock = FakeClock()
    hold = hold_at(clock)
    for number in range(3 * FAILURES):
        hold.failed(f"path{number}")
        assert hold.check(leaves=True) is True
        hold.succeeded()
    assert hold.check(leaves=True) is False


def test_one_goes_through_every_five_seconds_and_its_answer_lets_all_through(hold_at: HoldMaker) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    fail(hold)
    for number in range(3):
        clock.now += PROBE_INTERVAL
        assert hold.check(leaves=False) is True  # who only looks takes nobody's place
        assert hold.check(leaves=True) is True
        hold.failed(f"another{number}")
        for _ in range(10):
            with pytest.raises(errors.CircuitOpen):
                hold.check(leaves=True)
    clock.now += PROBE_INTERVAL
    assert hold.check(leaves=True) is True
    hold.succeeded()
    assert [hold.check(leaves=True) for _ in range(10)] == [False] * 10


def test_one_that_never_comes_back_is_followed_by_another(hold_at: HoldMaker) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    fail(hold)
    for _ in range(3):
        clock.now += PROBE_INTERVAL
        assert hold.check(leaves=True) is True


def test_one_path_that_always_fails_opens_nothing(hold_at: HoldMaker) -> None:
    hold = hold_at(FakeClock())
    for _ in range(4 * FAILURES):
        hold.check(leaves=True, path="bad")
        hold.failed("bad")


def test_one_path_that_always_fails_does_not_keep_the_circuit_open(hold_at: HoldMaker) -> None:
    clock = FakeClock()
    hold = hold_at(clock)
    fail(hold, "bad")
    for _ in range(3):  # who asks for it comes first each time, and another one a moment later
        clock.now += PROBE_INTERVAL
        with pytest.raises(errors.CircuitOpen) as caught:
            hold.check(leaves=True, path="bad")
        assert caught.value.retry_after == pytest.approx(PROBE_INTERVAL)
        assert hold.check(leaves=True, path="good") is True
    clock.now += 2 * PROBE_INTERVAL  # nobody else came
    assert hold.check(leaves=True, path="bad") is True
    hold.failed("bad")
    clock.now += PROBE_INTERVAL
    assert hold.check(leaves=True, path="good") is True
    hold.succeeded()
    assert hold.check(leaves=True, path="bad") is False


@pytest.mark.redis
def test_another_process_knows_of_a_hold(redis_client: redis.Redis, key: str) -> None:
    code = f"import redis; from tmdb import SharedHold; SharedHold(redis.Redis.from_url({URL!r}), key={key!r})"
    subprocess.run([sys.executable, "-c", f"{code}.asked_to_wait(60)"], check=True, timeout=60)
    with pytest.raises(errors.OnHold):
        SharedHold(redis_client, key=key).check(leaves=True)
    assert redis_client.ttl(key) == -1  # nothing that a full memory evicts


@pytest.mark.redis
def test_a_clock_that_was_set_back_holds_nobody(redis_client: redis.Redis, key: str) -> None:
    clock = FakeClock(now=100_000.0)
    hold = SharedHold(Moved(redis_client, clock), key=key)
    hold.asked_to_wait(60)
    fail(hold)
    clock.now -= 3600
    assert hold.check(leaves=True) is True


class Full:
    """A Redis that can be read, and takes nothing."""

    def eval(self, script: str, *_: Any) -> Any:
        if "LPUSH" in script or "'until', text" in script:
            raise redis.exceptions.OutOfMemoryError("OOM command not allowed when used memory > 'maxmemory'.")
        return [b"free", b"0"]


@pytest.mark.parametrize("is_full", [True, False])
def test_without_a_redis_to_note_it_in_each_process_goes_by_its_own_experience(is_full: bool) -> None:
    away = redis.Redis(host="127.0.0.1", port=1, socket_connect_timeout=0.1, retry=Retry(NoBackoff(), 0))
    hold = SharedHold(Full() if is_full else away)
    for number in range(FAILURES):
        assert hold.check(leaves=True) in {True, False}
        hold.failed(f"path{number}")
    hold._away_until = 0.0  # time has gone by: Redis is asked again
    with pytest.raises(errors.CircuitOpen):
        hold.check(leaves=True)
    hold.succeeded()
    hold._away_until = 0.0
    hold.check(leaves=True)
    hold.asked_to_wait(30)
    hold._away_until = 0.0
    with pytest.raises(errors.OnHold):
        hold.check(leaves=True)

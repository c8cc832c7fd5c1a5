"""Locks hold while their process lives, are lost when it was silent for too long, and end with it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from jobs import locks, redis_client, runner
from jobs.models import Run


def test_a_lock_is_held_by_one() -> None:
    with locks.exclusive_lock("one") as lease:
        assert lease
        assert locks.is_held("one")
        with locks.exclusive_lock("one") as second:
            assert second is None
        with locks.exclusive_lock("two") as other:
            assert other
    assert not locks.is_held("one")


def test_a_lock_is_kept_in_silence_and_taken_back_after_a_restart_of_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LEASE_SECONDS", 2)  # counted in whole ones
    monkeypatch.setattr(locks, "HEARTBEAT_INTERVAL", 0.1)
    with locks.exclusive_lock("job:warm") as lease:
        assert lease
        time.sleep(2.5)
        assert locks.is_held("job:warm")
        redis_client.client().flushdb()
        time.sleep(0.4)
        assert locks.is_held("job:warm")
        assert not lease.is_lost
    assert not locks.is_held("job:warm")


def test_a_lock_has_no_expiry_for_a_full_redis_evicts_what_has_one() -> None:
    with locks.exclusive_lock("job:warm"):
        assert redis_client.client().ttl("lock:job:warm") == -1


def test_a_job_that_lost_its_lock_stops(counting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process slept for too long, and another run has begun meanwhile."""
    leases: list[locks.Lease] = []
    real = locks.exclusive_lock

    @contextmanager
    def watch(name: str) -> Iterator[locks.Lease | None]:
        with real(name) as lease:
            leases.extend([lease] if lease else [])
            yield lease

    def steal(done: int, total: int, step: str) -> None:
        redis_client.client().set(f"lock:job:{counting}", "another process")
        leases[0].heartbeat()

    monkeypatch.setattr(locks, "exclusive_lock", watch)
    monkeypatch.setattr(locks, "HEARTBEAT_INTERVAL", 0.01)
    monkeypatch.setattr(runner, "PROGRESS_INTERVAL", 0.0)
    with pytest.raises(locks.LockLost):
        runner.run(counting, on_progress=steal)
    assert redis_client.client().get(f"lock:job:{counting}") == b"another process"
    assert Run.objects.get().result == "Another run took over."

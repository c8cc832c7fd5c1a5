"""Of several schedulers one is at work; when it ends, or loses its lock, another goes on from where it was."""

from datetime import timedelta

import pytest
import redis
from django.utils import timezone
from django_celery_beat.models import IntervalSchedule, PeriodicTask, PeriodicTasks

from jobs import locks, redis_client
from jobs.scheduler import LOCK, STANDBY_INTERVAL, SharedScheduler
from tests.running import wait_until
from tmdbsite import celery_app

pytestmark = pytest.mark.django_db


class Scheduler(SharedScheduler):
    """A scheduler that notes what it sends, and sends nothing."""

    def apply_async(self, entry: object, *args: object, **options: object) -> None:
        self.sent.append(entry.name)  # type: ignore[attr-defined]


def scheduler() -> Scheduler:
    process = Scheduler(app=celery_app)
    process.sent = []  # type: ignore[attr-defined]
    return process


@pytest.fixture
def task() -> PeriodicTask:
    """Return the only task that is scheduled, due since long ago."""
    PeriodicTask.objects.all().delete()
    interval = IntervalSchedule.objects.create(every=3600, period=IntervalSchedule.SECONDS)
    return PeriodicTask.objects.create(
        name="hourly", task="jobs.tasks.heartbeat", interval=interval, last_run_at=timezone.now() - timedelta(days=1)
    )


def run(process: Scheduler, ticks: int = 5) -> list[str]:
    """Let a scheduler look around, and return what it sent of the task since the last time."""
    process.sent.clear()  # type: ignore[attr-defined]
    for _ in range(ticks):
        process.tick()
    return [name for name in process.sent if name == "hourly"]  # type: ignore[attr-defined]


def test_one_of_two_sends_a_task(task: PeriodicTask) -> None:
    first, second = scheduler(), scheduler()
    assert run(first) == ["hourly"]
    assert run(second) == []
    assert second.tick() == STANDBY_INTERVAL
    first.close()
    second.close()


def test_the_next_goes_on_where_the_first_was(task: PeriodicTask) -> None:
    """It read the schedule at its start, and does not repeat what the other one has sent since."""
    first, second = scheduler(), scheduler()
    assert run(second, 0) == []
    assert run(first) == ["hourly"]
    first.close()
    assert not locks.is_held(LOCK)
    assert run(second) == []
    assert locks.is_held(LOCK)
    PeriodicTask.objects.update(last_run_at=timezone.now() - timedelta(days=1))
    PeriodicTasks.update_changed()
    assert run(second) == ["hourly"]
    second.close()


def test_one_that_lost_its_lock_stands_by(task: PeriodicTask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "HEARTBEAT_INTERVAL", 0.01)
    first = scheduler()
    assert run(first) == ["hourly"]
    redis_client.client().set(f"lock:{LOCK}", "99999999999 another process")
    wait_until(lambda: first.tick() == STANDBY_INTERVAL, 20)
    first.close()


def test_without_redis_nothing_is_sent_and_the_next_look_tries_again(
    task: PeriodicTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> redis.Redis:
        raise redis.ConnectionError

    process = scheduler()
    with monkeypatch.context() as patch:
        patch.setattr(redis_client, "client", away)
        assert run(process) == []
    assert run(process) == ["hourly"]
    process.close()

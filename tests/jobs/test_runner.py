"""Each job runs once at a time, and every run is recorded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs import locks, runner
from jobs.models import Run
from tests.jobs.conftest import Register


def add_run(job: str, days: int = 0, **fields: object) -> Run:
    at = timezone.now() - timedelta(days=days)
    return Run.objects.create(job=job, started_at=at, seen_at=at, **fields)


def test_a_run_is_recorded_with_its_result(counting: str) -> None:
    row = runner.run(counting, number=5, then=("other",), task_id="one.0")
    row.refresh_from_db()
    assert (row.state, row.done, row.total, row.step) == ("done", 5, 5, "Number 5")
    assert (row.result, row.options, row.task_id) == ("Counted to 5.", {"number": 5, "then": ["other"]}, "one.0")
    assert row.finished_at


def test_a_job_runs_alone_and_one_that_was_killed_is_followed_by_another(counting: str) -> None:
    with locks.exclusive_lock(f"job:{counting}"), pytest.raises(runner.AlreadyRunning):
        runner.run(counting)
    add_run(counting)  # its process was killed
    runner.run(counting)
    assert Run.objects.get(state="failed").result == "It was interrupted."
    assert Run.objects.filter(state="done").count() == 1


def test_what_a_job_raises_is_recorded_without_secrets(register_job: Register) -> None:
    def fail(progress: runner.Progress) -> str:
        raise ValueError("api_key=12345 was refused")

    register_job("failing", fail)
    with pytest.raises(ValueError, match="api_key=12345"):
        runner.run("failing")
    row = Run.objects.get()
    assert row.state == "failed"
    assert row.result.startswith("api_key=")
    assert "12345" not in row.result


@pytest.mark.parametrize(("task_id", "state"), [("", "failed"), ("one.0", "running")], ids=["shell", "worker"])
def test_a_job_stopped_in_a_shell_has_failed_and_a_worker_s_is_left_to_the_heartbeat(
    register_job: Register, task_id: str, state: str
) -> None:
    def stop(progress: runner.Progress) -> str:
        raise KeyboardInterrupt

    register_job("stopping", stop)
    with pytest.raises(KeyboardInterrupt):
        runner.run("stopping", task_id=task_id)
    assert Run.objects.get().state == state
    assert [row.job for row in runner.mark_interrupted()] == (["stopping"] if task_id else [])


def test_runs_are_kept_for_a_month(counting: str) -> None:
    add_run(counting, days=31, state="done")
    add_run(counting, days=29, state="done")
    runner.run(counting)
    assert Run.objects.count() == 2


def test_a_running_job_is_not_interrupted(counting: str) -> None:
    add_run(counting)
    with locks.exclusive_lock(f"job:{counting}"):
        assert runner.mark_interrupted() == []
    assert [row.job for row in runner.mark_interrupted()] == [counting]
    assert runner.mark_interrupted() == []


@pytest.mark.parametrize(
    ("seconds", "duration"), [(0.25, "0.2 s"), (9.96, "10.0 s"), (59.4, "59 s"), (125, "2 min 5 s")]
)
def test_a_run_tells_its_duration_in_words(seconds: float, duration: str) -> None:
    now = timezone.now()
    assert Run(started_at=now - timedelta(seconds=seconds), seen_at=now).duration == duration

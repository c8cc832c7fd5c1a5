"""Tasks run jobs: again after failures, again when their process was killed, and the next ones after them."""

from typing import Any

import pytest
from django.utils import timezone

from jobs import runner, tasks
from jobs.models import Run
from tests.jobs.conftest import Register
from tmdb import errors


def test_a_job_whose_process_was_killed_is_restarted_with_its_options(
    counting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[Any, Any]] = []
    monkeypatch.setattr(tasks.run_job, "apply_async", lambda arguments, options: sent.append((arguments, options)))
    now = timezone.now()
    options = {"number": 7, "then": ["index"]}
    for _ in range(5):
        Run.objects.create(job=counting, started_at=now, seen_at=now, options=options, task_id="one.0")
        tasks.heartbeat()
    assert sent == [((counting,), options)] * tasks.MAX_RESTARTS  # and then no more
    assert Run.objects.filter(result="It was interrupted.").count() == 5
    tasks.run_job.apply((counting,), task_id="one")  # the broker delivers its message again
    assert Run.objects.count() == 5


@pytest.mark.parametrize(
    ("error", "followed"),
    [(runner.JobFailed("nothing"), 0), (runner.PartialFailure("half of it"), 1), (OSError("no room"), 0)],
    ids=["failed", "partly", "no-room"],
)
def test_a_job_that_fails_is_retried_and_the_next_works_with_what_there_is(
    register_job: Register, counting: str, error: Exception, followed: int
) -> None:
    def fail(progress: runner.Progress) -> str:
        raise error

    register_job("failing", fail, retry_after=60)
    tasks.run_job.apply(("failing",), {"then": [counting]})
    attempts = tasks.run_job.max_retries + 1
    assert Run.objects.filter(job="failing", state="failed").count() == attempts
    assert Run.objects.filter(job=counting, state="done").count() == followed * attempts


def test_a_job_that_the_schedule_runs_soon_is_not_retried(register_job: Register) -> None:
    def fail(progress: runner.Progress) -> str:
        raise runner.JobFailed("nothing")

    register_job("failing", fail)
    tasks.run_job.apply(("failing",))
    assert Run.objects.count() == 1


def test_a_job_is_retried_after_a_hold(register_job: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    delays: list[float] = []
    hold = errors.OnHold()
    hold.retry_after = 90.0

    def fail(progress: runner.Progress) -> str:
        raise hold

    def retry(countdown: float, exc: Exception) -> Exception:
        delays.append(countdown)
        return exc

    register_job("held", fail)
    monkeypatch.setattr(tasks.run_job, "retry", retry)
    tasks.run_job.apply(("held",))
    assert 90.0 <= delays[0] <= 90.0 + tasks.HOLD_JITTER

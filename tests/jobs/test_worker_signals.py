"""What workers tell of themselves: failed tasks, and times in Redis."""

import pytest
from celery import shared_task

from jobs import metrics, worker_signals
from jobs.models import Run


@shared_task(name="tests.tasks.broken")
def broken() -> None:
    raise RuntimeError("api_key=12345 was refused")


@pytest.mark.django_db
def test_a_task_that_fails_leaves_a_line_for_the_operator() -> None:
    metrics.flush()
    before = metrics.read_counts(2)["task:failure"]
    broken.apply()
    metrics.flush()
    row = Run.objects.get()
    assert (row.job, row.state) == ("tests.broken", "failed")
    assert row.result.startswith("RuntimeError: api_key=")
    assert "12345" not in row.result
    assert metrics.read_counts(2)["task:failure"] == before + 1


@pytest.mark.parametrize(
    ("value", "time"),
    [(b"1764500000.5", 1764500000.5), (b"soon", None), (b"nan", None), (b"inf", None), (b"\xff", None), (None, None)],
)
def test_a_time_that_is_none_is_as_if_it_were_missing(value: object, time: float | None) -> None:
    assert worker_signals.parse_time(value) == time

"""How jobs and their runs stand on the operator's page: all of it for admins, less for hosts."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.template import Context
from django.utils import timezone
from django_celery_beat.models import CrontabSchedule, PeriodicTask

from jobs.models import Run
from tmdbsite.operator import JobRow
from tmdbsite.templatetags import operator_tags

NOW = timezone.now()


def viewer(*, is_admin: bool) -> Context:
    return Context({"request": SimpleNamespace(user=SimpleNamespace(is_superuser=is_admin))})


def run(**fields: object) -> Run:
    return Run(**{"started_at": NOW - timedelta(seconds=60), "seen_at": NOW, **fields})


def row(last: Run | None, schedule: PeriodicTask | None = None) -> JobRow:
    return JobRow("index", "Instant search", "", last, schedule)


@pytest.mark.parametrize(
    ("last", "partial"),
    [
        (None, "admin/tmdb_job_never.html"),
        (run(), "admin/tmdb_job_running.html"),
        (run(state=Run.State.FAILED), "admin/tmdb_job_ended.html"),
    ],
)
def test_a_job_is_shown_as_it_stands(last: Run | None, partial: str) -> None:
    assert operator_tags.job_partial(row(last)) == partial


def test_progress_is_told_by_runs_that_can_tell_it() -> None:
    assert operator_tags.progress_attributes(run(total=50, done=0)) == ' max="50" value="0"'
    assert operator_tags.progress_attributes(run()) == ""


def test_hosts_are_not_told_what_a_step_is_about() -> None:
    half = run(total=50, done=25, step="a member's film")
    assert operator_tags.progress_text(viewer(is_admin=True), half) == "50 % a member's film, about 1 min 0 s left"
    assert operator_tags.progress_text(viewer(is_admin=False), half) == "50 % , about 1 min 0 s left"


def test_hosts_see_the_state_of_a_run_and_admins_its_words() -> None:
    failed = run(state=Run.State.FAILED, result="TMDB was away.")
    admins, hosts = (operator_tags.run_result(viewer(is_admin=is_admin), failed) for is_admin in (True, False))
    assert admins == {"text": "TMDB was away.", "is_bad": True}
    assert hosts == {"text": "failed", "is_bad": True}
    done = operator_tags.run_result(viewer(is_admin=True), run(state=Run.State.DONE))
    assert done == {"text": "done", "is_bad": False}


def test_admins_may_change_when_a_job_runs() -> None:
    crontab = CrontabSchedule(minute="0", hour="9")
    job = row(None, PeriodicTask(pk=7, crontab=crontab, enabled=False))
    for_admins = operator_tags.job_schedule(viewer(is_admin=True), job)
    assert for_admins.startswith('<a href="/admin/django_celery_beat/periodictask/7/change/">')
    assert for_admins.endswith("</a> (switched off)")
    for_hosts = operator_tags.job_schedule(viewer(is_admin=False), job)
    assert for_hosts == f"{crontab.human_readable} (switched off)"
    assert "no schedule" in operator_tags.job_schedule(viewer(is_admin=False), row(None))


def test_what_is_to_be_noticed_stands_out() -> None:
    assert operator_tags.strong_if("<old>", True) == "<strong>&lt;old&gt;</strong>"
    assert operator_tags.strong_if("new", False) == "new"

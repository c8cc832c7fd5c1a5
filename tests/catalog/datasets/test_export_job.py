"""The job that fetches the exports: what fails leaves the others alone, and the operator is told what."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.models import User
from catalog import search
from catalog.datasets import exports
from catalog.datasets.exports import Export, NotPublished
from jobs import runner
from jobs import tasks as job_tasks
from jobs.models import Run
from tests.catalog.conftest import NOON, TODAY
from tests.catalog.datasets.conftest import YESTERDAY, give, pack_lines, serve
from tests.conftest import get_page, sign_in
from tests.stand_in import StandIn
from tmdb_demo.app import Application


def test_one_broken_file_leaves_the_others_alone_and_its_own_of_the_day_before(stand_in: StandIn, alice: User) -> None:
    runner.run("exports", day=str(YESTERDAY))
    broken = pack_lines([b'{"id":1,"name":"A"}'] * 2000 + [b'{"id":"oops"}'] + [b'{"id":1}'] * 2000)
    with serve(stand_in, give(broken, only="person")), pytest.raises(runner.PartialFailure):
        runner.run("exports")
    assert exports.newest("person") == Export("person", YESTERDAY)
    assert exports.newest("movie") == Export("movie", TODAY)
    body = get_page(sign_in(alice), "/admin/tmdb/")
    assert "6 of 7 files of 2026-11-23" in body
    assert "person_ids_11_23_2026.json.gz, line 2001" in body
    assert "of 23 November: movie, tv" in body
    runner.run("index")
    assert search.title_index().find("keanu reeves")[0].id == 6384


def test_where_nothing_lies_yet_and_tmdb_is_late_an_older_day_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "utc_now", lambda: NOON + timedelta(days=1))
    with pytest.raises(runner.PartialFailure, match="TMDB has no movie_ids"):
        runner.run("exports")
    assert exports.newest("movie") == Export("movie", TODAY)


def test_a_given_day_is_fetched_and_stays() -> None:
    for day in (TODAY, YESTERDAY, TODAY - timedelta(days=40)):
        runner.run("exports", day=str(day))
    assert Export("movie", TODAY - timedelta(days=40)).path.is_file()
    assert exports.newest("movie") == Export("movie", TODAY)


def test_exports_for_adults_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    runner.run("exports")
    runner.run("index")
    assert not search.title_index().find("curtains drawn")
    monkeypatch.setattr(settings, "TMDB_ADULT_EXPORTS", True)
    assert "10 files" in runner.run("exports").result
    runner.run("index")
    assert search.title_index().find("curtains drawn")


def test_a_failed_run_says_why_in_its_own_words() -> None:
    with pytest.raises(NotPublished):
        runner.run("index")
    assert Run.objects.get().result == "The exports have to be fetched first."


def test_jobs_from_a_shell(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("job", "exports")
    assert "7 files" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Invalid isoformat"):
        call_command("job", "exports", "--day", "today")
    with pytest.raises(CommandError, match="TMDB has no"):
        call_command("job", "exports", "--day", "2020-01-01")


def test_a_job_that_fails_is_tried_again_and_what_follows_goes_on_with_what_there_is(stand_in: StandIn) -> None:
    stand_in.app = Application(stand_in.app.database, today=lambda: TODAY, now=lambda: NOON - timedelta(days=1))
    job_tasks.run_job.apply(("exports",), {"then": ["index"]})
    assert Run.objects.filter(job="exports", state="failed").count() == job_tasks.run_job.max_retries + 1
    assert Run.objects.filter(job="index", state="done").count() == 1

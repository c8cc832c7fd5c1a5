"""Jobs: exports that break nothing, changes of what is held, popularity that stays, and a true account of each run."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from catalog import search, tasks
from catalog.datasets import exports, popularity
from catalog.gateway import api, gateway
from catalog.gateway.gateway import Gateway
from catalog.locale import Locale
from catalog.models import Checkpoint, PopularityPoint
from catalog.pages.title.movie import MoviePage
from jobs import dispatch, locks, redis_client, runner
from jobs import tasks as job_tasks
from jobs.models import Run
from library.services import rating_set
from library.titles import title_ensure
from tests.catalog.conftest import NOON, TODAY
from tests.conftest import page, signed_in
from tests.stand_in import DOWN, GONE, HTML, Fault, StandIn
from tmdb import Deadline, errors
from tmdb_demo.app import Application

NOW = datetime.now(UTC).date()
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]


def test_the_jobs_of_a_morning(visitor: Client) -> None:
    runner.run("exports")
    row = runner.run("index")
    assert "titles" in row.result
    assert "The Matrix" in [hit.name for hit in search.index().find("matirx")]
    assert search.index().find("spirited away")[0].id == 129  # by the name that the charts have
    runner.run("popularity")
    assert PopularityPoint.objects.filter(kind="movie").count() == 448
    assert Run.objects.filter(state="done").count() == 3
    body = page(visitor, "/search/suggest/?q=matirx")
    assert "The Matrix" in body
    assert "1999" in body


def test_suggestions_cost_no_request_and_search_falls_back_on_them(visitor: Client, stand_in: StandIn) -> None:
    runner.run("exports")
    runner.run("index")
    stand_in.calls.clear()
    assert "Amélie" in page(visitor, "/search/suggest/?q=amelie") or "Poulain" in page(
        visitor, "/search/suggest/?q=amelie"
    )
    assert stand_in.calls == []
    assert "Did you mean" in page(visitor, "/search/?q=matirx")
    stand_in.fault = DOWN
    body = page(visitor, "/search/?q=godfather")
    assert "titles that this site keeps itself" in body
    assert "The Godfather" in body


def test_a_job_runs_alone_and_one_that_was_killed_is_followed_by_another() -> None:
    with locks.exclusive_lock("job:warm"), pytest.raises(runner.AlreadyRunning):
        runner.run("warm")
    now = datetime.now(UTC)
    Run.objects.create(job="warm", started_at=now, seen_at=now)  # its process was killed
    runner.run("warm")
    assert Run.objects.get(state="failed").result == "It was interrupted."
    assert Run.objects.filter(state="done").count() == 1


def test_points_are_kept_for_the_best_and_for_what_the_club_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(popularity, "TOP", 10)
    found = [exports.Row(id=n, popularity=float(n % 1000)) for n in range(1, 3000)]
    points = dict(popularity.points_of(found, {5}))
    assert points[5] == 5.0
    assert sorted(points.values())[1:] == sorted((float(n % 1000) for n in range(1, 3000)), reverse=True)[:10][::-1]
    popularity.points_save("movie", TODAY, points.items())
    popularity.points_save("movie", TODAY, [(5, 7.0)])
    assert PopularityPoint.objects.get(tmdb_id=5).value == 7.0


def test_old_points_become_fewer() -> None:
    for back in range(1200):
        PopularityPoint.objects.create(kind="movie", tmdb_id=1, day=TODAY - timedelta(days=back), value=1.0)
    popularity.thin(TODAY)
    days = [day for day, _ in popularity.history("movie", 1)]
    assert len([day for day in days if day >= TODAY - popularity.DAILY]) == 101
    assert all(day.weekday() == 0 or day.day == 1 for day in days if day < TODAY - popularity.DAILY)
    assert 200 < len(days) < 330


def test_the_past_is_filled_in_and_drawn(visitor: Client) -> None:
    runner.run("exports")
    runner.run("index")
    runner.run("backfill", days=5)
    runner.run("popularity")
    assert len(popularity.history("movie", 603)) == 5
    assert "curve-line" in page(visitor, "/movie/603-the-matrix/")
    assert "The demo has made it up" in page(visitor, "/movie/603-the-matrix/")
    assert "curve-line" in page(visitor, "/person/6384-keanu-reeves/")
    for window in ("day", "week", "month"):
        body = page(visitor, f"/trending/movers/?type=movie&window={window}")
    body = page(visitor, "/trending/movers/?type=movie&window=day")
    assert "Rising" in body
    assert body.count("mover-change") > 20
    assert visitor.get("/trending/movers/?window=year").status_code == 404


def test_without_points_there_is_no_curve_and_the_page_says_why(visitor: Client) -> None:
    assert "curve-line" not in page(visitor, "/movie/603-the-matrix/")
    assert "Nothing to compare yet" in page(visitor, "/trending/movers/")


def changed_film(stand_in: StandIn, since: date) -> int:
    feed = json.loads(stand_in.app.get("/3/movie/changes", {}, f"start_date={since}&end_date={NOW}")[2])
    return int(feed["results"][0]["id"])


def test_changes_mark_only_what_is_held(visitor: Client, stand_in: StandIn) -> None:
    """Details, and all else that is kept of a film: its reviews here."""
    since = NOW - timedelta(days=13)
    changed = changed_film(stand_in, since)
    page(visitor, f"/movie/{changed}/")
    page(visitor, f"/movie/{changed}/reviews/")
    held = [key for key in gateway().store.held("movie-*") if f"movie_id={changed}" in key]
    Checkpoint.objects.create(name="changes", value=since.isoformat())
    stand_in.calls.clear()
    assert f"{len(held)} kept answers of them" in runner.run("changes").result
    assert {call.partition("?")[0] for call in stand_in.calls} == {"/movie/changes", "/tv/changes", "/person/changes"}
    stand_in.calls.clear()
    body = page(visitor, f"/movie/{changed}/")  # served as it is, and fetched anew behind the visitor's back
    assert "This page is from" not in body
    dispatch.drain()
    assert any(call.startswith(f"/movie/{changed}?") for call in stand_in.calls)
    stand_in.calls.clear()
    page(visitor, f"/movie/{changed}/")
    dispatch.drain()
    assert stand_in.calls == []  # once is enough


def test_changes_that_could_not_be_read_to_the_end_are_read_again(stand_in: StandIn) -> None:
    Checkpoint.objects.create(name="changes", value=(NOW - timedelta(days=3)).isoformat())
    stand_in.fault = DOWN
    with pytest.raises(errors.TMDBError):
        runner.run("changes")
    assert Checkpoint.objects.get(name="changes").value == (NOW - timedelta(days=3)).isoformat()
    stand_in.fault = None
    runner.run("changes")
    assert any(f"start_date={NOW - timedelta(days=3)}" in call for call in stand_in.calls)
    stand_in.calls.clear()
    runner.run("changes")  # the same day again: what changed since the last run is of today
    assert any(f"start_date={NOW}" in call for call in stand_in.calls)


def test_after_more_than_a_fortnight_everything_held_is_past_its_time(visitor: Client) -> None:
    page(visitor, "/movie/603/")
    Checkpoint.objects.create(name="changes", value=(NOW - timedelta(days=15)).isoformat())
    assert "all 1 kept answers" in runner.run("changes").result
    assert Checkpoint.objects.get(name="changes").value == NOW.isoformat()


def test_what_is_gone_from_tmdb_says_so_leads_on_and_keeps_ratings(bob: User, stand_in: StandIn) -> None:
    member = signed_in(bob)
    page(member, "/movie/603-the-matrix/")
    rating_set(user=bob, title=title_ensure("movie", 603, Locale("en-GB", "GB"), Deadline.after(5)), value=9.0)
    runner.run("exports")
    runner.run("index")
    stand_in.fault = GONE
    for _ in range(2):
        gateway().refresh(MoviePage(603, Locale("en-GB", "GB"), "").calls()["details"])
    for address in ("/movie/603-the-matrix/", "/movie/603/"):
        body = page(member, address, status=404)
        assert "TMDB has nothing under this number any more" in body
        assert "matrix" in body.lower()
    assert "The Matrix" in page(member, "/members/bob/ratings/")


def test_warming_fetches_what_is_soon_past_its_time(visitor: Client, stand_in: StandIn) -> None:
    page(visitor, "/")
    first = runner.run("warm")
    assert first.total > 0
    assert "0 of 0 answers" in runner.run("warm").result
    gateway().store.mark_changed(gateway().store.held("trending-all"))
    stand_in.calls.clear()
    runner.run("warm")
    assert all(call.startswith("/trending/all") for call in stand_in.calls)
    assert stand_in.calls
    assert "language=en-GB" in stand_in.calls[0]  # as somebody reads


@pytest.mark.parametrize(("fault", "requests"), [(DOWN, 9), (HTML, 3)], ids=["down", "nonsense"])
def test_warming_gives_up_when_tmdb_gives_no_answers_and_says_so(
    visitor: Client, stand_in: StandIn, fault: Fault, requests: int
) -> None:
    """After three answers that did not come, each asked for up to three times."""
    stand_in.fault = fault
    with pytest.raises(runner.JobFailed, match=r"0 of [0-9]+ answers fetched; then TMDB gave none"):
        runner.run("warm")
    assert len(stand_in.calls) == requests


def test_jobs_from_a_shell(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("job", "exports")
    assert "7 files" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Invalid isoformat"):
        call_command("job", "exports", "--day", "today")
    with pytest.raises(CommandError, match="TMDB has no"):
        call_command("job", "exports", "--day", "2020-01-01")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_job_on_a_terminal_tells_how_far_it_is() -> None:
    terminal = Terminal()
    call_command("job", "exports", stderr=terminal)
    assert "100 %" in terminal.getvalue()


def test_a_job_that_lost_its_lock_stops() -> None:
    """Its process slept for too long, and another run has begun meanwhile."""

    def robbed(done: int, total: int, step: str) -> None:
        redis_client.client().set("lock:job:exports", "somebody else")
        for lock in lockers:
            lock.keep()

    lockers: list[locks.Lease] = []
    kept = locks.exclusive_lock

    @contextmanager
    def watched(name: str) -> Iterator[locks.Lease | None]:
        with kept(name) as lock:
            if lock:
                lockers.append(lock)
            yield lock

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(locks, "exclusive_lock", watched)
        patched.setattr(locks, "HEARTBEAT_INTERVAL", 0.01)
        patched.setattr(runner, "PROGRESS_INTERVAL", 0.0)
        with pytest.raises(locks.LockLost):
            runner.run("exports", hear=robbed)
    assert redis_client.client().get("lock:job:exports") == b"somebody else"
    assert Run.objects.get().result == "Another run took over."


def test_a_lock_is_kept_in_silence_and_taken_back_after_a_restart_of_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LEASE_SECONDS", 2)  # counted in whole ones
    monkeypatch.setattr(locks, "HEARTBEAT_INTERVAL", 0.1)
    with locks.exclusive_lock("job:warm") as lock:
        assert lock
        time.sleep(2.5)
        assert locks.is_held("job:warm")
        redis_client.client().flushdb()
        time.sleep(0.4)
        assert locks.is_held("job:warm")
        assert not lock.is_lost
    assert not locks.is_held("job:warm")


def test_a_job_whose_process_was_killed_is_taken_up_with_what_it_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[tuple[Any, Any]] = []
    monkeypatch.setattr(job_tasks.run_job, "apply_async", lambda arguments, options: sent.append((arguments, options)))
    now = datetime.now(UTC)
    asked = {"day": "2026-11-20", "then": ["index"]}
    for _ in range(5):
        Run.objects.create(job="exports", started_at=now, seen_at=now, asked=asked, task_id="one.0")
        job_tasks.heartbeat()
    assert sent == [(("exports",), asked)] * job_tasks.MAX_RESTARTS  # and then no more
    assert Run.objects.filter(result="It was interrupted.").count() == 5
    job_tasks.run_job.apply(("exports",), task_id="one")  # the broker delivers its message again: it is known
    assert Run.objects.count() == 5


def test_a_job_that_fails_is_tried_again_and_what_follows_goes_on_with_what_there_is(stand_in: StandIn) -> None:
    stand_in.app = Application(stand_in.app._database, today=lambda: TODAY, now=lambda: NOON - timedelta(days=1))
    job_tasks.run_job.apply(("exports",), {"then": ["index"]})
    assert Run.objects.filter(job="exports", state="failed").count() == job_tasks.run_job.max_retries + 1
    assert Run.objects.filter(job="index", state="done").count() == 1


def test_a_task_that_fails_leaves_a_line_for_the_operator(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(call: object) -> None:
        raise RuntimeError("api_key=12345 was refused")

    monkeypatch.setattr(Gateway, "refresh", lambda self, call: broken(call))
    tasks.refresh.apply((api.movies.details(603).to_json(),))
    row = Run.objects.get()
    assert (row.job, row.state) == ("catalog.refresh", "failed")
    assert row.result.startswith("RuntimeError: api_key=")
    assert "12345" not in row.result

"""Jobs: exports that break nothing, changes of what is held, popularity that stays, and a true account of each run."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from catalog import search
from catalog.datasets import popularity, popularity_file
from catalog.datasets.export_reader import PopularityRow
from catalog.gateway import gateway
from catalog.locale import Locale
from catalog.models import Checkpoint, PopularityPoint
from catalog.pages.title.movie import MoviePage
from jobs import dispatch, runner
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
    assert "The Matrix" in [hit.name for hit in search.title_index().find("matirx")]
    assert search.title_index().find("spirited away")[0].id == 129  # by the name that the charts have
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


def test_points_are_kept_for_the_best_and_for_what_the_club_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(popularity, "MAX_POPULAR", 10)
    rows = [PopularityRow(id=n, popularity=float(n % 1000)) for n in range(1, 3000)]
    points = dict(popularity.select_points(rows, {5}))
    assert points[5] == 5.0
    assert sorted(points.values())[1:] == sorted((float(n % 1000) for n in range(1, 3000)), reverse=True)[:10][::-1]
    popularity.store_points("movie", TODAY, points.items())
    popularity.store_points("movie", TODAY, [(5, 7.0)])
    assert PopularityPoint.objects.get(tmdb_id=5).value == 7.0


def test_old_points_become_fewer() -> None:
    for back in range(1200):
        PopularityPoint.objects.create(kind="movie", tmdb_id=1, day=TODAY - timedelta(days=back), value=1.0)
    popularity.thin_points(TODAY)
    days = list(PopularityPoint.objects.order_by("day").values_list("day", flat=True))
    assert len([day for day in days if day >= TODAY - popularity.DAILY_RETENTION]) == 101
    assert all(day.weekday() == 0 or day.day == 1 for day in days if day < TODAY - popularity.DAILY_RETENTION)
    assert 200 < len(days) < 330


def test_the_past_is_filled_in_and_drawn(visitor: Client) -> None:
    runner.run("exports")
    runner.run("index")
    runner.run("backfill", days=5)
    runner.run("popularity")
    assert len(popularity_file.history("movie", 603)) == 5
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
    held = [key for key in gateway().store.iter_keys("movie-*") if f"movie_id={changed}" in key]
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
        gateway().refresh(MoviePage(603, Locale("en-GB", "GB"), "").calls()[0])
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
    gateway().store.mark_changed(gateway().store.iter_keys("trending-all"))
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


def test_a_job_that_fails_is_tried_again_and_what_follows_goes_on_with_what_there_is(stand_in: StandIn) -> None:
    stand_in.app = Application(stand_in.app._database, today=lambda: TODAY, now=lambda: NOON - timedelta(days=1))
    job_tasks.run_job.apply(("exports",), {"then": ["index"]})
    assert Run.objects.filter(job="exports", state="failed").count() == job_tasks.run_job.max_retries + 1
    assert Run.objects.filter(job="index", state="done").count() == 1

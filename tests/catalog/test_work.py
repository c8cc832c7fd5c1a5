"""Jobs: exports that break nothing, changes of what is held, popularity that stays, and a true account of each run."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from catalog import connection, exports, instant, jobs, popularity, upstream, work
from catalog.exports import Broken, Export, Missing
from catalog.gateway import ask, gateway
from catalog.models import Mark, Point, Run
from tests.conftest import page, signed_in
from tests.stand_in import DOWN, StandIn
from tmdb import Deadline
from tmdb_demo.app import Application

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _noon(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The exports of today are there; what was fetched is forgotten afterwards."""
    kept = stand_in.app
    stand_in.app = Application(kept._database, today=lambda: TODAY, now=lambda: NOON)
    monkeypatch.setattr(exports, "latest_day", lambda now=None: TODAY)
    monkeypatch.setattr(exports, "newest", lambda kind, adult=False, today=TODAY: _newest(kind, adult))
    yield
    stand_in.app = kept
    for path in exports.folder().glob("*"):
        path.unlink()
    instant.index()._path.unlink(missing_ok=True)


def _newest(kind: str, adult: bool) -> Export | None:
    found = Export(kind, TODAY, adult)
    return found if found.path.is_file() else None


def put(kind: str, lines: list[bytes], day: date = TODAY) -> Export:
    export = Export(kind, day)
    export.path.parent.mkdir(parents=True, exist_ok=True)
    export.path.write_bytes(gzip.compress(b"\n".join(lines)))
    return export


def test_an_export_is_fetched_once_and_read_as_a_stream(stand_in: StandIn) -> None:
    export = Export("movie", TODAY)
    path = exports.fetch(export)
    found = list(exports.rows(path))
    assert {row.id: row.title for row in found}[129] == "千と千尋の神隠し"
    assert len(found) == 447
    before = path.stat().st_mtime_ns
    assert exports.fetch(export).stat().st_mtime_ns == before


def test_a_day_that_is_not_there() -> None:
    with pytest.raises(Missing):
        exports.fetch(Export("movie", TODAY + timedelta(days=1)))
    assert not list(exports.folder().glob("*.part"))


def test_a_download_that_breaks_off_is_taken_up(stand_in: StandIn) -> None:
    export = Export("movie", TODAY)
    whole = stand_in.app.get(f"/p/exports/{export.name}", {})[2]
    asked: list[str] = []

    class Breaking:
        """Gives the first half and the promise of the whole; then what is asked for."""

        def __call__(self, environ: dict[str, Any], start: Any) -> Any:
            asked.append(environ.get("HTTP_RANGE", ""))
            if len(asked) == 1:
                start("200 OK", [("Content-Length", str(len(whole)))])
                return [whole[: len(whole) // 2]]
            return kept(environ, start)

    kept = stand_in.app
    stand_in.app = Breaking()
    try:
        exports.fetch(export)
    finally:
        stand_in.app = kept
    assert asked == ["", f"bytes={len(whole) // 2}-"]
    assert export.path.read_bytes() == whole


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html>no</html>", "not gzip"),
        (gzip.compress(b'{"id":1}\n')[:-6], "cut off"),
        (gzip.compress(b'{"id":1}\n{"id":"x"}\n{"id":3}'), "line 2"),
    ],
)
def test_a_file_that_can_not_be_read_is_not_kept(stand_in: StandIn, body: bytes, words: str) -> None:
    kept = stand_in.app

    def lying(environ: dict[str, Any], start: Any) -> list[bytes]:
        start("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    stand_in.app = lying
    try:
        with pytest.raises(Broken, match=words):
            exports.fetch(Export("movie", TODAY))
    finally:
        stand_in.app = kept
    assert list(exports.folder().glob("*")) == []


def test_a_broken_line_far_inside_names_itself_and_leaves_the_old_index(tmp_path: Path) -> None:
    for kind in ("tv", "person", "movie"):
        put(kind, [b'{"id":1,"original_title":"Something","name":"Somebody","popularity":9}'])
    with patch.object(work, "_known", lambda: iter(())):
        jobs.run("index")
        assert instant.index().find("something")
        lines = [json.dumps({"id": n, "original_title": f"Title {n}"}).encode() for n in range(60_000)]
        lines[50_123] = b'{"id": 50123, "original_title": 7}'
        put("movie", lines)
        with pytest.raises(Broken, match=r"line 50124"):
            jobs.run("index")
    assert instant.index().find("something")
    assert "line 50124" in Run.objects.filter(job="index", state="failed").get().result


def test_the_jobs_of_a_morning(visitor: Client) -> None:
    jobs.run("exports")
    row = jobs.run("index")
    assert "titles" in row.result
    assert "The Matrix" in [hit.name for hit in instant.index().find("matirx")]
    assert instant.index().find("spirited away")[0].id == 129  # by the name that the charts have
    jobs.run("popularity")
    assert Point.objects.filter(kind="movie").count() == 447
    assert Run.objects.filter(state="done").count() == 3
    body = page(visitor, "/search/suggest/?q=matirx")
    assert "The Matrix" in body
    assert "1999" in body


def test_suggestions_cost_no_request_and_search_falls_back_on_them(visitor: Client, stand_in: StandIn) -> None:
    jobs.run("exports")
    jobs.run("index")
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
    lock = connection.client().lock("lock:job:warm", timeout=60)
    assert lock.acquire(blocking=False)
    with pytest.raises(jobs.Busy):
        jobs.run("warm")
    lock.release()
    now = datetime.now(UTC)
    Run.objects.create(job="warm", started_at=now, seen_at=now)  # its process was killed
    jobs.run("warm")
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
    assert Point.objects.get(tmdb_id=5).value == 7.0


def test_old_points_become_fewer() -> None:
    for back in range(1200):
        Point.objects.create(kind="movie", tmdb_id=1, day=TODAY - timedelta(days=back), value=1.0)
    popularity.thin(TODAY)
    days = [day for day, _ in popularity.history("movie", 1)]
    assert len([day for day in days if day >= TODAY - popularity.DAILY]) == 101
    assert all(day.weekday() == 0 or day.day == 1 for day in days if day < TODAY - popularity.DAILY)
    assert 200 < len(days) < 330


def test_the_past_is_filled_in_and_drawn(visitor: Client) -> None:
    jobs.run("exports")
    jobs.run("index")
    jobs.run("backfill", days=5)
    jobs.run("popularity")
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


def test_changes_mark_only_what_is_held(visitor: Client, stand_in: StandIn) -> None:
    feed = json.loads(
        stand_in.app.get("/3/movie/changes", {}, f"start_date={TODAY - timedelta(days=13)}&end_date={TODAY}")[2]
    )
    changed = feed["results"][0]["id"]
    page(visitor, f"/movie/{changed}/")
    page(visitor, "/movie/603/")
    Mark.objects.create(name="changes", value=(datetime.now(UTC).date() - timedelta(days=13)).isoformat())
    stand_in.calls.clear()
    row = jobs.run("changes")
    assert row.result.startswith(("1 kept", "2 kept"))
    assert {call.partition("?")[0] for call in stand_in.calls} == {"/movie/changes", "/tv/changes", "/person/changes"}
    stand_in.calls.clear()
    page(visitor, f"/movie/{changed}/")  # served as it is, and fetched anew behind the visitor's back
    gateway()._errands.submit(lambda: None).result(timeout=30)
    assert any(call.startswith(f"/movie/{changed}?") for call in stand_in.calls)


def test_after_more_than_a_fortnight_everything_held_is_past_its_time(visitor: Client) -> None:
    page(visitor, "/movie/603/")
    Mark.objects.create(name="changes", value="2026-01-01")
    assert "all 1 kept answers" in jobs.run("changes").result


def test_warming_fetches_what_is_soon_past_its_time(visitor: Client, stand_in: StandIn) -> None:
    page(visitor, "/")
    first = jobs.run("warm")
    assert first.total > 0
    assert "0 answers" in jobs.run("warm").result
    gateway().store.expire(gateway().store.held("trending-all"))
    stand_in.calls.clear()
    jobs.run("warm")
    assert all(call.startswith("/trending/all") for call in stand_in.calls)
    assert stand_in.calls
    gateway().read(ask.trending.all("day", language="en-GB", page=1), Deadline.after(1))


def test_jobs_from_a_shell(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("job", "exports")
    assert "7 files" in capsys.readouterr().out
    with pytest.raises(CommandError, match="TMDB has no"):
        call_command("job", "exports", "--day", "2020-01-01")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_job_on_a_terminal_tells_how_far_it_is() -> None:
    terminal = Terminal()
    call_command("job", "exports", stderr=terminal)
    assert "100 %" in terminal.getvalue()


def test_the_operators_page(alice: User, bob: User, stand_in: StandIn) -> None:
    host = signed_in(alice)
    jobs.run("exports")
    body = page(host, "/admin/tmdb/")
    for words in (
        "None: the demo answers",
        "Requests in the last hour",
        "Outbox",
        "7 files of",
        "There is no file",
        "Run now",
    ):
        assert words in body
    assert "How it stands, and what the workers do" in page(host, "/admin/")
    host.post("/admin/tmdb/run/index/")
    assert host.post("/admin/tmdb/run/nonsense/").status_code == 404
    User.objects.filter(pk=bob.pk).update(is_staff=True)
    assert signed_in(bob).post("/admin/tmdb/run/index/").status_code == 403
    now = datetime.now(UTC)
    Run.objects.create(
        job="index", started_at=now - timedelta(seconds=10), seen_at=now, done=25, total=100, step="Reading"
    )
    body = page(host, "/admin/tmdb/")
    assert "25 %, Reading" in body
    assert "about 30 s left" in body


def test_the_key_is_looked_at(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.stand_in import BAD_KEY
    from tmdbsite import operator

    monkeypatch.setattr(settings, "TMDB_DEMO", False)
    sending = upstream.requestor.__wrapped__
    monkeypatch.setattr(settings, "TMDB_DEMO", True)
    requestor = sending()
    monkeypatch.setattr(upstream, "requestor", lambda: requestor)
    monkeypatch.setattr(settings, "TMDB_DEMO", False)
    assert operator._key().value == "TMDB takes it."
    stand_in.fault = BAD_KEY
    assert operator._key().is_bad
    stand_in.fault = DOWN
    assert "could not be asked" in operator._key().value

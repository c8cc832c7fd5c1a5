"""The operator's page: how it stands, what runs, and buttons."""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from django_celery_beat.models import PeriodicTask

from accounts.models import User
from jobs import dispatch, locks, metrics, redis_client, runner, worker_signals
from jobs.models import Run
from tests.conftest import get_page, sign_in
from tests.stand_in import StandIn
from tmdbsite import schedule

pytestmark = pytest.mark.django_db


def test_how_it_stands(alice: User, stand_in: StandIn) -> None:
    schedule.add_missing()
    host = sign_in(alice)
    metrics.flush()
    redis_client.client().delete(*redis_client.client().scan_iter("counts:*"), "none")  # what other tests have counted
    metrics.count("tmdb:200", 7200)
    metrics.count("task:success", 12)
    metrics.flush()
    redis_client.client().rpush("celery:jobs", "one", "two")
    redis_client.client().hset("workers:seen", "quick", time.time() - 300)
    body = get_page(host, "/admin/tmdb/")
    for words in (
        "None: the demo answers",
        "200: 7,2",
        "2.0",
        "success: 1",
        "0 quick, 2 jobs",
        "seen 5 minutes ago",
        "no sign of it",
        "0 wait, 0 were refused",
        "There is no file",
        "At 08:20",
        "Never yet",
    ):
        assert words in body, words
    assert body.count('class="is-bad"') >= 4
    assert "How it stands, and what the workers do" in get_page(host, "/admin/")


def test_the_schedule_can_be_changed_from_there(alice: User) -> None:
    schedule.add_missing()
    host = sign_in(alice)
    task = PeriodicTask.objects.get(name="daily exports")
    address = f"/admin/django_celery_beat/periodictask/{task.pk}/change/"
    assert address in get_page(host, "/admin/tmdb/")
    assert "daily exports" in get_page(host, address)
    PeriodicTask.objects.filter(pk=task.pk).update(enabled=False, args="nonsense")
    assert "no schedule" in get_page(host, "/admin/tmdb/")


def test_buttons_are_for_hosts(alice: User, bob: User, charlie: User, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(dispatch, "enqueue", lambda task, name: sent.append(name))
    host = sign_in(alice)
    assert "goes to a worker" in host.post("/admin/tmdb/run/index/", follow=True).content.decode()
    assert sent == ["index"]
    assert host.get("/admin/tmdb/run/index/").status_code == 405
    assert host.post("/admin/tmdb/run/nonsense/").status_code == 404
    User.objects.filter(pk=bob.pk).update(is_staff=True)
    assert "Run now" not in get_page(sign_in(bob), "/admin/tmdb/")
    assert sign_in(bob).post("/admin/tmdb/run/index/").status_code == 403
    assert sign_in(charlie).get("/admin/tmdb/").status_code in {302, 404}


def running(seconds: int, **fields: object) -> Run:
    now = datetime.now(UTC)
    return Run.objects.create(job="index", started_at=now - timedelta(seconds=seconds), seen_at=now, **fields)


def test_a_job_that_runs_shows_how_far_it_is_and_when_it_will_end(alice: User) -> None:
    host = sign_in(alice)
    with locks.exclusive_lock("job:index"):
        running(10, done=25, total=100, step="Reading: 250 of 1,000 bytes")
        body = get_page(host, "/admin/tmdb/")
        assert 'max="100" value="25"' in body
        assert "25 % Reading: 250 of 1,000 bytes, about 30 s left" in body
        assert 'hx-trigger="every 2s"' in body
        part = get_page(host, "/admin/tmdb/", **{"HX-Request": "true"})
        assert "about 30 s left" in part
        assert "<html" not in part
        assert "Outbox" not in part
    body = get_page(host, "/admin/tmdb/")  # its process is gone
    assert runner.INTERRUPTED in body
    assert "hx-trigger" not in body


def test_all_runs_can_be_looked_at_and_none_changed(alice: User) -> None:
    host = sign_in(alice)
    row = running(10, state="failed", result="line 7 is broken")
    assert "line 7 is broken" in get_page(host, "/admin/jobs/run/?state__exact=failed")
    assert host.post(f"/admin/jobs/run/{row.pk}/delete/", {"post": "yes"}).status_code == 403


def test_what_is_counted_and_noted_in_redis_may_be_damaged(alice: User) -> None:
    minute, client = int(time.time() // 60), redis_client.client()
    client.hset(f"counts:{minute}", mapping={"kept": "x", "asked": "3"})
    client.hset(f"counts:{minute - 1}", mapping={"asked": "-"})
    client.hset(worker_signals.WORKERS_KEY, mapping={"quick": "soon", "jobs": "nan"})
    client.set("beat:seen", b"\xff")
    client.set("key:verdict", b"\xff")
    assert metrics.read_counts(2)["asked"] == 3
    assert "no sign of it" in get_page(sign_in(alice), "/admin/tmdb/")


def test_jobs_stand_in_the_order_in_which_one_follows_another(alice: User) -> None:
    names = re.findall(r"/admin/tmdb/run/([a-z]+)/", get_page(sign_in(alice), "/admin/tmdb/"))
    assert names == ["exports", "index", "popularity", "backfill", "changes", "warm", "backup"]

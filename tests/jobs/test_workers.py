"""Real workers, a real Valkey, and kill -9: no job is lost, none runs twice at once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.jobs.worker_site import WorkerSite, wait_until


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "DATA_DIR": str(folder),
        "REDIS_URL": "redis://127.0.0.1:1",
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)
    return folder / "site.sqlite3"


@pytest.fixture
def site(tmp_path: Path, migrated: Path) -> Iterator[WorkerSite]:
    (tmp_path / "site.sqlite3").write_bytes(migrated.read_bytes())
    unreachable = {"TMDB_ACCESS_TOKEN": "none", "TMDB_API_URL": "http://127.0.0.1:9/3"}
    site = WorkerSite(tmp_path, **unreachable)
    with site.valkey():
        site.client.set("first-index", b"1")  # nor is an index made then
        yield site


def test_kill_9_of_a_worker_loses_no_job_and_runs_none_twice_at_once(site: WorkerSite) -> None:
    with site.worker() as worker:
        site.start(seconds=20)
        wait_until(lambda: site.begun() == 1)
        site.start(seconds=20)  # it runs alone
        time.sleep(4)  # longer than a lock lasts that nobody keeps; the job says nothing meanwhile
        assert site.is_locked()
        assert len(site.runs()) == 1
        os.killpg(worker.pid, signal.SIGKILL)
    with site.worker():
        wait_until(lambda: not site.is_locked())
        site.run("tasks.heartbeat.delay()")  # as the schedule does twice a minute
        wait_until(lambda: site.runs() == [("failed", "It was interrupted."), ("done", "slept")])
    assert site.begun() == 2


def test_a_worker_that_is_asked_to_end_leaves_its_job_to_the_next(site: WorkerSite) -> None:
    with site.worker() as worker:
        site.start(seconds=25)
        wait_until(lambda: site.begun() == 1)
        worker.send_signal(signal.SIGQUIT)
        worker.wait(timeout=60)
    assert site.done() == 0
    with site.worker():
        wait_until(lambda: not site.is_locked())
        site.run("tasks.heartbeat.delay()")
        wait_until(lambda: site.runs() == [("failed", "It was interrupted."), ("done", "slept")])


def test_a_restart_of_valkey_loses_no_job(site: WorkerSite) -> None:
    """One waits in the queue, one is under way; each is done once."""
    site.start(seconds=1)
    time.sleep(1.2)  # what was written is on the disk every second
    os.kill(int(site.client.info()["process_id"]), signal.SIGKILL)
    with site.valkey(), site.worker():
        wait_until(lambda: site.done() == 1)
        site.start(seconds=6)
        wait_until(lambda: site.begun() == 2)
        os.kill(int(site.client.info()["process_id"]), signal.SIGKILL)
        time.sleep(0.5)
        with site.valkey():
            wait_until(lambda: site.done() == 2)  # it went on without Valkey
            with site.worker():  # a worker that can't acknowledge ends itself; the supervisor starts another
                site.start(seconds=0.1)
                wait_until(lambda: site.done() == 3)
            assert site.begun() == 3


def test_a_job_that_takes_too_long_is_ended_and_says_so(site: WorkerSite) -> None:
    with site.worker():
        site.start(seconds=60, limit=3)
        wait_until(lambda: "SoftTimeLimitExceeded" in str(site.runs()))
    assert site.done() == 0


def test_workers_tell_that_they_live(site: WorkerSite) -> None:
    with site.worker():
        wait_until(lambda: bool(site.client.hget("workers:seen", "jobs")))

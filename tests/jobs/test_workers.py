"""Real workers, a real Valkey, and kill -9: no job is lost, none runs twice at once."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import redis
from django.conf import settings

from tmdbsite import valkey

SLOW = """
import time
from jobs.runner import job

@job("slow", "Slow", "Sleeps, and says nothing for long.")
def slow(progress, seconds=3.0, folder=""):
    from pathlib import Path
    name = Path(folder) / f"{time.time_ns()}"
    name.write_text("begun")
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.1)
    name.write_text("done")
    return "slept"
"""
WORKER = """
import sys
sys.path.insert(0, {folder!r})
from tmdbsite.celery import app
import django
django.setup()
from jobs import locks, tasks
locks.LEASE_SECONDS, locks.HEARTBEAT_INTERVAL = 3, 0.5
app.loader.import_default_modules()
import slow_job
app.worker_main(["--quiet", "worker", "--queues", "jobs,celery", "--concurrency", "2", "--loglevel", "WARNING",
                 "--without-mingle", "--without-gossip", "--hostname", "jobs@here"])
"""
CLIENT = """
import sys
sys.path.insert(0, {folder!r})
import django
django.setup()
from jobs import tasks
from jobs.models import Run
import slow_job
{code}
"""


class Place:
    """A data folder with a Valkey of its own, and whatever is started there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.marks = folder, folder / "marks"
        self.marks.mkdir()
        (folder / "slow_job.py").write_text(SLOW)
        self.socket = folder / "valkey.sock"
        self.environment = {
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "DATA_DIR": str(folder),
            "REDIS_URL": f"unix://{self.socket}",
            "DJANGO_SETTINGS_MODULE": "tmdbsite.settings",
            "TMDB_ACCESS_TOKEN": "none",
            "TMDB_API_URL": "http://127.0.0.1:9/3",  # nobody is there
        }
        self.client = redis.Redis(unix_socket_path=str(self.socket))

    @contextmanager
    def valkey(self) -> Iterator["subprocess.Popen[bytes]"]:
        command = [
            str(valkey.find_binary()),
            "--port",
            "0",
            "--unixsocket",
            str(self.socket),
            "--dir",
            str(self.folder),
        ]
        process = subprocess.Popen([*command, "--appendonly", "yes", "--save", ""], stdout=subprocess.DEVNULL)
        wait_until(self._answers, 20)
        with ended(process):
            yield process

    def _answers(self) -> bool:
        try:
            return bool(self.client.ping())
        except redis.RedisError:
            return False

    @contextmanager
    def worker(self) -> Iterator["subprocess.Popen[bytes]"]:
        code = WORKER.format(folder=str(self.folder))
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", code],
                cwd=settings.BASE_DIR, env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        with ended(process, group=True):
            yield process

    def run(self, code: str) -> str:
        command = [sys.executable, "-c", CLIENT.format(folder=str(self.folder), code=code)]
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self, seconds: float, limit: int = 60) -> None:
        options = {"seconds": seconds, "folder": str(self.marks)}
        self.run(f"tasks.run_job.apply_async(('slow',), {options}, soft_time_limit={limit}, time_limit={limit + 9})")

    def runs(self) -> list[tuple[str, str]]:
        """(state, result) of all, in their order."""
        with closing(sqlite3.connect(self.folder / "site.sqlite3")) as db:
            return db.execute("select state, result from catalog_run order by id").fetchall()

    def is_locked(self) -> bool:
        """Return whether somebody runs the job: a lock begins with the second at which it ends."""
        lock = self.client.get("lock:job:slow")
        return bool(lock) and int(lock.split()[0]) > self.client.time()[0]  # type: ignore[union-attr, index]

    def begun(self) -> int:
        return len(list(self.marks.iterdir()))

    def done(self) -> int:
        return sum(path.read_text() == "done" for path in self.marks.iterdir())


@contextmanager
def ended(process: "subprocess.Popen[bytes]", *, group: bool = False) -> Iterator[None]:
    try:
        yield
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL) if group else process.kill()
        process.wait(timeout=20)


def wait_until(happens: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


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
def place(tmp_path: Path, migrated: Path) -> Iterator[Place]:
    (tmp_path / "site.sqlite3").write_bytes(migrated.read_bytes())
    (tmp_path / "titles.sqlite3").write_bytes(b"")  # nothing is fetched at the start
    made = Place(tmp_path)
    with made.valkey():
        made.client.set("first-index", b"1")
        yield made


def test_kill_9_of_a_worker_loses_no_job_and_runs_none_twice_at_once(place: Place) -> None:
    with place.worker() as worker:
        place.start(seconds=20)
        wait_until(lambda: place.begun() == 1)
        place.start(seconds=20)  # it runs alone
        time.sleep(4)  # longer than a lock lasts that nobody keeps; the job says nothing meanwhile
        assert place.is_locked()
        assert len(place.runs()) == 1
        os.killpg(worker.pid, signal.SIGKILL)
    with place.worker():
        wait_until(lambda: not place.is_locked())
        place.run("tasks.heartbeat.delay()")  # as the schedule does twice a minute
        wait_until(lambda: place.runs() == [("failed", "It was interrupted."), ("done", "slept")])
    assert place.begun() == 2


def test_a_worker_that_is_asked_to_end_leaves_its_job_to_the_next(place: Place) -> None:
    with place.worker() as worker:
        place.start(seconds=25)
        wait_until(lambda: place.begun() == 1)
        worker.send_signal(signal.SIGQUIT)
        worker.wait(timeout=60)
    assert place.done() == 0
    with place.worker():
        wait_until(lambda: not place.is_locked())
        place.run("tasks.heartbeat.delay()")
        wait_until(lambda: place.runs() == [("failed", "It was interrupted."), ("done", "slept")])


def test_a_restart_of_valkey_loses_no_job(place: Place) -> None:
    """One waits in the queue, one is under way; each is done once."""
    place.start(seconds=1)
    time.sleep(1.2)  # what was written is on the disk every second
    os.kill(int(place.client.info()["process_id"]), signal.SIGKILL)
    with place.valkey(), place.worker():
        wait_until(lambda: place.done() == 1)
        place.start(seconds=6)
        wait_until(lambda: place.begun() == 2)
        os.kill(int(place.client.info()["process_id"]), signal.SIGKILL)
        time.sleep(0.5)
        with place.valkey():
            wait_until(lambda: place.done() == 2)  # it went on without Valkey
            with place.worker():  # a worker that can't acknowledge ends itself; the supervisor starts another
                place.start(seconds=0.1)
                wait_until(lambda: place.done() == 3)
            assert place.begun() == 3


def test_a_job_that_takes_too_long_is_ended_and_says_so(place: Place) -> None:
    with place.worker():
        place.start(seconds=60, limit=3)
        wait_until(lambda: "SoftTimeLimitExceeded" in str(place.runs()))
    assert place.done() == 0


def test_workers_tell_that_they_live(place: Place) -> None:
    with place.worker():
        wait_until(lambda: bool(place.client.hget("workers:seen", "jobs")))

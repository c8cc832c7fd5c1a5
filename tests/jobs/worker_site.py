"""Real workers with a real Valkey, in a data folder of their own."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

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


class WorkerSite:
    """A data folder with a Valkey of its own, and the workers that are started there. `variables` are settings."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.folder, self.marks = folder, folder / "marks"
        self.marks.mkdir()
        (folder / "slow_job.py").write_text(SLOW)
        (folder / "titles.sqlite3").write_bytes(b"")  # so that no worker fetches exports when it starts
        self.socket = folder / "valkey.sock"
        self.environment = {
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "DATA_DIR": str(folder),
            "REDIS_URL": f"unix://{self.socket}",
            "DJANGO_SETTINGS_MODULE": "tmdbsite.settings",
            **variables,
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
        return bool(lock) and int(lock.split()[0]) > self.client.time()[0]  # type: ignore[union-attr]

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

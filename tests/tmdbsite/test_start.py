"""`make run`: starts everything, restarts what dies, ends cleanly, says what is wrong."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def site(folder: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "manage.py", "start"],
        cwd=ROOT,
        env=environment(folder, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=90)
        if process.stdout:
            process.stdout.close()


def answers(port: int, path: str, seconds: float = 180) -> bytes:
    """The body, as soon as the site gives one with status 200."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                return bytes(answer.read())
        except (URLError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def children(process: "subprocess.Popen[str]", words: str) -> list[int]:
    """Processes below the supervisor with those words in their command."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
    return [int(pid) for pid, parent, args in rows if int(parent) == process.pid and words in args]


def test_one_command_starts_everything_and_brings_back_what_dies(tmp_path: Path) -> None:
    port = free_port()
    with site(tmp_path, port) as process:
        assert b"The Matrix" in answers(port, "/search/?q=matrix")
        assert b'"broker": "ok"' in answers(port, "/readyz")
        with ThreadPoolExecutor(20) as visitors:
            pages = list(visitors.map(lambda _: answers(port, "/movie/27205-inception/"), range(20)))
        assert all(b"Leonardo DiCaprio" in page for page in pages)
        (web,) = children(process, "granian")
        (valkey,) = children(process, "valkey")
        os.kill(web, signal.SIGKILL)
        os.kill(valkey, signal.SIGKILL)
        time.sleep(0.5)
        assert b'"broker": "ok"' in answers(port, "/readyz")
        assert children(process, "granian") != [web]
        assert children(process, "celery")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=90) == 0
        assert process.stdout
        output = process.stdout.read()
    assert f"http://127.0.0.1:{port}/" in output
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
    variables = environment(folder, 0) | {"PORT": port}
    command = [sys.executable, "manage.py", "start"]
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=180, check=False)


def test_a_missing_python_is_said_in_one_line() -> None:
    result = subprocess.run(
        ["make", "-B", ".venv/runtime", "PYTHON=python-that-is-not-there"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert result.returncode != 0
    assert "This needs Python 3.11 or newer" in result.stdout + result.stderr

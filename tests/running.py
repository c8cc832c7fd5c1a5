"""Start what tests need to be real: a whole site, as `make run` starts it, and TMDB on another origin.

    with running.run_tmdb(folder / "tmdb") as upstream, running.run_site(folder / "site", upstream) as site:
        urlopen(f"{site.url}/movies/popular/")

The site is at `http://127.0.0.1:…`; the stand-in, its page of approval and its pictures are at `http://localhost:…`, so
that to a browser they are somebody else's. Everything keeps its files in the folder that it was given.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
START_TIMEOUT = 180  # seconds until everything answers; a shared machine may be slow
STOP_TIMEOUT = 90  # seconds
PAGE_TIMEOUT = 60  # seconds until a page shows what it is opened for
LATENCY = 0.05  # seconds that each of TMDB's answers takes
# Of the right form, and known to nobody: the stand-in takes any.
ACCESS_TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJ0ZXN0cyIsInNjb3BlcyI6WyJhcGlfcmVhZCJdLCJ2ZXJzaW9uIjoxfQ.c2lnbmF0dXJl"

Process = subprocess.Popen[bytes]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class TmdbServer:
    """The stand-in as a process of its own.

    `database`: its facts; beside it, in `…-state.sqlite3`, what members do. `latency`: in seconds.
    """

    url: str
    database: Path
    fault_file: Path
    process: Process
    latency: float

    def environment(self) -> dict[str, str]:
        """Return the settings of a site that takes this for TMDB; where pictures are, its configuration says."""
        return {
            "TMDB_ACCESS_TOKEN": ACCESS_TOKEN,
            "TMDB_API_URL": f"{self.url}/3",
            "TMDB_WEB_URL": self.url,
            "TMDB_EXPORTS_URL": f"{self.url}/p/exports",
        }

    def be_slow(self) -> None:
        """Answer as TMDB does on a usual day: rightly, and after `latency` seconds."""
        self._write({"seconds": self.latency, "paths": "^/3/"})

    @contextmanager
    def fault(self, **fault: Any) -> Iterator[None]:
        """Misbehave meanwhile: `code=46`, `status=500`, `seconds=5`, `paths="^/3/movie"` (tmdb_demo/faults.py)."""
        self._write(fault)
        try:
            yield
        finally:
            self.be_slow()

    def _write(self, fault: dict[str, Any]) -> None:
        """Replace the file of faults in one step: a request never reads half of it."""
        draft = self.fault_file.with_suffix(".new")
        draft.write_text(json.dumps(fault))
        draft.replace(self.fault_file)


@dataclass(frozen=True)
class Site:
    """A whole site. `url`: where it listens; `process`: `manage.py start`, under which all others are."""

    url: str
    port: int
    folder: Path
    process: Process

    def log(self) -> str:
        """Return what all its processes wrote so far."""
        return _log(self.folder).read_text(errors="replace")

    def first_admin(self) -> str:
        """Return the address for the first admin that the start printed. Raises AssertionError when there is none."""
        wait_until(lambda: "/accounts/first/" in self.log(), START_TIMEOUT, self.log)
        printed = re.search(r"\S+/accounts/first/\S+", self.log())
        assert printed
        return printed[0]


@contextmanager
def run_tmdb(
    folder: Path, *, port: int = 0, limit: int = 40, latency: float = LATENCY, options: tuple[str, ...] = ()
) -> Iterator[TmdbServer]:
    """Run the stand-in on `localhost`, with TMDB's limit of requests a second. `options`: more of its command line."""
    folder.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    database, fault_file = folder / "tmdb.sqlite3", folder / "fault.json"
    command = [sys.executable, "-m", "tmdb_demo", "--host", "localhost", "--port", str(port), "--limit", str(limit)]
    command += ["--database", str(database), "--fault-file", str(fault_file), *options]
    process = _popen(command, folder, {})
    server = TmdbServer(f"http://localhost:{port}", database, fault_file, process, latency)
    with _ending(process, signal.SIGTERM):
        await_answer(f"{server.url}/3/configuration?api_key={'0' * 32}", process, folder)
        server.be_slow()
        yield server


@contextmanager
def run_site(folder: Path, upstream: TmdbServer | None = None, *, port: int = 0, **variables: str) -> Iterator[Site]:
    """Run a site, and wait until it answers. Without `upstream` it is the demo. `variables`: more of its settings."""
    variables = (upstream.environment() if upstream else {}) | variables
    with start_site(folder, port=port, **variables) as site:
        await_site(site)
        yield site


@contextmanager
def start_site(
    folder: Path, *, port: int = 0, root: Path = ROOT, options: tuple[str, ...] = (), **variables: str
) -> Iterator[Site]:
    """Run a site, and wait for nothing. `root`: where its code is; `options`: more of its command line."""
    folder.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    python = sys.executable if root == ROOT else str(root / ".venv" / "bin" / "python")
    process = _popen([python, "manage.py", "start", *options], folder, environment(folder, port) | variables, root)
    with _ending(process):
        yield Site(f"http://127.0.0.1:{port}", port, folder, process)


def await_site(site: Site) -> None:
    """Wait until a site answers, and a worker has read from TMDB where its pictures are."""
    await_answer(f"{site.url}/healthz", site.process, site.folder)
    wait_until(lambda: "operation=configuration-details outcome=200" in site.log(), START_TIMEOUT, site.log)


def environment(folder: Path, port: int | str) -> dict[str, str]:
    """Return the settings of a site of its own; nothing of this process's reaches it."""
    variables = {"ENV_FILE": os.devnull, "DATA_DIR": str(folder), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    return {"PATH": os.environ["PATH"], **variables}


def await_answer(url: str, process: Process, folder: Path, seconds: float = START_TIMEOUT) -> bytes:
    """Return the body of the first answer with status 200.

    Raises AssertionError with the log when time is up, and when the process has ended.
    """
    body = b""

    def answers() -> bool:
        nonlocal body
        assert process.poll() is None, f"It ended:\n{_log(folder).read_text()}"
        try:
            with urlopen(url, timeout=10) as answer:
                body = bytes(answer.read())
                return True
        except HTTPError as error:
            error.close()
        except (URLError, OSError):
            pass
        return False

    wait_until(answers, seconds, lambda: f"{url} does not answer:\n{_log(folder).read_text()}")
    return body


def wait_until(holds: Callable[[], bool], seconds: float, why: Callable[[], str] = lambda: "in vain") -> None:
    """Wait until something holds. Raises AssertionError with `why()` when it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, why()
        time.sleep(0.1)


def _popen(command: list[str], folder: Path, variables: dict[str, str], root: Path = ROOT) -> Process:
    """Start a command in a process group of its own, its output in `log`."""
    with _log(folder).open("w") as log:
        variables = variables or {"PATH": os.environ["PATH"]}
        return subprocess.Popen(
            command, cwd=root, env=variables, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )


def _log(folder: Path) -> Path:
    return folder / "log"


@contextmanager
def _ending(process: Process, by: signal.Signals = signal.SIGINT) -> Iterator[None]:
    """End a process after the tests, as Ctrl-C does, or `by` another signal.

    Where tests run in the background, children that don't ask for it never hear of Ctrl-C.
    """
    try:
        yield
    finally:
        if process.poll() is None:
            process.send_signal(by)
            process.wait(timeout=STOP_TIMEOUT)

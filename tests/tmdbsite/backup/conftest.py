"""Sites whose backups are made, and restored elsewhere."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import postgres, running
from tests.settings import REDIS

COMMAND_TIMEOUT = 180  # seconds


@dataclass(frozen=True)
class Installation:
    """A data folder with its settings; nothing runs in it but commands."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, max_file_size: int | None = None) -> "subprocess.CompletedProcess[str]":
        """Run a command of manage.py; `max_file_size` in bytes is what the disk has room for."""
        variables = running.environment(self.folder, running.free_port()) | {"REDIS_URL": f"{REDIS}/6"} | self.variables
        limits = (max_file_size, max_file_size)
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=running.ROOT,
            env=variables,
            capture_output=True,
            text=True,
            timeout=COMMAND_TIMEOUT,
            check=False,
            preexec_fn=(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits)) if max_file_size else None,
        )

    def manage(self, *arguments: str) -> str:
        """Run a command that succeeds, and return what it says."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refusal(self, *arguments: str) -> str:
        """Run a command that fails, and return the one line with which it does."""
        done = self.run(*arguments)
        assert done.returncode != 0, done.stdout
        lines = done.stderr.strip().splitlines()
        assert len(lines) == 1, done.stderr
        return lines[0].removeprefix("CommandError: ")

    def shell(self, code: str) -> str:
        return self.manage("shell", "-v", "0", "--no-imports", "-c", code).strip()


@pytest.fixture(scope="session")
def club(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """A club of 200 members and 100,000 rows, on SQLite."""
    installation = Installation(tmp_path_factory.mktemp("club"))
    installation.shell("from tests.tmdbsite.backup import club; club.build()")
    return installation


@pytest.fixture
def postgres_urls() -> Iterator[tuple[str, str]]:
    """The addresses of two empty PostgreSQL databases."""
    with postgres.new_database() as first, postgres.new_database() as second:
        yield first, second


def modes(folder: Path) -> dict[str, str]:
    """The permissions of each file in a folder, in octal digits."""
    return {name: oct(os.stat(folder / name).st_mode & 0o777) for name in os.listdir(folder)}

"""A site in parts: the commands of compose.yaml's containers, on one PostgreSQL and one Redis, in one data folder."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
import redis

from tests import running
from tests.conftest import skip_without
from tests.deploy import compose
from tests.running import ROOT, START_TIMEOUT, Site, wait_until
from tests.settings import REDIS
from tests.tmdbsite.test_env import manage

POSTGRES = "postgres://postgres@127.0.0.1:5432"
DATABASE = f"parts_{os.getpid()}"
REDIS_DATABASE = 5  # no other test's: those have 8 to 15


@pytest.fixture
def stores() -> Iterator[dict[str, str]]:
    """The settings of an empty PostgreSQL and an empty Redis."""
    try:
        server = psycopg.connect(f"{POSTGRES}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        skip_without("PostgreSQL")
    url = f"{REDIS}/{REDIS_DATABASE}"
    redis.Redis.from_url(url).flushdb()
    server.execute(f"create database {DATABASE}")
    yield {"DATABASE_URL": f"{POSTGRES}/{DATABASE}", "REDIS_URL": url}
    server.execute(f"drop database {DATABASE} with (force)")
    server.close()
    redis.Redis.from_url(url).flushdb()


def start(stack: ExitStack, name: str, folder: Path, stores: dict[str, str]) -> Site:
    """Start what a container of compose.yaml runs."""
    options = tuple(compose.services("several")[name]["command"][1:])
    logs = folder.parent / name
    variables = stores | {"DATA_DIR": str(folder)}
    return stack.enter_context(running.start_site(logs, options=options, **variables))


def healthcheck(name: str, site: Site, stores: dict[str, str]) -> int:
    """Return how the container's health check ends."""
    command = compose.services("several")[name]["healthcheck"]["test"][1].replace("$HOSTNAME", os.uname().nodename)
    words = [sys.executable if word == "python" else word for word in shlex.split(command)]
    variables = running.environment(site.folder, site.port) | stores
    return subprocess.run(words, cwd=ROOT, env=variables, capture_output=True, timeout=90, check=False).returncode


def processes(site: Site) -> str:
    """Return the command lines of what runs under a start."""
    command = ["ps", "-ww", "-o", "args", "--ppid", str(site.process.pid)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def logged(sites: list[Site], words: str) -> int:
    return sum(site.log().count(words) for site in sites)


def test_parts_that_start_at_once_are_one_site_with_one_schedule(tmp_path: Path, stores: dict[str, str]) -> None:
    """On empty stores and an empty folder: one migrates, one makes the key, and all print one link."""
    folder = tmp_path / "data"
    with ExitStack() as stack:
        webs = [start(stack, name, folder, stores) for name in ("web-1", "web-2")]
        workers = [start(stack, name, folder, stores) for name in ("worker-1", "worker-2")]
        parts = [*webs, *workers]
        for web in webs:
            running.await_answer(f"{web.url}/healthz", web.process, web.folder)
        assert len({re.sub(r":\d+/", "/", web.first_admin()) for web in webs}) == 1
        wait_until(lambda: logged(workers, "schedule acquired") == 1, START_TIMEOUT)
        wait_until(lambda: logged(workers, "operation=configuration-details outcome=200") > 0, START_TIMEOUT)
        assert b'"broker": "ok"' in running.await_answer(f"{webs[1].url}/readyz", webs[1].process, webs[1].folder)
        assert ("granian" in processes(webs[0]), "celery" in processes(webs[0])) == (True, False)
        assert ("granian" in processes(workers[0]), "celery" in processes(workers[0])) == (False, True)
        assert healthcheck("worker-1", workers[0], stores) == 0
        assert logged(workers, "schedule acquired") == 1
        assert logged(parts, "Traceback") == 0
        for part in parts:
            part.process.terminate()  # all end at the same time


@pytest.mark.parametrize(
    "variables", [{}, {"REDIS_URL": "redis://127.0.0.1:1/0"}, {"DATABASE_URL": "postgres://club@127.0.0.1:1/club"}]
)
def test_a_part_without_shared_stores_is_refused_with_one_sentence(tmp_path: Path, variables: dict[str, str]) -> None:
    result = manage("start", "--only", "worker", DATA_DIR=str(tmp_path), **variables)
    assert result.returncode != 0
    assert "start --only worker needs REDIS_URL, and a PostgreSQL in DATABASE_URL" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_database_that_does_not_answer_is_said_in_one_sentence(tmp_path: Path) -> None:
    url = "postgres://club:hunter2@127.0.0.1:1/club?connect_timeout=1"
    result = manage("start", DATA_DIR=str(tmp_path), DATABASE_URL=url, PORT=str(running.free_port()))
    assert result.returncode != 0
    assert "The database does not answer: " in result.stderr
    assert "Traceback" not in result.stderr
    assert "hunter2" not in result.stderr

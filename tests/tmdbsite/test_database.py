"""The site's tables on both databases."""

from collections.abc import Iterator
from pathlib import Path
from threading import BoundedSemaphore
from types import SimpleNamespace

import pytest
from django.db import ConnectionHandler, OperationalError

from tests import postgres as postgres_servers
from tests.tmdbsite.test_env import manage
from tmdbsite import database_errors, databases


@pytest.fixture
def postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with postgres_servers.new_database() as url:
        yield url


def test_migrations_run_on_sqlite(tmp_path: Path) -> None:
    assert manage("migrate", "--verbosity=0", DATA_DIR=str(tmp_path)).returncode == 0
    assert manage("migrate", "--check", DATA_DIR=str(tmp_path)).returncode == 0


@pytest.mark.postgres
def test_migrations_run_on_postgresql(tmp_path: Path, postgres: str) -> None:
    result = manage("migrate", "--verbosity=0", DATA_DIR=str(tmp_path), DATABASE_URL=postgres)
    assert result.returncode == 0, result.stderr
    assert manage("migrate", "--check", DATA_DIR=str(tmp_path), DATABASE_URL=postgres).returncode == 0


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(("pages", "limits"), [(True, ("5s", "5s")), (False, ("20s", "0"))])
def test_postgresql_makes_nobody_wait_longer_than_they_may(
    postgres: str, pages: bool, limits: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = databases.build_config(f"{postgres}?application_name=club", "")
    handler = ConnectionHandler({"default": config})
    if pages:
        monkeypatch.setattr(databases, "connections", handler)
        databases.limit_page_waits()
    connection = handler["default"]
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('lock_timeout'), current_setting('statement_timeout')")
        assert cursor.fetchone() == limits
        cursor.execute("select current_setting('application_name')")
        assert cursor.fetchone() == ("club",), "what the address says besides counts"
    connection.close()
    connection.close_pool()


def test_no_more_threads_wait_for_postgresql_than_are_counted_for_it() -> None:
    """One in a statement on each connection, and those in line for a connection."""
    pool = databases.build_config("postgres://127.0.0.1/club", "")["OPTIONS"]["pool"]
    assert pool["max_size"] + pool["max_waiting"] == databases.MAX_BLOCKED


@pytest.mark.parametrize(("given", "seconds"), [("", databases.PAGE_TIMEOUT), ("?connect_timeout=3", 3)])
def test_pages_have_their_own_limits_in_place_of_the_tasks(
    given: str, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = ConnectionHandler({"default": databases.build_config(f"postgres://club@127.0.0.1/club{given}", "")})
    monkeypatch.setattr(databases, "connections", handler)
    databases.limit_page_waits()
    options = handler.settings["default"]["OPTIONS"]
    assert int(options["connect_timeout"]) == seconds
    assert options["options"] == "-c lock_timeout=5s -c statement_timeout=5s"


@pytest.mark.django_db
def test_a_page_never_makes_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "film club's 100% #1?" / "site.sqlite3"
    path.parent.mkdir()
    handler = ConnectionHandler({"default": databases.build_config("", str(path))})
    handler["default"].ensure_connection()  # a command makes it
    assert path.exists()
    handler["default"].close()
    monkeypatch.setattr(databases, "connections", handler)
    databases.limit_page_waits()
    assert handler.settings["default"]["OPTIONS"]["timeout"] == databases.PAGE_TIMEOUT
    handler["default"].ensure_connection()
    handler["default"].close()
    path.rename(tmp_path / "away")
    with pytest.raises(OperationalError):
        handler["default"].ensure_connection()
    assert not path.exists()


def test_few_wait_for_the_write_lock_so_that_others_are_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_errors, "write_lock_waiters", BoundedSemaphore(1))
    context = {"connection": SimpleNamespace(vendor="sqlite", in_atomic_block=False)}
    begun = []

    def wait(sql: str, *rest: object) -> None:
        begun.append(sql)
        database_errors.limit_waiting(lambda *_: None, "SELECT 1", None, False, context)  # whoever reads has no lock
        with pytest.raises(OperationalError, match="too many"):
            database_errors.limit_waiting(wait, "INSERT INTO title", None, False, context)

    database_errors.limit_waiting(wait, "BEGIN IMMEDIATE", None, False, context)
    assert begun == ["BEGIN IMMEDIATE"]

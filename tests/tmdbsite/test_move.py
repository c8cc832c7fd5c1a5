"""What can't be moved to PostgreSQL is said, and leaves both sides as they were."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import postgres
from tests.tmdbsite.backup.conftest import Installation

OLDER_SITE = Path(__file__).parents[1] / "upgrade" / "sites" / "members.sql"
TABLES = "select tablename from pg_tables where schemaname = 'public'"


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    assert Installation(tmp_path).refusal("move").startswith("Set DATABASE_URL to the PostgreSQL database")
    nowhere = Installation(tmp_path, {"DATABASE_URL": "postgres://club:hunter2@127.0.0.1:1/films"})
    assert nowhere.refusal("move").startswith("There is no SQLite database to move from")
    (tmp_path / "site.sqlite3").touch()
    refusal = nowhere.refusal("move")
    assert refusal == "PostgreSQL can't be reached (OperationalError)."


def execute(folder: Path, *statement: Any) -> list[str]:
    """Run a statement, and return all that the database holds then."""
    with closing(sqlite3.connect(folder / "site.sqlite3")) as database:
        database.execute(*statement)
        database.commit()
        return list(database.iterdump())


@pytest.mark.postgres
def test_what_postgresql_does_not_take_is_said_and_nothing_is_moved(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "site.sqlite3")) as database:
        database.executescript(OLDER_SITE.read_text(encoding="utf-8"))
    with postgres.new_database() as url:
        site = Installation(tmp_path, {"DATABASE_URL": url})
        with psycopg.connect(url):
            assert site.refusal("move") == "The site is running: end it first."
        assert site.refusal("move").startswith("The SQLite database is of another version of the site")
        Installation(tmp_path).manage("migrate")
        before = execute(tmp_path, "update library_list set name = ? where id = 1", ["x" * 300])
        assert site.refusal("move") == (
            "PostgreSQL does not take a row: value too long for type character varying(200) "
            "(COPY library_list, line 1, column name). Nothing was moved."
        )
        assert execute(tmp_path, "select 1") == before
        with psycopg.connect(url) as client:
            assert client.execute(TABLES).fetchall() == [], "it can be moved once that row is changed"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []

"""Moves a site from SQLite to PostgreSQL: every row of every table as it is, with its number.

The SQLite file is only read, and from a copy. PostgreSQL gets its tables from the migrations and the rows in one
transaction; both sides are compared before it ends. When it fails, the database is as empty as it was.
"""

import hashlib
import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model, QuerySet

from tmdbsite import databases
from tmdbsite.backup import postgresql, restoration, sqlite

log = logging.getLogger("tmdbsite.move")

SOURCE = "sqlite"  # the alias of the copy among Django's connections
CHUNK_SIZE = 2000  # rows


class MoveRefused(Exception):
    """Why nothing was moved, in a sentence for the operator."""


@dataclass(frozen=True)
class Result:
    tables: int
    rows: int


def move() -> Result:
    """Move the rows of the SQLite file in the data folder to the PostgreSQL database that the settings name.

    Raises MoveRefused, and has changed nothing then.
    """
    path = Path(settings.DATA_DIR) / "site.sqlite3"
    _check(path)
    with TemporaryDirectory(prefix=".move-", dir=settings.DATA_DIR) as folder:
        copy = Path(folder, path.name)
        sqlite.copy(path, copy)
        with _source(copy):
            _check_version()
            try:
                call_command("migrate", verbosity=0, interactive=False)
                with closing(sqlite3.connect(copy)) as rows:
                    return _move_rows(rows)
            except BaseException:
                postgresql.drop_tables()
                raise


def _check(path: Path) -> None:
    if connection.vendor != "postgresql":
        raise MoveRefused(
            "Set DATABASE_URL to the PostgreSQL database that the site shall move to, then run this again."
        )
    if not path.is_file():
        raise MoveRefused(f"There is no SQLite database to move from ({path}).")
    if sqlite.is_in_use(path) or restoration.is_site_running():
        raise MoveRefused("The site is running: end it first.")
    try:
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
    except DatabaseError as error:
        raise MoveRefused(f"PostgreSQL can't be reached ({type(error).__name__}).") from error
    if tables:
        raise MoveRefused("The PostgreSQL database is not empty: it has tables already. Make a new one for the site.")


def _check_version() -> None:
    """Raise MoveRefused unless the copy has the very tables that the migrations make.

    It is not migrated here: migrations that change rows do so in the default database.
    """
    executor = MigrationExecutor(connections[SOURCE])
    loader = executor.loader
    unknown = set(loader.applied_migrations or ()).difference(loader.disk_migrations or ())
    if unknown or executor.migration_plan(loader.graph.leaf_nodes()):
        raise MoveRefused(
            "The SQLite database is of another version of the site. Start this version without DATABASE_URL once, "
            "which brings it up to date; then run this again."
        )


@contextmanager
def _source(path: Path) -> Iterator[None]:
    connections.settings[SOURCE] = connections.configure_settings(
        {"default": {}, SOURCE: databases.build_config("", str(path))}
    )[SOURCE]
    try:
        yield
    finally:
        connections[SOURCE].close()
        del connections[SOURCE], connections.settings[SOURCE]


def _move_rows(source: sqlite3.Connection) -> Result:
    tables = _list_tables(source)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local time zone 'UTC'")  # in which SQLite's times are written
            cursor.execute(f"truncate {', '.join(map(_quote, tables))}")  # rows that the migrations made
            rows = sum(_copy_table(source, cursor, table) for table in tables)
            _set_sequences(source, cursor)
            cursor.execute("set constraints all immediate")
            _compare(source, cursor, tables)
    except (DatabaseError, psycopg.Error) as error:  # the latter from a copy, which Django knows nothing of
        raise MoveRefused(f"PostgreSQL does not take a row: {_describe(error)}. Nothing was moved.") from error
    log.info("database moved tables=%s rows=%s", len(tables), rows)
    return Result(len(tables), rows)


def _describe(error: Exception) -> str:
    """Return what is wrong with a row, and where it is; without its values, which may be secrets."""
    reason = str(error).partition("\n")[0]
    place = (error.diag.context or "").partition(":")[0] if isinstance(error, psycopg.Error) else ""
    return f"{reason} ({place})" if place else reason


def _list_tables(source: sqlite3.Connection) -> list[str]:
    """Return the names of all tables.

    Raises MoveRefused when the two sides have different ones.
    """
    sql = "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name"
    theirs = [name for (name,) in source.execute(sql)]
    with connection.cursor() as cursor:
        ours = connection.introspection.table_names(cursor)
    if different := sorted(set(theirs).symmetric_difference(ours)):
        raise MoveRefused(
            f"The SQLite database has other tables than this version of the site: {', '.join(different)}."
        )
    return theirs


def _copy_table(source: sqlite3.Connection, cursor: Any, table: str) -> int:
    """Copy the rows of a table as text, which PostgreSQL reads as the types of its columns; return their number."""
    columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    names = ", ".join(map(_quote, columns))
    number = 0
    with cursor.copy(f"copy {_quote(table)} ({names}) from stdin") as copy:
        for row in source.execute(f"select {names} from {_quote(table)}"):  # noqa: S608
            copy.write_row(row)
            number += 1
    return number


def _set_sequences(source: sqlite3.Connection, cursor: Any) -> None:
    """Let PostgreSQL number new rows from where SQLite is, so that no number of a deleted row comes again."""
    for table, last in source.execute("select name, seq from sqlite_sequence where seq > 0"):
        key = connection.introspection.get_primary_key_column(cursor, table)
        cursor.execute("select pg_get_serial_sequence(%s, %s)", [_quote(table), key])
        (sequence,) = cursor.fetchone()
        if sequence:
            cursor.execute("select setval(%s, %s)", [sequence, last])


def _compare(source: sqlite3.Connection, cursor: Any, tables: list[str]) -> None:
    """Raise MoveRefused unless both sides have the same rows."""
    for table in tables:
        count = f"select count(*) from {_quote(table)}"  # noqa: S608
        cursor.execute(count)
        if source.execute(count).fetchone() != cursor.fetchone():
            raise MoveRefused(f"The number of rows in {table} differs. Nothing was moved.")
    for model in apps.get_models(include_auto_created=True):
        if _digest(model, SOURCE) != _digest(model, "default"):
            raise MoveRefused(f"The rows in {model._meta.db_table} differ. Nothing was moved.")


def _digest(model: type[Model], alias: str) -> int:
    """Return a number that tells whether two tables have the same rows, in whatever order."""
    rows = QuerySet(model, using=alias).order_by().values_list().iterator(chunk_size=CHUNK_SIZE)
    return sum(_hash(row) for row in rows) % 2**128


def _hash(row: tuple[Any, ...]) -> int:
    text = json.dumps(row, default=str, sort_keys=True)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest())


def _quote(name: str) -> str:
    return connection.ops.quote_name(name)

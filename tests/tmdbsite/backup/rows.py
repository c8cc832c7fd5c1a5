"""All rows of a database, alike for both kinds; and somebody who writes to it meanwhile."""

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.string import TextLoader

WRITER = "writer"  # whose rows are in both tables
POINT = "insert into catalog_popularitypoint (kind, tmdb_id, day, value) values ('writer', {number}, '2026-11-25', 1)"
CHECKPOINT = "insert into catalog_checkpoint (name, value) values ('writer-{number}', '{number}')"
COUNT = "select count(*) from catalog_checkpoint where name like 'writer%'"
JSON_OID = 3802  # of jsonb, in PostgreSQL
Rows = dict[str, Counter[str]]
Columns = dict[str, set[str]]


def read_sqlite(path: Path, json_columns: Columns | None = None) -> Rows:
    """Return the rows of each table, as text; of some columns the values that their JSON means."""
    with closing(sqlite3.connect(path)) as database:
        sql = "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
        tables = [name for (name,) in database.execute(sql)]
        columns = json_columns or {}
        return {name: _count(database.execute(f"select * from {name}"), columns.get(name, set())) for name in tables}


def read_postgres(url: str) -> tuple[Rows, Columns]:
    """Return the rows of each table as SQLite has them, and which columns are JSON."""
    rows, json_columns = {}, {}
    with psycopg.connect(url) as client, client.cursor() as cursor:
        client.execute("set time zone 'UTC'")
        cursor.adapters.register_loader("jsonb", TextLoader)
        for (name,) in client.execute("select tablename from pg_tables where schemaname = 'public'").fetchall():
            cursor.execute(f"select * from {name}")
            described = cursor.description or ()
            json_columns[name] = {column.name for column in described if column.type_code == JSON_OID}
            rows[name] = _count(cursor, json_columns[name])
    return rows, json_columns


def _count(cursor: Any, json_columns: set[str]) -> Counter[str]:
    """Count the rows of a query; a null of JSON is another than one of the database."""
    names = [column[0] for column in cursor.description]
    positions = sorted(range(len(names)), key=lambda position: names[position])
    readers = [(position, _parse if names[position] in json_columns else _as_sqlite) for position in positions]
    return Counter(json.dumps([read(row[position]) for position, read in readers], sort_keys=True) for row in cursor)


def _parse(text: str | None) -> Any:
    return None if text is None else ["JSON", json.loads(text)]


def _as_sqlite(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


class Writer:
    """Adds a row to each of two tables in each transaction, as fast as it can; `number` is how many there are."""

    def __init__(self, client: Any) -> None:
        self.number = int(client.execute(COUNT).fetchone()[0])
        self._client = client
        self._ended = threading.Event()

    def write(self) -> None:
        while not self._ended.is_set():
            for statement in (POINT, CHECKPOINT):
                self._client.execute(statement.format(number=self.number))
            self._client.commit()
            self.number += 1

    def end(self) -> None:
        self._ended.set()


@contextmanager
def writing(address: Path | str) -> Iterator[Writer]:
    """Write to a database of either kind meanwhile."""
    if isinstance(address, Path):
        client: Any = sqlite3.connect(address, timeout=20, check_same_thread=False)
        client.execute("pragma synchronous = normal")
    else:
        client = psycopg.connect(address)
    with closing(client):
        writer = Writer(client)
        thread = threading.Thread(target=writer.write)
        thread.start()
        try:
            yield writer
        finally:
            writer.end()
            thread.join()


def take_written(rows: Rows) -> int:
    """Take what the writer wrote out of the rows, and return how many pairs it is; halves of pairs are an error."""
    numbers = []
    for table in ("catalog_popularitypoint", "catalog_checkpoint"):
        written = [row for row in rows[table] if f'"{WRITER}' in row]
        for row in written:
            del rows[table][row]
        numbers.append(len(written))
    assert numbers[0] == numbers[1], "the backup is of two moments"
    return numbers[0]

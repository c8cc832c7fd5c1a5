"""The stand-in's data set: a SQLite file, opened read-only once per thread."""

import sqlite3
import threading
from pathlib import Path
from typing import Any

Row = sqlite3.Row
Cache = dict[str, Any]


class Store:
    """The file of the data set."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._cache: tuple[int, Cache] = (0, {})

    def connect(self) -> tuple[sqlite3.Connection, Cache]:
        """Return this thread's connection, and a cache for all threads.

        Both are new when the file has been replaced.
        """
        identity = self._path.stat().st_ino
        if getattr(self._local, "identity", None) != identity:
            self._local.db = open_read_only(self._path)
            self._local.identity = identity
        if self._cache[0] != identity:
            self._cache = (identity, {})
        return self._local.db, self._cache[1]

    def identity(self) -> str:
        """Return a text that differs for every file that replaces the last."""
        status = self._path.stat()
        return f"{status.st_ino}-{status.st_mtime_ns}"


def open_read_only(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    db.row_factory = Row
    return db


def fetch_row(db: sqlite3.Connection, sql: str, *values: Any) -> Row | None:
    row: Row | None = db.execute(sql, values).fetchone()
    return row


def fetch_rows(db: sqlite3.Connection, sql: str, *values: Any) -> list[Row]:
    return db.execute(sql, values).fetchall()


def fetch_column(db: sqlite3.Connection, sql: str, *values: Any) -> list[Any]:
    return [row[0] for row in db.execute(sql, values)]

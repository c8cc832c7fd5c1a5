"""The stand-in's SQLite file: opened read-only, once a thread."""

import sqlite3
import threading
from pathlib import Path
from typing import Any

Row = sqlite3.Row
Cache = dict[str, Any]


class Store:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._kept: tuple[int, Cache] = (0, {})

    def opened(self) -> tuple[sqlite3.Connection, Cache]:
        """This thread's connection, and what all threads keep of the file; both new when it has been made anew."""
        identity = self._path.stat().st_ino
        if getattr(self._local, "identity", None) != identity:
            self._local.db = connect(self._path)
            self._local.identity = identity
        if self._kept[0] != identity:
            self._kept = (identity, {})
        return self._local.db, self._kept[1]

    def identity(self) -> str:
        """Another one for every file that took the place of the last."""
        status = self._path.stat()
        return f"{status.st_ino}-{status.st_mtime_ns}"


def connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    db.row_factory = Row
    return db


def one(db: sqlite3.Connection, sql: str, *values: Any) -> Row | None:
    row: Row | None = db.execute(sql, values).fetchone()
    return row


def many(db: sqlite3.Connection, sql: str, *values: Any) -> list[Row]:
    return db.execute(sql, values).fetchall()


def column(db: sqlite3.Connection, sql: str, *values: Any) -> list[Any]:
    return [row[0] for row in db.execute(sql, values)]

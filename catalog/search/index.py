"""The index file: opening it, noticing a new one, and having a damaged one built again."""

import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from catalog.search import matching
from catalog.search.build import VERSION
from catalog.search.matching import DEFAULT_LIMIT, Hit
from catalog.search.normalize import parse_query
from jobs import dispatch

log = logging.getLogger("catalog.search")

T = TypeVar("T")
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
MAX_QUERY_LENGTH = 200  # characters that are read
MAX_QUERY_WORDS = 8


class Index:
    """The file at a path, with one connection a thread, on whatever file stands there now."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    @property
    def exists(self) -> bool:
        return self._connection() is not None

    def built_at(self) -> float:
        """Return when the file was built, in seconds since the epoch; 0 without a file."""
        return self._query(lambda db: float(_read_meta(db, "made") or 0), 0.0)

    def size(self) -> int:
        """Return the number of titles; 0 without a file."""
        return self._query(lambda db: int(_read_meta(db, "titles") or 0), 0)

    def find_by_ids(self, kind: str, ids: Sequence[int]) -> dict[int, Hit]:
        """Return the better known titles or people among some, by their ids."""
        return self._query(lambda db: matching.find_by_ids(db, kind, ids), {}) if ids else {}

    def find(self, text: str, limit: int = DEFAULT_LIMIT, kinds: Iterable[str] = ()) -> list[Hit]:
        """Return the best titles for what has been typed so far; by other spellings where none matches as it stands."""
        query = _parse(text)
        return self._query(lambda db: matching.find_hits(db, query, text, limit, kinds), []) if query else []

    def suggest_name(self, text: str) -> str:
        """Return the name that was probably meant; "" when the text matches as it is, or none does."""
        query = _parse(text)
        return self._query(lambda db: matching.suggest_name(db, query), "") if query else ""

    def _query(self, question: Callable[[sqlite3.Connection], T], default: T) -> T:
        """Return what the file answers; the default without one, or if it can't be read."""
        db = self._connection()
        if db is None:
            return default
        try:
            return question(db)
        except sqlite3.DatabaseError as error:
            self._handle_error(error)
            return default

    def _connection(self) -> sqlite3.Connection | None:
        """Return this thread's connection; None while there is no file, or one of another layout."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        identity = (os.getpid(), status.st_ino, status.st_mtime_ns)  # a connection is not for a forked child
        if getattr(self._local, "identity", None) != identity:
            self._local.identity, self._local.db = identity, self._connect()
        db: sqlite3.Connection | None = self._local.db
        return db

    def _connect(self) -> sqlite3.Connection | None:
        try:
            return _connect(self.path)
        except sqlite3.DatabaseError as error:
            self._handle_error(error)
            return None

    def _handle_error(self, error: sqlite3.DatabaseError) -> None:
        """Log that the file could not be read; delete a damaged one, and have a task build another."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        log.error("search index failed reason=%s damaged=%s", error, code in DAMAGED)
        if code in DAMAGED:
            self.path.unlink(missing_ok=True)
            dispatch.in_background(_enqueue_build)


def _enqueue_build() -> None:
    dispatch.publish("jobs.tasks.run_job", "index")


def _parse(text: str) -> list[list[str]]:
    return parse_query(text[:MAX_QUERY_LENGTH])[:MAX_QUERY_WORDS]


def _connect(path: Path) -> sqlite3.Connection | None:
    """Return a connection; None to a file of another layout. Raises sqlite3.DatabaseError."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        db.execute("pragma mmap_size = 1073741824")
        db.execute("pragma query_only = on")
        if _read_meta(db, "version") == str(VERSION):
            return db
    except sqlite3.OperationalError:  # no such table
        pass
    except sqlite3.DatabaseError:
        db.close()
        raise
    db.close()
    return None


def _read_meta(db: sqlite3.Connection, name: str) -> str | None:
    row = db.execute("select value from meta where name = ?", (name,)).fetchone()
    return str(row[0]) if row and row[0] is not None else None


def path() -> Path:
    return Path(settings.DATA_DIR) / "titles.sqlite3"


@cache
def title_index() -> Index:
    """Return the index of this site."""
    return Index(path())

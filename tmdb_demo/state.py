"""The state of the running stand-in, in a SQLite file that all processes share."""

import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

SCHEMA = Path(__file__).with_suffix(".sql")
WRITE_TIMEOUT = 20.0  # seconds that a writer waits for another

Fill = Callable[[sqlite3.Connection], None]


class State:
    """The file of the state; `fill` inserts the initial rows into a new one."""

    def __init__(self, path: Path, fill: Fill) -> None:
        self.path, self._fill = path, fill
        self._local = threading.local()

    def connect(self) -> sqlite3.Connection:
        """Return this thread's connection, a new one when the file has been removed."""
        if getattr(self._local, "inode", None) != _inode(self.path):
            self._local.db = self._connect()
            self._local.inode = _inode(self.path)
        db: sqlite3.Connection = self._local.db
        return db

    def exists(self) -> bool:
        return self.path.is_file()

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.path, timeout=WRITE_TIMEOUT, isolation_level=None, check_same_thread=False)
        db.row_factory = sqlite3.Row
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = normal")
        schema = SCHEMA.read_text(encoding="utf-8")
        version = zlib.crc32(schema.encode()) >> 1
        if db.execute("pragma user_version").fetchone()[0] != version:
            self._create_tables(db, schema, version)
        return db

    def _create_tables(self, db: sqlite3.Connection, schema: str, version: int) -> None:
        """Create missing tables and insert the initial rows, once for all processes."""
        with transaction(db):
            for statement in schema.split(";\n"):
                db.execute(statement)
            if not db.execute("select 1 from meta where name = 'filled'").fetchone():
                self._fill(db)
                db.execute("insert into meta values ('filled', 'yes')")
            db.execute(f"pragma user_version = {version}")


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Begin a transaction that locks at once, so that what is read stays true until the end."""
    db.execute("begin immediate")
    try:
        yield
    except BaseException:
        db.execute("rollback")
        raise
    db.execute("commit")


def format_time(now: datetime) -> str:
    """Return a moment in TMDB's format."""
    return f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"

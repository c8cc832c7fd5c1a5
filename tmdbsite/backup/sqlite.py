"""Copies of an SQLite database: made while others write to it, checked, and put in the place of another."""

import fcntl
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.db import connection

from tmdbsite.backup.archive import BackupError

COPY_TIMEOUT = 20.0  # seconds to wait for a database that is locked against readers
LEAVE_TIMEOUT = 1.0  # seconds in which those who end let go of the file
SHARED_FIRST, SHARED_SIZE = 0x40000002, 510  # the bytes that whoever has a database open (WAL) holds a lock on
SUFFIXES = ("", "-wal", "-shm")  # of the files that make up a database


def copy_site_database(target: Path) -> None:
    """Copy the site's database, as it is at one moment, to a new file.

    Raises BackupError.
    """
    connection.ensure_connection()
    _copy(connection.connection, target)


def copy(source: Path, target: Path) -> None:
    """Copy a database that may be written to meanwhile.

    Raises BackupError.
    """
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as database:
        _copy(database, target)


def _copy(source: sqlite3.Connection, target: Path) -> None:
    target.touch(0o600)
    with closing(sqlite3.connect(target)) as database:
        try:
            # In one step, under one read lock: writers go on, and are not in it.
            source.backup(database, progress=_limit_waiting(time.monotonic() + COPY_TIMEOUT))
            database.execute("pragma journal_mode = delete")  # so that the copy is one file
        except sqlite3.DatabaseError as error:
            raise BackupError(f"The database can't be copied: {error}.") from error
    check(target)


def _limit_waiting(end: float) -> Callable[[int, int, int], None]:
    """Return the callback of a copy, which Python's sqlite3 goes on trying for ever while the database is locked."""

    def progress(status: int, remaining: int, total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > end:
            raise BackupError("The database can't be copied: another program keeps it locked.")

    return progress


def check(path: Path) -> None:
    """Raise BackupError when a database is damaged."""
    with closing(sqlite3.connect(path)) as database:
        try:
            problem = database.execute("pragma quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            problem = str(error)
    if problem != "ok":
        raise BackupError(f"The database is damaged ({' '.join(problem.split())}).")


def is_in_use(path: Path) -> bool:
    """Return whether another process has a database open.

    SQLite itself is not asked: in opening a damaged database it may throw away the part that its log still holds.
    """
    if not path.exists():
        return False
    end = time.monotonic() + LEAVE_TIMEOUT
    with path.open("rb+") as file:
        while not _is_lock_free(file.fileno()):
            if time.monotonic() > end:
                return True
            time.sleep(0.1)
    return False


def _is_lock_free(descriptor: int) -> bool:
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, SHARED_SIZE, SHARED_FIRST)
    except OSError:
        return False
    fcntl.lockf(descriptor, fcntl.LOCK_UN, SHARED_SIZE, SHARED_FIRST)
    return True


def replace(new: Path, path: Path, former: Path) -> None:
    """Put a database in the place of another, which is moved to the folder `former` with all its files."""
    for suffix in reversed(SUFFIXES):  # the database itself last: without it nobody takes the others for something
        old = path.with_name(f"{path.name}{suffix}")
        if old.exists():
            former.mkdir(mode=0o700, exist_ok=True)
            shutil.move(old, former / old.name)
    shutil.move(new, path)

"""The popularity that pages show, in one read-only file beside the search index.

The jobs that keep points write it anew, every process reads it, so that a visitor's page needs no database.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from catalog.datasets import popularity
from catalog.models import PopularityPoint

PART_MAX_AGE = 3600.0  # seconds since a part was last written to; writing a file takes minutes
WINDOWS = (1, 7, 30)  # days over which rises and falls are told
SCHEMA = """
create table history (kind text, id integer, points blob, primary key (kind, id)) without rowid;
create table movers (kind text, days integer, found blob, primary key (kind, days)) without rowid;
"""
MoverRows = tuple[date | None, list[tuple[int, float, float]]]


def path() -> Path:
    return Path(settings.DATA_DIR) / "popularity.sqlite3"


def version() -> str:
    """Return a version that differs with each new file; "" without one."""
    try:
        return str(path().stat().st_mtime_ns)
    except OSError:
        return ""


def publish() -> None:
    """Write the file from the database, and put it in place whole. Raises sqlite3.Error and OSError."""
    _delete_stale_parts()
    part = path().with_suffix(f".{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part)) as db:
            db.executescript(f"pragma journal_mode = off; pragma synchronous = off; {SCHEMA}")
            for kind in popularity.KINDS:
                db.executemany("insert into history values (?, ?, ?)", _histories(kind))
                db.executemany("insert into movers values (?, ?, ?)", _movers(kind))
            db.commit()
        os.replace(part, path())
    finally:
        part.unlink(missing_ok=True)


def _delete_stale_parts() -> None:
    """Delete parts that killed runs have left: nobody writes to a part for so long."""
    oldest = time.time() - PART_MAX_AGE
    for part in path().parent.glob("popularity.*.part"):
        with suppress(FileNotFoundError):  # another run tidies as well
            if part.stat().st_mtime < oldest:
                part.unlink()


def ensure() -> None:
    """Write the file where there is none."""
    if not path().exists():
        publish()


def _histories(kind: str) -> Iterator[tuple[str, int, bytes]]:
    rows = PopularityPoint.objects.filter(kind=kind).order_by("tmdb_id", "day").values_list("tmdb_id", "day", "value")
    for tmdb_id, points in groupby(rows.iterator(chunk_size=5000), key=lambda row: row[0]):
        yield kind, tmdb_id, msgspec.msgpack.encode([(day.isoformat(), value) for _, day, value in points])


def _movers(kind: str) -> Iterator[tuple[str, int, bytes]]:
    for days in WINDOWS:
        yield kind, days, msgspec.msgpack.encode(popularity.find_movers(kind, days))


def history(kind: str, tmdb_id: int) -> list[tuple[date, float]]:
    """Return the points of a title or a person, the oldest first; [] where there are none."""
    packed = _read("select points from history where kind = ? and id = ?", kind, tmdb_id)
    return msgspec.msgpack.decode(packed, type=list[tuple[date, float]]) if packed else []


def movers(kind: str, days: int) -> MoverRows:
    """Return (the last day, [(id, popularity now, then)]) of those that rose and fell most in one of the WINDOWS."""
    packed = _read("select found from movers where kind = ? and days = ?", kind, days)
    return msgspec.msgpack.decode(packed, type=MoverRows) if packed else (None, [])


def _read(sql: str, *values: Any) -> bytes | None:
    """Return the first column of the first row; None without one, or without a file that can be read."""
    try:
        with closing(sqlite3.connect(f"{path().as_uri()}?mode=ro", uri=True)) as db:
            row = db.execute(sql, values).fetchone()
    except sqlite3.Error:
        return None
    return row[0] if row else None

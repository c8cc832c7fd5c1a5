"""What pages show of popularity over time, in one read-only file beside the search index: written anew by the job that
keeps the day's points, read by every process, so that a visitor's page needs no database."""

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

PART_MAX_AGE = 3600.0  # seconds since a part was last written to; writing all of it takes minutes
WINDOWS = (1, 7, 30)  # days over which rises and falls are kept
SCHEMA = """
create table history (kind text, id integer, points blob, primary key (kind, id)) without rowid;
create table movers (kind text, days integer, found blob, primary key (kind, days)) without rowid;
"""
Moved = tuple[date | None, list[tuple[int, float, float]]]


def path() -> Path:
    return Path(settings.DATA_DIR) / "popularity.sqlite3"


def version() -> str:
    """Return what differs with each new file; "" without one."""
    try:
        return str(path().stat().st_mtime_ns)
    except OSError:
        return ""


def publish() -> None:
    """Write the file from the database, and put it in place whole. Raises sqlite3.Error and OSError."""
    _tidy()
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


def _tidy() -> None:
    """Delete what runs that were killed have left: nobody writes to a part for so long."""
    long_ago = time.time() - PART_MAX_AGE
    for part in path().parent.glob("popularity.*.part"):
        with suppress(FileNotFoundError):  # another run tidies as well
            if part.stat().st_mtime < long_ago:
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
        yield kind, days, msgspec.msgpack.encode(popularity.movers(kind, days))


def history(kind: str, tmdb_id: int) -> list[tuple[date, float]]:
    """Return the points of a title or a person, the oldest first; [] where there are none."""
    kept = _read("select points from history where kind = ? and id = ?", kind, tmdb_id)
    return msgspec.msgpack.decode(kept, type=list[tuple[date, float]]) if kept else []


def movers(kind: str, days: int) -> Moved:
    """Return (the last day, [(id, popularity now, then)]) of those that rose and fell most in so many days."""
    kept = _read("select found from movers where kind = ? and days = ?", kind, days)
    return msgspec.msgpack.decode(kept, type=Moved) if kept else (None, [])


def _read(sql: str, *values: Any) -> bytes | None:
    """Return the first column of the first row; None without one, or without a file that can be read."""
    try:
        with closing(sqlite3.connect(f"{path().as_uri()}?mode=ro", uri=True)) as db:
            row = db.execute(sql, values).fetchone()
    except sqlite3.Error:
        return None
    return row[0] if row else None

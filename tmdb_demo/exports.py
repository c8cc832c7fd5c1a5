"""The daily export files: one line per id, gzipped, for the last three months.

The popularity of a day is invented: the title's own, which rises and falls in waves that depend on the id. It is always
the same for the same day, so that a history can be read from the files.
"""

import gzip
import hashlib
import math
import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from tmdb_demo.http import Answer, Headers, Request, encode_json
from tmdb_demo.store import fetch_rows

FILE_PATH = re.compile(r"^/p/exports/((?:adult_)?[a-z_]+)_ids_(\d\d)_(\d\d)_(\d{4})\.json\.gz$")
RETENTION = timedelta(days=90)
PUBLISHED_AT = time(8, 0)  # UTC
DENIED = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'
)

Row = dict[str, Any]


def popularity_on(kind: str, number: int, mean: float, day: date) -> float:
    """Return the popularity on a day: two slow waves, a faster one, and now and then a week of fame."""
    seed = int.from_bytes(hashlib.blake2b(f"{kind}/{number}".encode(), digest_size=8).digest(), "big")
    at = day.toordinal()
    slow = 0.18 * math.sin(2 * math.pi * (at + seed % 97) / 61) + 0.1 * math.sin(2 * math.pi * (at + seed % 31) / 23)
    quick = 0.06 * math.sin(2 * math.pi * (at + seed % 11) / 7)
    since = (at + seed) % (160 + seed % 90)
    fame = 0.9 * math.exp(-since / 6) if since < 30 else 0.0
    return round(max(mean * (1 + slow + quick + fame), 0.0), 4)


def _movie_rows(db: sqlite3.Connection, day: date) -> Iterator[Row]:
    for row in fetch_rows(db, "select id, original_title, popularity from movie order by id"):
        value = popularity_on("movie", row["id"], row["popularity"], day)
        name = row["original_title"]
        yield {"adult": False, "id": row["id"], "original_title": name, "popularity": value, "video": False}


def _show_rows(db: sqlite3.Connection, day: date) -> Iterator[Row]:
    for row in fetch_rows(db, "select id, original_name, popularity from tv order by id"):
        value = popularity_on("tv", row["id"], row["popularity"], day)
        yield {"id": row["id"], "original_name": row["original_name"], "popularity": value}


def _person_rows(db: sqlite3.Connection, day: date) -> Iterator[Row]:
    for row in fetch_rows(db, "select id, name, popularity from person order by id"):
        value = popularity_on("person", row["id"], row["popularity"], day)
        yield {"adult": False, "id": row["id"], "name": row["name"], "popularity": value}


def _rows_with_names(table: str) -> Callable[[sqlite3.Connection, date], Iterator[Row]]:
    def build_rows(db: sqlite3.Connection, day: date) -> Iterator[Row]:
        for row in fetch_rows(db, f"select id, name from {table} order by id"):
            yield dict(row)

    return build_rows


def _fixed_rows(*rows: Row) -> Callable[[sqlite3.Connection, date], Iterator[Row]]:
    return lambda db, day: iter(rows)


KINDS: dict[str, Callable[[sqlite3.Connection, date], Iterator[Row]]] = {
    "movie": _movie_rows,
    "tv_series": _show_rows,
    "person": _person_rows,
    "collection": _rows_with_names("collection"),
    "tv_network": _rows_with_names("network"),
    "keyword": _rows_with_names("keyword"),
    "production_company": _rows_with_names("company"),
    "adult_movie": _fixed_rows(
        {"adult": True, "id": 990000001, "original_title": "Curtains Drawn", "popularity": 1.2, "video": False},
        {"adult": True, "id": 990000002, "original_title": "After the Late Show", "popularity": 0.9, "video": False},
    ),
    "adult_tv_series": _fixed_rows({"id": 990000003, "original_name": "Behind Closed Doors", "popularity": 0.7}),
    "adult_person": _fixed_rows({"adult": True, "id": 990000004, "name": "A. Nonymous", "popularity": 0.8}),
}


def answer(request: Request, db: sqlite3.Connection, identity: str, now: datetime) -> Answer:
    """Return the file, or a part of it; 403 for one that does not exist, as TMDB's host answers.

    `identity` is that of the data set.
    """
    match = FILE_PATH.match(request.path)
    day = _parse_day(match) if match else None
    if not match or not day or match[1] not in KINDS or not _is_published(day, now):
        return 403, {"Content-Type": "application/xml"}, DENIED
    body = _build_file(db, identity, match[1], day)
    etag = f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
    created = datetime.combine(day, time(7, 0), UTC)
    headers = {
        "Content-Type": "application/gzip", "ETag": etag, "Accept-Ranges": "bytes",
        "Last-Modified": f"{created:%a, %d %b %Y %H:%M:%S} GMT",
    }  # fmt: skip
    if request.headers.get("if-none-match") == etag:
        return 304, headers, b""
    return _answer_range(request, headers, body)


def _parse_day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[4]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _is_published(day: date, now: datetime) -> bool:
    return now.date() - RETENTION <= day and datetime.combine(day, PUBLISHED_AT, UTC) <= now


def _answer_range(request: Request, headers: Headers, body: bytes) -> Answer:
    byte_range = re.fullmatch(r"bytes=(\d{1,12})-", request.headers.get("range", ""))
    unchanged = request.headers.get("if-range", headers["ETag"]) == headers["ETag"]
    if not byte_range or not unchanged:
        return 200, headers, body
    start = int(byte_range[1])
    if start >= len(body):
        return 416, headers | {"Content-Range": f"bytes */{len(body)}"}, b""
    return 206, headers | {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}, body[start:]


@lru_cache(maxsize=32)
def _build_file(db: sqlite3.Connection, identity: str, kind: str, day: date) -> bytes:
    lines = b"".join(encode_json(row) + b"\n" for row in KINDS[kind](db, day))
    return gzip.compress(lines, mtime=0)

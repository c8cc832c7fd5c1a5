"""Loading of the data folder into the stand-in's SQLite file.

It happens once, completely or not at all, for all processes that wait for it.
"""

import fcntl
import hashlib
import json
import logging
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from tmdb_demo import load_people, load_titles, similar

log = logging.getLogger("tmdb_demo")

BUNDLED = Path(__file__).parent / "data"
SCHEMA = Path(__file__).parent / "schema.sql"

JSON = dict[str, Any]


class BrokenData(Exception):
    """The data set has a line that can't be read; the message says which."""


OnReplaced = Callable[[str, str], None]


def ensure(database: Path, data: Path | None = None, on_replaced: OnReplaced | None = None) -> None:
    """Build the file if it is missing, or is of other data or another schema.

    Other processes wait meanwhile, and use the same file. When it replaces a file of an older state of the same data
    set, `on_replaced` is called with both paths: the old file, the new one.
    """
    folder = data or BUNDLED
    expected = fingerprint(folder)
    if _read_fingerprint(database) == expected:
        return
    database.parent.mkdir(parents=True, exist_ok=True)
    with database.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _read_fingerprint(database) != expected:
            _build(database, folder, expected, on_replaced)


def fingerprint(folder: Path) -> str:
    """Return a digest of the data files and of the code that loads them.

    Raises BrokenData for a folder without data.
    """
    if not (folder / "movies.jsonl").is_file():
        raise BrokenData(f"{folder} holds no data set: movies.jsonl is missing.")
    digest = hashlib.blake2b(digest_size=16)
    code = [SCHEMA, *sorted(Path(__file__).parent.glob("*.py"))]
    for path in [*code, *sorted(folder.rglob("*.json*"))]:
        digest.update(f"{path.name}{path.stat().st_size}{path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def _read_fingerprint(database: Path) -> str:
    return _read_meta(database, "fingerprint")


def _read_meta(database: Path, name: str) -> str:
    """Return a value of the file's table `meta`, "" for a file that is missing or of another kind."""
    if not database.is_file():
        return ""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as db:
            row = db.execute("select value from meta where name = ?", (name,)).fetchone()
    except sqlite3.DatabaseError:
        return ""
    return str(row[0]) if row else ""


def _build(database: Path, folder: Path, identity: str, on_replaced: OnReplaced | None) -> None:
    started = time.monotonic()
    draft = database.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    db = sqlite3.connect(draft)
    try:
        fill(db, folder)
        meta = {"fingerprint": identity, "schema": SCHEMA.read_text(encoding="utf-8"), "folder": str(folder)}
        db.executemany("insert into meta values (?, ?)", meta.items())
        db.commit()
    finally:
        db.close()
    if on_replaced and _is_older(database, draft):
        on_replaced(str(database), str(draft))
    os.replace(draft, database)
    log.info("data loaded folder=%s seconds=%.1f", folder.name, time.monotonic() - started)


def _is_older(database: Path, draft: Path) -> bool:
    """Return whether both files hold states of one data set, in the same tables."""
    return all(_read_meta(database, name) == _read_meta(draft, name) for name in ("schema", "folder"))


def fill(db: sqlite3.Connection, folder: Path) -> None:
    """Load everything in the folder into an empty database.

    Raises BrokenData.
    """
    reader = Reader(folder)
    try:
        _fill(db, reader)
    except (LookupError, TypeError, ValueError, AttributeError, sqlite3.Error) as error:
        raise BrokenData(f"{reader.place}: not in the format of the data set ({error!r}).") from error


def _fill(db: sqlite3.Connection, reader: "Reader") -> None:
    db.executescript("pragma journal_mode = off; pragma synchronous = off;")
    db.executescript(SCHEMA.read_text(encoding="utf-8"))
    for path in reader.paths("config/*.json"):
        body = json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)
        db.execute("insert into config values (?, ?)", (path.stem, body))
    departments = _find_departments(db)
    load_titles.load_places(db, {name: reader.lines(name) for name in load_titles.PLACE_FILES})
    load_titles.load_movies(db, reader.lines("movies"), departments)
    load_titles.load_shows(db, reader.lines("shows"), departments)
    load_titles.load_alternative_titles(db, reader.lines("alternative_titles"))
    load_titles.load_extras(db, reader.lines("releases"), reader.lines("providers"), reader.lines("reviews"))
    load_titles.load_screened(db, reader.lines("screened"))
    load_people.load_people(db, reader.lines("people"))
    for path in reader.paths("texts/*.jsonl"):
        kind, _, language = path.stem.partition(".")
        load_people.load_texts(db, kind, language, reader.read(path))
    load_people.index_all_names(db)
    similar.build_traits(db)


class Reader:
    """Reads the files of a data folder.

    `place` is the file, and the line in it, that was read last.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.place = folder.name

    def paths(self, pattern: str) -> Iterator[Path]:
        for path in sorted(self._folder.glob(pattern)):
            self.place = path.name
            yield path

    def lines(self, name: str) -> Iterator[JSON]:
        """Yield the objects of `name.jsonl` and of further files whose names begin with it."""
        for path in self.paths(f"{name}*.jsonl"):
            yield from self.read(path)

    def read(self, path: Path) -> Iterator[JSON]:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                self.place = f"{path.name}, line {number}"
                if line.strip():
                    yield self._parse_object(line)

    def _parse_object(self, line: str) -> JSON:
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BrokenData(f"{self.place}: {error}") from error
        if not isinstance(row, dict) or "id" not in row:
            raise BrokenData(f"{self.place}: an object with an id was expected.")
        return row


def _find_departments(db: sqlite3.Connection) -> dict[str, str]:
    """Return each job's department: the first that has it in TMDB's list of jobs."""
    row = db.execute("select body from config where name = 'configuration_jobs'").fetchone()
    departments: dict[str, str] = {}
    for department in json.loads(row[0]) if row else []:
        for job in department["jobs"]:
            departments.setdefault(job, department["department"])
    return departments

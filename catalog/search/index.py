"""Asking the file: prefix, words in any order, typos forgiven, the popular first."""

import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from catalog.search.build import BEST, VERSION
from catalog.search.normalize import asked, words
from catalog.search.spelling import corrections
from jobs import dispatch

log = logging.getLogger("catalog.search")

T = TypeVar("T")
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
LIMIT = 10
LOOKED_AT = 40  # of each query, before those that are called just so come to the front
LOOKED_THROUGH = 250  # titles whose words are compared here
MAX_TEXT = 200  # characters that are looked at
MAX_WORDS = 8
ARTICLES = frozenset(
    ("the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo", "o", "os")
)
LONG_ENOUGH = 4  # letters of a beginning that few words have
WELL_KNOWN = 300_000  # titles that are looked through for an id
BEST_KNOWN = 20_000  # titles among which a single letter looks


@dataclass(frozen=True, slots=True)
class Hit:
    """`other`: a name that it has besides, in English. `is_guess`: found by another spelling than the one typed."""

    kind: str
    id: int
    name: str
    year: str
    poster: str
    popularity: float
    other: str = ""
    is_guess: bool = False


class Index:
    """One connection a thread, on whatever file stands there now."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def _opened(self) -> sqlite3.Connection | None:
        """None while there is no file, or one of another layout."""
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return None
        identity = (os.getpid(), status.st_ino, status.st_mtime_ns)  # a connection is not for a forked child
        if getattr(self._local, "identity", None) != identity:
            self._local.identity, self._local.db = identity, self._connected()
        db: sqlite3.Connection | None = self._local.db
        return db

    def _connected(self) -> sqlite3.Connection | None:
        try:
            return _connected(self._path)
        except sqlite3.DatabaseError as error:
            self._failed(error)
            return None

    def _ask(self, question: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Return what the file answers; `otherwise` without one, or if it can't be read."""
        db = self._opened()
        if db is None:
            return otherwise
        try:
            return question(db)
        except sqlite3.DatabaseError as error:
            self._failed(error)
            return otherwise

    def _failed(self, error: sqlite3.DatabaseError) -> None:
        """Note that the file could not be asked. A damaged one goes, and a task makes another."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        log.error("search index unreadable reason=%s damaged=%s", error, code in DAMAGED)
        if code in DAMAGED:
            self._path.unlink(missing_ok=True)
            dispatch.in_background(_make_anew)

    @property
    def exists(self) -> bool:
        return self._opened() is not None

    def made_at(self) -> float:
        """Seconds since the epoch; 0 without a file."""
        return self._ask(lambda db: float(_meta(db, "made") or 0), 0.0)

    def size(self) -> int:
        return self._ask(lambda db: int(_meta(db, "titles") or 0), 0)

    def named(self, kind: str, ids: Sequence[int]) -> dict[int, Hit]:
        """Titles or people by their ids, of the better known."""
        return self._ask(lambda db: _named_by_id(db, kind, ids), {}) if ids else {}

    def find(self, text: str, limit: int = LIMIT, kinds: Iterable[str] = ()) -> list[Hit]:
        """The best titles for what has been typed so far; by other spellings where none fits as it stands."""
        wanted = asked(text[:MAX_TEXT])[:MAX_WORDS]
        return self._ask(lambda db: _found(db, wanted, text, limit, kinds), []) if wanted else []

    def meant(self, text: str) -> str:
        """Another spelling under which something is found; "" when the one typed will do, or none does."""
        wanted = asked(text[:MAX_TEXT])[:MAX_WORDS]
        return self._ask(lambda db: _meant(db, wanted), "") if wanted else ""


def _make_anew() -> None:
    dispatch.publish("jobs.tasks.run_job", "index")


def _connected(path: Path) -> sqlite3.Connection | None:
    """Return a connection; None to a file of another layout. Raises sqlite3.DatabaseError."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        db.execute("pragma mmap_size = 1073741824")
        db.execute("pragma query_only = on")
        if _meta(db, "version") == str(VERSION):
            return db
    except sqlite3.OperationalError:  # no such table
        pass
    except sqlite3.DatabaseError:
        db.close()
        raise
    db.close()
    return None


def _meta(db: sqlite3.Connection, name: str) -> str | None:
    row = db.execute("select value from meta where name = ?", (name,)).fetchone()
    return str(row[0]) if row and row[0] is not None else None


def _named_by_id(db: sqlite3.Connection, kind: str, ids: Sequence[int]) -> dict[int, Hit]:
    marks = ",".join("?" * len(ids))
    sql = f"select rank from title where rank <= {WELL_KNOWN} and kind = ? and id in ({marks})"  # noqa: S608
    ranks = [rank for (rank,) in db.execute(sql, (kind, *ids))]
    return {hit.id: hit for hit in _hits(db, ranks, len(ranks), (), is_guess=False)}


def _found(
    db: sqlite3.Connection, wanted: Sequence[Sequence[str]], text: str, limit: int, kinds: Iterable[str]
) -> list[Hit]:
    ranks = _matching(db, wanted)
    found = _hits(db, _called_so_first(db, ranks, text), limit, kinds, is_guess=False) if ranks else []
    if ranks and min(ranks) <= BEST_KNOWN:
        return found
    # Nothing, or nothing that many know: perhaps something else was meant.
    guessed = _guessed(db, wanted)
    if guessed and (not ranks or min(guessed) < min(ranks)):
        known = {(hit.kind, hit.id) for hit in found}
        guesses = _hits(db, guessed, limit, kinds, is_guess=True)
        found = found[: limit // 2] + [hit for hit in guesses if (hit.kind, hit.id) not in known]
    return found[:limit]


def _meant(db: sqlite3.Connection, wanted: Sequence[Sequence[str]]) -> str:
    if _matching(db, wanted):
        return ""
    found = _hits(db, _guessed(db, wanted), 1, (), is_guess=True)
    return found[0].name if found else ""


def _guessed(db: sqlite3.Connection, wanted: Sequence[Sequence[str]]) -> list[int]:
    """Ranks for the likeliest other spelling under which there is anything; what is called just so comes first."""
    for spelling in corrections(db, wanted):
        if ranks := _matching(db, spelling, hasty=True):
            likeliest = " ".join(spellings[0] for spellings in spelling)
            return _called_so_first(db, ranks, likeliest)
    return []


def _matching(db: sqlite3.Connection, wanted: Sequence[Sequence[str]], *, hasty: bool = False) -> list[int]:
    """Ranks of titles with all the words; the last word may go on. Whole words come first: alone, and only in the best
    known titles, if `hasty`."""
    *before, last = wanted
    if len(last) == 1 and len(last[0]) == 1 and last[0].isascii():
        return _with_letter(db, before, last[0])
    if hasty:
        ending = [*map(_any, before), _any(last, "*")]
        return _in_table(db, "best", _all(wanted), LOOKED_AT) or _in_table(db, "best", " AND ".join(ending), LOOKED_AT)
    found = _ranks(db, _all(wanted))
    if len(found) >= LOOKED_AT:
        return found
    return list(dict.fromkeys([*found, *_going_on(db, before, last)]))


def _going_on(db: sqlite3.Connection, before: Sequence[Sequence[str]], last: Sequence[str]) -> list[int]:
    """With a last word that may go on. A short beginning has many ends: where other words say which titles come into
    question, it is looked for in those of the less known."""
    match = " AND ".join([*map(_any, before), _any(last, "*")])
    if not before or min(map(len, last)) >= LONG_ENOUGH:
        return _ranks(db, match)
    found = _in_table(db, "best", match, LOOKED_AT)
    return found if len(found) >= LIMIT else found + _looked_through(db, "rest", before, last)[:LOOKED_AT]


def _with_letter(db: sqlite3.Connection, before: Sequence[Sequence[str]], letter: str) -> list[int]:
    """A last word of one letter, that every fifth title has a word with: looked for among the best of the others."""
    if not before:
        return _beginning_with(db, letter)
    found = _looked_through(db, "best", before, [letter])
    return found if len(found) >= LIMIT else found + _looked_through(db, "rest", before, [letter])


def _looked_through(
    db: sqlite3.Connection, table: str, before: Sequence[Sequence[str]], last: Sequence[str]
) -> list[int]:
    """Of the first titles with the other words those that have a word beginning like the last."""
    ranks = _in_table(db, table, _all(before), LOOKED_THROUGH)
    return [rank for rank, has in _words_of(db, ranks) if any(word.startswith(tuple(last)) for word in has)]


def _words_of(db: sqlite3.Connection, ranks: list[int]) -> Iterator[tuple[int, list[str]]]:
    for rank, name, other, _ in _named(db, ranks):
        yield rank, words(f"{name} {other or ''}")


def _beginning_with(db: sqlite3.Connection, letter: str) -> list[int]:
    """A single letter: what is called so, and of the best known what begins with it."""
    sql = f"select rank from title where rank <= {BEST_KNOWN} and name like ? order by rank limit {LOOKED_AT}"  # noqa: S608
    return list(dict.fromkeys([*_ranks(db, f'"{letter}"'), *(rank for (rank,) in db.execute(sql, (f"{letter}%",)))]))


def _all(wanted: Sequence[Sequence[str]]) -> str:
    return " AND ".join(map(_any, wanted))


def _any(spellings: Sequence[str], ending: str = "") -> str:
    return "(" + " OR ".join(f'"{one}"{ending}' for one in spellings) + ")"


def _ranks(db: sqlite3.Connection, match: str, limit: int = LOOKED_AT) -> list[int]:
    """The best first: those of the less known only where there are not enough others."""
    found = _in_table(db, "best", match, limit)
    return found if len(found) >= limit else found + _in_table(db, "rest", match, limit - len(found))


def _in_table(db: sqlite3.Connection, table: str, match: str, limit: int) -> list[int]:
    sql = f"select rowid from {table} where {table} match ? order by rowid limit ?"  # noqa: S608
    return [rank for (rank,) in db.execute(sql, (match, limit))]


def _called_so_first(db: sqlite3.Connection, ranks: list[int], text: str) -> list[int]:
    """Titles that are called just what was typed come first; the others keep to how popular they are."""
    typed, found = _without_article(words(text)), _named(db, ranks)
    exact = {
        rank
        for rank, name, other, _ in found
        if any(_without_article(words(one)) == typed for one in (name, other) if one)
    }
    known = {rank: popularity for rank, _, _, popularity in found}
    # Ranks beyond the best known are only the order of the files.
    return sorted(known, key=lambda rank: (rank not in exact, rank if rank <= BEST else BEST, -known[rank]))


def _without_article(found: list[str]) -> list[str]:
    return found[1:] if len(found) > 1 and found[0] in ARTICLES else found


def _named(db: sqlite3.Connection, ranks: list[int]) -> list[tuple[int, str, str | None, float]]:
    marks = ",".join("?" * len(ranks))
    sql = f"select rank, name, other, popularity from title where rank in ({marks}) order by rank"  # noqa: S608
    return db.execute(sql, ranks).fetchall()


def _hits(db: sqlite3.Connection, ranks: list[int], limit: int, kinds: Iterable[str], *, is_guess: bool) -> list[Hit]:
    marks = ",".join("?" * len(ranks))
    sql = f"select rank, kind, id, name, year, poster, popularity, other from title where rank in ({marks})"  # noqa: S608
    rows = {row[0]: row for row in db.execute(sql, ranks)}
    wanted = set(kinds)
    found = [rows[rank] for rank in ranks if rank in rows and (not wanted or rows[rank][1] in wanted)]
    return [
        Hit(kind, number, name, year or "", poster or "", popularity or 0.0, other or "", is_guess)
        for _, kind, number, name, year, poster, popularity, other in found[:limit]
    ]


def path() -> Path:
    return Path(settings.DATA_DIR) / "titles.sqlite3"


@cache
def index() -> Index:
    """Of this site."""
    return Index(path())

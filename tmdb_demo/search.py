"""Search by name: whole words and the beginnings of words, accents and case ignored, in all languages a thing has a
name in."""

import sqlite3
from collections.abc import Iterable

from tmdb_demo.folding import folded
from tmdb_demo.store import column, many

MAX_WORDS = 12  # of a query; nobody's title is longer than what these tell
MAX_FOUND = 10_000


def _match(text: str) -> str:
    """The words as an FTS5 query: all of them, each as a beginning. "" when there is no word in the text."""
    words = folded(text[:400]).split()[:MAX_WORDS]
    return " ".join(f'"{word}"*' for word in words)


def _found(db: sqlite3.Connection, text: str, kinds: Iterable[str]) -> list[tuple[str, int]]:
    """(kind, id), the best first: the whole name, then its beginning, then the better known."""
    match = _match(text)
    if not match:
        return []
    wanted = list(kinds)
    marks = ", ".join("?" * len(wanted))
    sql = f"select type, id, names from name_index where names match ? and type in ({marks}) limit {MAX_FOUND}"
    asked = folded(text[:400])
    found = many(db, sql, match, *wanted)
    known = _popularity(db)
    rows = [((row["type"], int(row["id"])), str(row["names"])) for row in found]
    rows.sort(key=lambda row: (_closeness(row[1], asked), -known.get(row[0], 0.0), row[0]))
    return [key for key, _ in rows]


ARTICLES = ("the ", "a ", "an ", "der ", "die ", "das ", "le ", "la ", "les ", "el ", "los ", "las ")


def _closeness(names: str, asked: str) -> int:
    """0 for the very name, 1 for its beginning. `names` holds all names in a row, without marks between them."""
    for article in ARTICLES:
        if not asked.startswith(article):
            names = names.removeprefix(article)
    if names == asked or names.startswith((f"{asked} {asked}", f"{asked} the {asked}")):
        return 0
    return 1 if names.startswith(asked) else 2


def _popularity(db: sqlite3.Connection) -> dict[tuple[str, int], float]:
    sql = """select 'movie' as type, id, popularity from movie union all select 'tv', id, popularity from tv
             union all select 'person', id, popularity from person"""
    return {(row["type"], row["id"]): row["popularity"] for row in db.execute(sql)}


def _ids(db: sqlite3.Connection, text: str, kind: str) -> list[int]:
    return [number for _, number in _found(db, text, [kind])]


def movies(
    db: sqlite3.Connection,
    text: str,
    *,
    year: int | None = None,
    primary_release_year: int | None = None,
    region: str | None = None,
) -> list[int]:
    """`year` fits any release of the film, in the region if one is given; `primary_release_year` only the first."""
    found = _ids(db, text, "movie")
    if primary_release_year:
        found = _kept(db, found, "select id from movie where substr(release_date, 1, 4) = ?", str(primary_release_year))
    if year:
        sql = """select id from movie where substr(release_date, 1, 4) = ? union
                 select movie_id from release where substr(date, 1, 4) = ? and country = ?"""
        found = _kept(db, found, sql, str(year), str(year), region or "")
    return found


def shows(
    db: sqlite3.Connection, text: str, *, year: int | None = None, first_air_date_year: int | None = None
) -> list[int]:
    """`year` fits any episode, `first_air_date_year` only the first."""
    found = _ids(db, text, "tv")
    if first_air_date_year:
        found = _kept(db, found, "select id from tv where substr(first_air_date, 1, 4) = ?", str(first_air_date_year))
    if year:
        found = _kept(db, found, "select tv_id from episode where substr(air_date, 1, 4) = ?", str(year))
    return found


def _kept(db: sqlite3.Connection, found: list[int], sql: str, *values: str) -> list[int]:
    fitting = set(column(db, sql, *values))
    return [number for number in found if number in fitting]


def people(db: sqlite3.Connection, text: str) -> list[int]:
    return _ids(db, text, "person")


def collections(db: sqlite3.Connection, text: str) -> list[int]:
    return _ids(db, text, "collection")


def companies(db: sqlite3.Connection, text: str) -> list[int]:
    return _ids(db, text, "company")


def keywords(db: sqlite3.Connection, text: str) -> list[int]:
    return _ids(db, text, "keyword")


def multi(db: sqlite3.Connection, text: str) -> list[tuple[str, int]]:
    return _found(db, text, ["movie", "tv", "person"])

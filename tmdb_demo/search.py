"""Search by name: the beginnings of words, in any language a thing has a name in.

The index holds names as `folding.indexed` writes them; what is typed is folded the same way. The very name
comes first, then names that begin like the text, then the others; among equals the better known.
"""

import itertools
import sqlite3
from collections.abc import Iterator

from tmdb_demo import folding
from tmdb_demo.store import column, many

MAX_TEXT = 400
MAX_WORDS = 16  # what these tell apart is told apart
MAX_FOUND = 10_000

Found = tuple[str, int]

ARTICLES = (
    "the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "l", "un", "une", "el", "los", "las", "il",
    "lo", "gli", "o", "os", "as",
)  # fmt: skip

# How well known each is; for things without a popularity, by the titles they belong to.
_KNOWN = {
    "movie": "select id, popularity from movie",
    "tv": "select id, popularity from tv",
    "person": "select id, popularity from person",
    "collection": "select collection_id, count(*) from movie where collection_id is not null group by 1",
    "company": "select company_id, count(*) from title_company group by 1",
    "keyword": "select keyword_id, count(*) from title_keyword group by 1",
}


def movies(
    db: sqlite3.Connection,
    text: str,
    *,
    year: int | None = None,
    primary_release_year: int | None = None,
    region: str | None = None,
    include_adult: bool = False,
) -> list[int]:
    """`year` is that of the date shown: the one in the region, if the film has one there, else the primary one."""
    found = _ids(db, text, "movie")
    if not include_adult:
        found = _kept(db, found, "select id from movie where adult = 0")
    if primary_release_year:
        found = _kept(db, found, "select id from movie where release_date like ?", f"{primary_release_year:04d}-%")
    if year:
        there = "country = ? and type > 1 and date <> ''"
        sql = f"""select id from movie left join
                  (select movie_id, min(date) as day from release where {there} group by 1) on movie_id = id
                  where coalesce(day, release_date) like ?"""
        found = _kept(db, found, sql, region or "", f"{year:04d}-%")
    return found


def shows(
    db: sqlite3.Connection, text: str, *, year: int | None = None, first_air_date_year: int | None = None
) -> list[int]:
    """`year` is that of any episode, `first_air_date_year` that of the first."""
    found = _ids(db, text, "tv")
    if first_air_date_year:
        found = _kept(db, found, "select id from tv where first_air_date like ?", f"{first_air_date_year:04d}-%")
    if year:
        sql = "select id from tv where first_air_date like ?1 union select tv_id from episode where air_date like ?1"
        found = _kept(db, found, sql, f"{year:04d}-%")
    return found


def people(db: sqlite3.Connection, text: str) -> list[int]:
    return _ids(db, text, "person")


def collections(db: sqlite3.Connection, text: str) -> list[int]:
    return _ids(db, text, "collection")


def companies(db: sqlite3.Connection, text: str) -> list[int]:
    return _ids(db, text, "company")


def keywords(db: sqlite3.Connection, text: str) -> list[int]:
    return _ids(db, text, "keyword")


def multi(db: sqlite3.Connection, text: str) -> list[Found]:
    """Films, shows and people: ("movie" | "tv" | "person", id)."""
    return _found(db, text, "movie", "tv", "person")


def _ids(db: sqlite3.Connection, text: str, kind: str) -> list[int]:
    return [number for _, number in _found(db, text, kind)]


def _kept(db: sqlite3.Connection, found: list[int], sql: str, *values: str) -> list[int]:
    if not found:
        return found
    fitting = set(column(db, sql, *values))
    return [number for number in found if number in fitting]


def _found(db: sqlite3.Connection, text: str, *kinds: str) -> list[Found]:
    words = folding.folded(text[:MAX_TEXT]).split()[:MAX_WORDS]
    if not words:
        return []
    scored = [row for kind in kinds for row in _ranked(db, words, kind)]
    return [key for _, _, key in sorted(scored)]


def _ranked(db: sqlite3.Connection, words: list[str], kind: str) -> Iterator[tuple[int, float, Found]]:
    """(rank, popularity below zero, (kind, id)) of everything of a kind that fits."""
    sql = f"""with known (id, popularity) as ({_KNOWN[kind]})
              select n.id, n.names, coalesce(known.popularity, 0) from name_index n left join known on known.id = n.id
              where n.names match ? and n.type = ? order by 3 desc limit {MAX_FOUND}"""
    asked = " ".join(words)
    for number, names, popularity in many(db, sql, _match(words), kind):
        yield _rank(str(names), asked), -popularity, (kind, int(number))


def _match(words: list[str]) -> str:
    """In FTS5's language: every word as a beginning; characters written without blanks next to each other."""
    phrases: list[str] = []
    for together, several in itertools.groupby(words, key=folding.alone):
        group = list(several)
        phrases += [" ".join(group)] if together else group
    return " ".join(f'"{phrase}"*' for phrase in phrases)


def _rank(names: str, asked: str) -> int:
    """0: one of the names; 1: but for its article; 2: how one begins; 3: somewhere in them."""
    row = f"| {names} |"
    if f"| {asked} |" in row:
        return 0
    if any(f"| {article} {asked} |" in row for article in ARTICLES):
        return 1
    if f"| {asked}" in row or f"| the {asked}" in row:
        return 2
    return 3

"""Search by the beginnings of words in names, in any language in which a thing has a name.

The index holds names as `folding.index_names` writes them; a query is folded the same way. Exact names come first, then
names that begin with the query, then the others; within each group the more popular ones.
"""

import itertools
import sqlite3
from collections.abc import Iterator

from tmdb_demo import folding
from tmdb_demo.store import fetch_column, fetch_rows

MAX_TEXT = 400
MAX_WORDS = 16  # further words are ignored
MAX_MATCHES = 10_000

Match = tuple[str, int]

ARTICLES = (
    "the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "l", "un", "une", "el", "los", "las", "il",
    "lo", "gli", "o", "os", "as",
)  # fmt: skip

# The popularity of each thing, or the number of its titles where it has no popularity.
_POPULARITY = {
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
    """Return the ids of films.

    `year` is that of the film's date in the region, or else of the primary one.
    """
    ids = _search_ids(db, text, "movie")
    if not include_adult:
        ids = _filter(db, ids, "select id from movie where adult = 0")
    if primary_release_year:
        ids = _filter(db, ids, "select id from movie where release_date like ?", f"{primary_release_year:04d}-%")
    if year:
        there = "country = ? and type > 1 and date <> ''"
        sql = f"""select id from movie left join
                  (select movie_id, min(date) as day from release where {there} group by 1) on movie_id = id
                  where coalesce(day, release_date) like ?"""
        ids = _filter(db, ids, sql, region or "", f"{year:04d}-%")
    return ids


def shows(
    db: sqlite3.Connection, text: str, *, year: int | None = None, first_air_date_year: int | None = None
) -> list[int]:
    """Return the ids of shows.

    `year` is that of any episode, `first_air_date_year` that of the first.
    """
    ids = _search_ids(db, text, "tv")
    if first_air_date_year:
        ids = _filter(db, ids, "select id from tv where first_air_date like ?", f"{first_air_date_year:04d}-%")
    if year:
        sql = "select id from tv where first_air_date like ?1 union select tv_id from episode where air_date like ?1"
        ids = _filter(db, ids, sql, f"{year:04d}-%")
    return ids


def people(db: sqlite3.Connection, text: str) -> list[int]:
    return _search_ids(db, text, "person")


def collections(db: sqlite3.Connection, text: str) -> list[int]:
    return _search_ids(db, text, "collection")


def companies(db: sqlite3.Connection, text: str) -> list[int]:
    return _search_ids(db, text, "company")


def keywords(db: sqlite3.Connection, text: str) -> list[int]:
    return _search_ids(db, text, "keyword")


def multi(db: sqlite3.Connection, text: str) -> list[Match]:
    """Return ("movie" | "tv" | "person", id) of films, shows and people."""
    return _search(db, text, "movie", "tv", "person")


def _search_ids(db: sqlite3.Connection, text: str, kind: str) -> list[int]:
    return [number for _, number in _search(db, text, kind)]


def _filter(db: sqlite3.Connection, ids: list[int], sql: str, *values: str) -> list[int]:
    if not ids:
        return ids
    matching = set(fetch_column(db, sql, *values))
    return [number for number in ids if number in matching]


def _search(db: sqlite3.Connection, text: str, *kinds: str) -> list[Match]:
    words = folding.fold(text[:MAX_TEXT]).split()[:MAX_WORDS]
    if not words:
        return []
    scored = [row for kind in kinds for row in _rank_matches(db, words, kind)]
    return [key for _, _, key in sorted(scored)]


def _rank_matches(db: sqlite3.Connection, words: list[str], kind: str) -> Iterator[tuple[int, float, Match]]:
    """Yield (rank, negative popularity, (kind, id)) for all matches of a kind."""
    sql = f"""with fame (id, popularity) as ({_POPULARITY[kind]})
              select n.id, n.names, coalesce(fame.popularity, 0) from name_index n left join fame on fame.id = n.id
              where n.names match ? and n.type = ? order by 3 desc limit {MAX_MATCHES}"""
    text = " ".join(words)
    for number, names, popularity in fetch_rows(db, sql, _build_query(words), kind):
        yield _rank(str(names), text), -popularity, (kind, int(number))


def _build_query(words: list[str]) -> str:
    """Return the query in the language of FTS5.

    Every word is a prefix; characters that are written without blanks stand next to each other in a phrase.
    """
    phrases: list[str] = []
    for is_unspaced, group in itertools.groupby(words, key=folding.is_unspaced):
        neighbours = list(group)
        phrases += [" ".join(neighbours)] if is_unspaced else neighbours
    return " ".join(f'"{phrase}"*' for phrase in phrases)


def _rank(names: str, text: str) -> int:
    """Return how well names fit a text, from 0 to 3.

    0: one of the names is the text; 1: it is, but for its article; 2: one begins with it; 3: it is somewhere in them.
    """
    row = f"| {names} |"
    if f"| {text} |" in row:
        return 0
    if any(f"| {article} {text} |" in row for article in ARTICLES):
        return 1
    if f"| {text}" in row or f"| the {text}" in row:
        return 2
    return 3

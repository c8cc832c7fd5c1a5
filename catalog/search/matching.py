"""Matching a query: prefix, words in any order, typos forgiven, the popular first.

A query is a list of words, each with the spellings that would do (`normalize.parse_query`). Titles are known by their
rank; `best` and `rest` are the indexes of the best known titles and of all others (`build`).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from catalog.search.build import BEST_SIZE
from catalog.search.normalize import split_words
from catalog.search.spelling import Query, correct_query

DEFAULT_LIMIT = 10
MATCH_LIMIT = 40  # titles of each match, before those that have exactly the name come to the front
SCAN_LIMIT = 250  # titles whose words are compared here
ARTICLES = frozenset(
    ("the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo", "o", "os")
)
LONG_BEGINNING = 4  # letters of a beginning that few words have
MAX_RANK_BY_ID = 300_000  # titles that are looked through for an id
FAMOUS_RANK = 20_000  # up to which a title is known to many


@dataclass(frozen=True, slots=True)
class Hit:
    """A title or person. `other`: another name, in English. `is_guess`: it matches another spelling than was typed."""

    kind: str
    id: int
    name: str
    year: str
    poster: str
    popularity: float
    other: str = ""
    is_guess: bool = False


def find_hits(db: sqlite3.Connection, query: Query, text: str, limit: int, kinds: Iterable[str]) -> list[Hit]:
    """Return the best hits for a query; other spellings help out where nothing that many know matches."""
    ranks = _match(db, query)
    hits = _load_hits(db, _exact_names_first(db, ranks, text), limit, kinds, is_guess=False) if ranks else []
    if ranks and min(ranks) <= FAMOUS_RANK:
        return hits
    guessed = _match_corrected(db, query)
    if guessed and (not ranks or min(guessed) < min(ranks)):
        keys = {(hit.kind, hit.id) for hit in hits}
        guesses = _load_hits(db, guessed, limit, kinds, is_guess=True)
        hits = hits[: limit // 2] + [hit for hit in guesses if (hit.kind, hit.id) not in keys]
    return hits[:limit]


def suggest_name(db: sqlite3.Connection, query: Query) -> str:
    """Return the name of the title that was probably meant; "" where the query matches as it is, or none does."""
    if _match(db, query):
        return ""
    hits = _load_hits(db, _match_corrected(db, query), 1, (), is_guess=True)
    return hits[0].name if hits else ""


def find_by_ids(db: sqlite3.Connection, kind: str, ids: Sequence[int]) -> dict[int, Hit]:
    """Return the better known titles or people among some, by their ids."""
    marks = ",".join("?" * len(ids))
    sql = f"select rank from title where rank <= {MAX_RANK_BY_ID} and kind = ? and id in ({marks})"  # noqa: S608
    ranks = [rank for (rank,) in db.execute(sql, (kind, *ids))]
    return {hit.id: hit for hit in _load_hits(db, ranks, len(ranks), (), is_guess=False)}


def _match_corrected(db: sqlite3.Connection, query: Query) -> list[int]:
    """Return ranks for the likeliest other spelling that matches anything, exact names first."""
    for correction in correct_query(db, query):
        if ranks := _match_in_best(db, correction):
            likeliest = " ".join(spellings[0] for spellings in correction)
            return _exact_names_first(db, ranks, likeliest)
    return []


def _match_in_best(db: sqlite3.Connection, query: Query) -> list[int]:
    """Return ranks of the best known titles with all the words; only where there are none, the last word may go on."""
    *before, last = query
    if _is_single_letter(last):
        return _match_with_letter(db, before, last[0])
    return _query_table(db, "best", _all_of(query), MATCH_LIMIT) or _query_table(
        db, "best", _with_beginning(before, last), MATCH_LIMIT
    )


def _match(db: sqlite3.Connection, query: Query) -> list[int]:
    """Return ranks of titles with all the words; the last word may go on, but whole words come first."""
    *before, last = query
    if _is_single_letter(last):
        return _match_with_letter(db, before, last[0])
    ranks = _query_both(db, _all_of(query))
    if len(ranks) >= MATCH_LIMIT:
        return ranks
    return list(dict.fromkeys([*ranks, *_match_with_beginning(db, before, last)]))


def _is_single_letter(spellings: Sequence[str]) -> bool:
    return len(spellings) == 1 and len(spellings[0]) == 1 and spellings[0].isascii()


def _match_with_beginning(db: sqlite3.Connection, before: Query, last: Sequence[str]) -> list[int]:
    """Return ranks of titles whose last word may go on.

    A short beginning has many ends: where other words say which of the less known titles are in question, their words
    are compared one by one.
    """
    match = _with_beginning(before, last)
    if not before or min(map(len, last)) >= LONG_BEGINNING:
        return _query_both(db, match)
    ranks = _query_table(db, "best", match, MATCH_LIMIT)
    return ranks if len(ranks) >= DEFAULT_LIMIT else ranks + _scan(db, "rest", before, last)[:MATCH_LIMIT]


def _match_with_letter(db: sqlite3.Connection, before: Query, letter: str) -> list[int]:
    """Return ranks of titles with a word that begins with a letter, which every fifth title has.

    It is looked for among the best of those with the other words.
    """
    if not before:
        return _match_letter_alone(db, letter)
    ranks = _scan(db, "best", before, [letter])
    return ranks if len(ranks) >= DEFAULT_LIMIT else ranks + _scan(db, "rest", before, [letter])


def _match_letter_alone(db: sqlite3.Connection, letter: str) -> list[int]:
    """Return ranks of titles that a letter is a word of, and of famous ones that begin with it."""
    sql = f"select rank from title where rank <= {FAMOUS_RANK} and name like ? order by rank limit {MATCH_LIMIT}"  # noqa: S608
    beginning = [rank for (rank,) in db.execute(sql, (f"{letter}%",))]
    return list(dict.fromkeys([*_query_both(db, f'"{letter}"'), *beginning]))


def _scan(db: sqlite3.Connection, table: str, before: Query, last: Sequence[str]) -> list[int]:
    """Return, of the first titles with the other words, the ranks of those with a word that begins like the last."""
    ranks = _query_table(db, table, _all_of(before), SCAN_LIMIT)
    return [rank for rank, words in _load_words(db, ranks) if any(word.startswith(tuple(last)) for word in words)]


def _load_words(db: sqlite3.Connection, ranks: list[int]) -> Iterator[tuple[int, list[str]]]:
    for rank, name, other, _ in _load_names(db, ranks):
        yield rank, split_words(f"{name} {other or ''}")


def _all_of(query: Query) -> str:
    return " AND ".join(map(_any_of, query))


def _with_beginning(before: Query, last: Sequence[str]) -> str:
    return " AND ".join([*map(_any_of, before), _any_of(last, "*")])


def _any_of(spellings: Sequence[str], ending: str = "") -> str:
    return "(" + " OR ".join(f'"{spelling}"{ending}' for spelling in spellings) + ")"


def _query_both(db: sqlite3.Connection, match: str) -> list[int]:
    """Return ranks that match, those of the less known titles only where there are not enough others."""
    ranks = _query_table(db, "best", match, MATCH_LIMIT)
    return ranks if len(ranks) >= MATCH_LIMIT else ranks + _query_table(db, "rest", match, MATCH_LIMIT - len(ranks))


def _query_table(db: sqlite3.Connection, table: str, match: str, limit: int) -> list[int]:
    sql = f"select rowid from {table} where {table} match ? order by rowid limit ?"  # noqa: S608
    return [rank for (rank,) in db.execute(sql, (match, limit))]


def _exact_names_first(db: sqlite3.Connection, ranks: list[int], text: str) -> list[int]:
    """Return the ranks with titles that have exactly the typed name in front; the others stay sorted by popularity."""
    typed, rows = _without_article(split_words(text)), _load_names(db, ranks)
    exact = {
        rank
        for rank, name, other, _ in rows
        if any(_without_article(split_words(variant)) == typed for variant in (name, other) if variant)
    }
    popularity = {row[0]: row[3] for row in rows}
    # Ranks beyond the best known are only the order of the files.
    return sorted(popularity, key=lambda rank: (rank not in exact, min(rank, BEST_SIZE), -popularity[rank]))


def _without_article(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def _load_names(db: sqlite3.Connection, ranks: list[int]) -> list[tuple[int, str, str | None, float]]:
    marks = ",".join("?" * len(ranks))
    sql = f"select rank, name, other, popularity from title where rank in ({marks}) order by rank"  # noqa: S608
    return db.execute(sql, ranks).fetchall()


def _load_hits(
    db: sqlite3.Connection, ranks: list[int], limit: int, kinds: Iterable[str], *, is_guess: bool
) -> list[Hit]:
    """Return the hits of some kinds, or of all, in the order of their ranks in the list."""
    marks = ",".join("?" * len(ranks))
    sql = f"select rank, kind, id, name, year, poster, popularity, other from title where rank in ({marks})"  # noqa: S608
    rows = {row[0]: row for row in db.execute(sql, ranks)}
    allowed = set(kinds)
    chosen = [rows[rank] for rank in ranks if rank in rows and (not allowed or rows[rank][1] in allowed)]
    return [
        Hit(kind, tmdb_id, name, year or "", poster or "", popularity or 0.0, other or "", is_guess)
        for _, kind, tmdb_id, name, year, poster, popularity, other in chosen[:limit]
    ]

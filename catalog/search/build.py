"""Building the index file: beside the old one, put in its place when it is whole.

`rank` is the place by popularity, so that the best come first without sorting. Only the best known titles are held in
memory and sorted; all others go straight through, in the order in which they come, and are sorted when they match.
The words of the best known are in an index of their own, with the beginnings of words: what is looked for most is
quickest to find, and building stays quick. `term` has their words, each with the first rank that it stands in: the
spelling is corrected by them.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType

from catalog.search.normalize import index_text

VERSION = 2  # of the file's layout: another one is not read

TitleRow = tuple[str, int, str, float]  # kind, id, name, popularity
WeightedRow = tuple[float, TitleRow]
ChartRow = tuple[str, int, str, str, str]  # kind, id, another name, year, poster's path
ReportStep = Callable[[str, int, int], None]  # step, done, total; 0 where that is not known
WORDS, SPELLINGS = "Words", "Spellings"
BATCH_SIZE = 20_000  # titles between two reports
BEST_SIZE = 15 * BATCH_SIZE  # titles that most people look for: found by two letters, and by other spellings

_SCHEMA = """
create table best_title (
  rank integer primary key, kind text, id integer, name text, popularity real, other text, year text, poster text
);
create table other_title (rank integer primary key, kind text, id integer, name text, popularity real);
create view title as
  select * from best_title
  union all select rank, kind, id, name, popularity, null, null, null from other_title;
create virtual table best using fts5 (
  names, content = '', detail = none, columnsize = 0, prefix = '2 3', tokenize = 'ascii'
);
create virtual table rest using fts5 (names, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
create table term (term text primary key, best integer) without rowid;
create table meta (name text primary key, value text);
"""
# People are better known than their films to TMDB's popularity: they stand behind titles as popular as they are.
WEIGHTS = {"movie": 1.0, "tv": 0.8, "person": 0.5}
# The index is written in one piece, without merging on the way.
_UNMERGED = """
insert into best (best, rank) values ('automerge', 0);
insert into best (best, rank) values ('hashsize', 16777216);
insert into rest (rest, rank) values ('automerge', 0);
insert into rest (rest, rank) values ('hashsize', 16777216);
"""
_TERMS = """
create virtual table temp.vocabulary using fts5vocab('main', 'best', 'instance');
insert into term select term, min(doc) from temp.vocabulary group by term;
drop table temp.vocabulary;
"""


@dataclass(frozen=True)
class BuildResult:
    """How many titles the file has, how long it took, and how large it is."""

    titles: int
    seconds: float
    bytes: int


def build(
    target: Path,
    rows: Iterable[TitleRow],
    chart_rows: Iterable[ChartRow] = (),
    report: ReportStep = lambda step, done, total: None,
) -> BuildResult:
    """Build the file. Raises whatever the rows raise; the old file stays then."""
    started = time.monotonic()
    draft = target.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(_open_draft(draft)) as db:
            titles = _fill(db, rows, chart_rows, report)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return BuildResult(titles, time.monotonic() - started, target.stat().st_size)


def _open_draft(draft: Path) -> sqlite3.Connection:
    db = sqlite3.connect(draft, isolation_level=None)
    db.executescript(
        "pragma page_size = 16384; pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -65536;"
    )
    return db


def _fill(db: sqlite3.Connection, rows: Iterable[TitleRow], chart_rows: Iterable[ChartRow], report: ReportStep) -> int:
    """Write everything in one transaction, and return the number of titles."""
    _execute_all(db, _SCHEMA)
    db.execute("begin")
    _execute_all(db, _UNMERGED)
    best: list[WeightedRow] = []
    others = _write_others(db, iter(rows), best)
    details = {(kind, tmdb_id): rest for kind, tmdb_id, *rest in chart_rows}
    for done in range(0, len(best), BATCH_SIZE):
        report(WORDS, done, len(best))
        _insert(db, "best_title", "best", done, [row for _, row in best[done : done + BATCH_SIZE]], details)
    report(SPELLINGS, 0, 0)
    _execute_all(db, _TERMS)
    meta = {"version": VERSION, "made": int(time.time()), "titles": others + len(best)}
    db.executemany("insert into meta values (?, ?)", [(name, str(value)) for name, value in meta.items()])
    db.execute("commit")
    return meta["titles"]


def _write_others(db: sqlite3.Connection, rows: Iterator[TitleRow], best: list[WeightedRow]) -> int:
    """Write all but the best known, which are collected in `best`; return how many were written."""
    rank = BEST_SIZE
    db.execute("insert into other_title (rank) values (?)", (BEST_SIZE,))  # SQLite counts on from here
    for others in _split_best(rows, best):
        rank = _insert(db, "other_title", "rest", rank, others)
    db.execute("delete from other_title where rank = ?", (BEST_SIZE,))
    return rank - BEST_SIZE


def _split_best(rows: Iterator[TitleRow], best: list[WeightedRow]) -> Iterator[list[TitleRow]]:
    """Collect the best known in `best`, the best first, and yield the others."""
    minimum = -1.0
    while batch := list(islice(rows, BATCH_SIZE)):
        weighted = [(row[3] * WEIGHTS[row[0]], row) for row in batch]
        best += [pair for pair in weighted if pair[0] > minimum]
        yield [row for weight, row in weighted if weight <= minimum]
        if len(best) > BEST_SIZE * 1.25:
            yield _cut(best)
            minimum = best[-1][0]
    yield _cut(best)


def _cut(best: list[WeightedRow]) -> list[TitleRow]:
    """Sort `best`, remove what is too much, and return that; of equals those that came first stay."""
    best.sort(key=itemgetter(0), reverse=True)
    others = [row for _, row in best[BEST_SIZE:]]
    del best[BEST_SIZE:]
    return others


def _insert(
    db: sqlite3.Connection,
    title_table: str,
    word_table: str,
    rank: int,
    rows: Sequence[TitleRow],
    details: Mapping[tuple[str, int], Sequence[str]] = MappingProxyType({}),
) -> int:
    """Insert titles and their words in the ranks behind `rank`, and return the last one.

    `details`: other name, year, poster, by kind and id.
    """
    ranks = range(rank + 1, rank + 1 + len(rows))
    db.executemany(f"insert into {title_table} (kind, id, name, popularity) values (?, ?, ?, ?)", rows)  # noqa: S608
    texts = [row[2] if row[2].isascii() else index_text(row[2]) for row in rows]  # FTS5 parts and lowers ASCII itself
    for place, row in enumerate(rows) if details else ():
        if facts := details.get(row[:2]):
            other = None if facts[0] == row[2] else facts[0]
            texts[place] += f" {index_text(other or '')}"
            db.execute(
                f"update {title_table} set other = ?, year = ?, poster = ? where rank = ?",  # noqa: S608
                (other, *facts[1:], ranks[place]),
            )
    db.executemany(f"insert into {word_table} (rowid, names) values (?, ?)", zip(ranks, texts, strict=True))  # noqa: S608
    return rank + len(rows)


def _execute_all(db: sqlite3.Connection, statements: str) -> None:
    """Execute statements without the commit that `executescript` begins with."""
    for statement in statements.strip().removesuffix(";").split(";\n"):
        db.execute(statement)

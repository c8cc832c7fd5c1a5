"""Making the file: beside the old one, put in its place when it is whole.

`rank` is the place by popularity, so that the best come first without sorting. Only the best known are held in memory
and sorted; all others go straight through, in the order in which they come, and are told apart when they are found.
The words of the best known are in an index of their own, with the beginnings of words: what is looked for most is
quickest to find, and building stays quick. `term` has their words, each with the first rank that it stands in: typos
are looked up there.
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

from catalog.search.normalize import indexed

VERSION = 2  # of the file's layout: another one is not read

Row = tuple[str, int, str, float]  # kind, id, name, popularity
Weighed = tuple[float, Row]
Known = tuple[str, int, str, str, str]  # kind, id, another name, year, poster's path
Progress = Callable[[str, int, int], None]  # step, done, total; 0 where that is not known
WORDS, SPELLINGS = "Words", "Spellings"
AT_ONCE = 20_000  # titles between two signs of progress
BEST = 15 * AT_ONCE  # titles that most people look for: found by two letters, and by other spellings

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
# All in one piece, without merging on the way.
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
class Built:
    titles: int
    seconds: float
    bytes: int


def build(
    target: Path, rows: Iterable[Row], known: Iterable[Known] = (), tell: Progress = lambda step, done, total: None
) -> Built:
    """Raises whatever the rows raise; the old file stays then."""
    started = time.monotonic()
    draft = target.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(_opened(draft)) as db:
            titles = _fill(db, rows, known, tell)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return Built(titles, time.monotonic() - started, target.stat().st_size)


def _opened(draft: Path) -> sqlite3.Connection:
    db = sqlite3.connect(draft, isolation_level=None)
    db.executescript(
        "pragma page_size = 16384; pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -65536;"
    )
    return db


def _fill(db: sqlite3.Connection, rows: Iterable[Row], known: Iterable[Known], tell: Progress) -> int:
    """The number of titles."""
    _run(db, _SCHEMA)
    db.execute("begin")
    _run(db, _UNMERGED)
    best: list[Weighed] = []
    rank = BEST
    db.execute("insert into other_title (rank) values (?)", (BEST,))  # the others are counted on from here
    for others in _others(iter(rows), best):
        rank = _put(db, "other_title", "rest", rank, others)
    db.execute("delete from other_title where rank = ?", (BEST,))
    about = {(kind, number): rest for kind, number, *rest in known}
    for done in range(0, len(best), AT_ONCE):
        tell(WORDS, done, len(best))
        _put(db, "best_title", "best", done, [row for _, row in best[done : done + AT_ONCE]], about)
    tell(SPELLINGS, 0, 0)
    _run(db, _TERMS)
    said = {"version": VERSION, "made": int(time.time()), "titles": rank - BEST + len(best)}
    db.executemany("insert into meta values (?, ?)", [(name, str(value)) for name, value in said.items()])
    db.execute("commit")
    return said["titles"]


def _others(rows: Iterator[Row], best: list[Weighed]) -> Iterator[list[Row]]:
    """Keeps the best known in `best`, the best first, and lets the others through."""
    least = -1.0
    while some := list(islice(rows, AT_ONCE)):
        weighed = [(row[3] * WEIGHTS[row[0]], row) for row in some]
        best += [one for one in weighed if one[0] > least]
        yield [row for weight, row in weighed if weight <= least]
        if len(best) > BEST * 1.25:
            yield _cut(best)
            least = best[-1][0]
    yield _cut(best)


def _cut(best: list[Weighed]) -> list[Row]:
    """Sorts, and takes away what is too much; of equals those that came first stay."""
    best.sort(key=itemgetter(0), reverse=True)
    others = [row for _, row in best[BEST:]]
    del best[BEST:]
    return others


def _put(
    db: sqlite3.Connection,
    table: str,
    words: str,
    rank: int,
    rows: Sequence[Row],
    about: Mapping[tuple[str, int], Sequence[str]] = MappingProxyType({}),
) -> int:
    """Titles and their words, in the ranks behind `rank`; the last of them. `about`: other name, year, poster."""
    ranks = range(rank + 1, rank + 1 + len(rows))
    db.executemany(f"insert into {table} (kind, id, name, popularity) values (?, ?, ?, ?)", rows)  # noqa: S608
    spelled = [row[2] if row[2].isascii() else indexed(row[2]) for row in rows]  # FTS5 parts and lowers ASCII itself
    for place, row in enumerate(rows) if about else ():
        if told := about.get(row[:2]):
            other = None if told[0] == row[2] else told[0]
            spelled[place] += f" {indexed(other or '')}"
            db.execute(
                f"update {table} set other = ?, year = ?, poster = ? where rank = ?",  # noqa: S608
                (other, *told[1:], ranks[place]),
            )
    db.executemany(f"insert into {words} (rowid, names) values (?, ?)", zip(ranks, spelled, strict=True))  # noqa: S608
    return rank + len(rows)


def _run(db: sqlite3.Connection, statements: str) -> None:
    """As `executescript`, which would commit."""
    for statement in statements.strip().removesuffix(";").split(";\n"):
        db.execute(statement)

"""Making the file: beside the old one, put in its place when it is whole.

`rowid` is a title's rank by popularity, so that the best come first without sorting. Rows pass through; nothing of
their number is held in memory. `term` has every word with the best rank that it stands in: typos are looked up there.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from catalog.instant.folding import indexed

# People are better known than their films to TMDB's popularity: they stand behind titles as popular as they are.
WEIGHTS = {"movie": 1.0, "tv": 0.8, "person": 0.5}
VERSION = 1  # of the file's layout: another one is not read

Row = tuple[str, int, str, float]  # kind, id, name, popularity
Known = tuple[str, int, str, str, str]  # kind, id, another name, year, poster's path
Progress = Callable[[int], None]

_SCHEMA = """
create table raw (kind text, id integer, name text, spelling text, popularity real);
create table known (
  kind text, id integer, name text, year text, poster text, primary key (kind, id)
) without rowid;
create table title (
  rank integer primary key, kind text, id integer, name text, year text, poster text, popularity real,
  spelling text
);
create virtual table words using fts5 (
  names, content = '', detail = none, columnsize = 0, prefix = '2 3', tokenize = 'ascii'
);
create table term (term text primary key, best integer) without rowid;
create table meta (name text primary key, value text);
"""
# The order of the ranks is that of the insertion.
_RANKED = """
insert into title (kind, id, name, year, poster, popularity, spelling)
select raw.kind, raw.id, raw.name, known.year, known.poster, raw.popularity,
       case when known.name is null then raw.spelling else coalesce(raw.spelling, raw.name) || ' ' || known.name end
from raw left join known on known.kind = raw.kind and known.id = raw.id
order by raw.popularity * case raw.kind when 'movie' then 1.0 when 'tv' then 0.8 else 0.5 end desc
"""
# Names in ASCII go in as they are: FTS5 parts and lowers them itself. All in one piece, without merging on the way.
_WORDS = """
insert into words (words, rank) values ('automerge', 0);
insert into words (words, rank) values ('hashsize', 67108864);
insert into words (rowid, names) select rank, coalesce(spelling, name) from title;
"""
_TERMS = """
create virtual table temp.vocabulary using fts5vocab('main', 'words', 'instance');
insert into term select term, min(doc) from temp.vocabulary group by term;
drop table temp.vocabulary;
"""


@dataclass(frozen=True)
class Built:
    titles: int
    seconds: float
    bytes: int


def build(
    target: Path, rows: Iterable[Row], known: Iterable[Known] = (), progress: Progress = lambda done: None
) -> Built:
    """Raises whatever the rows raise; the old file stays then."""
    started = time.monotonic()
    draft = target.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(_opened(draft)) as db:
            _fill(db, rows, known, progress)
            (titles,) = db.execute("select count(*) from title").fetchone()
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return Built(titles, time.monotonic() - started, target.stat().st_size)


def _opened(draft: Path) -> sqlite3.Connection:
    db = sqlite3.connect(draft, isolation_level=None)
    db.executescript("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -65536;")
    return db


def _fill(db: sqlite3.Connection, rows: Iterable[Row], known: Iterable[Known], progress: Progress) -> None:
    db.executescript(_SCHEMA)
    db.execute("begin")
    db.executemany("insert into raw values (?, ?, ?, ?, ?)", _spelled(rows, progress))
    db.executemany("insert or replace into known values (?, ?, ?, ?, ?)", _plain(known))
    for statements in (_RANKED, "drop table raw", _WORDS, _TERMS):
        for statement in statements.strip().split(";\n"):
            db.execute(statement)
    db.execute("drop table known")
    db.execute("insert into meta values ('version', ?), ('made', ?)", (str(VERSION), str(int(time.time()))))
    db.execute("commit")


def _spelled(rows: Iterable[Row], progress: Progress) -> Iterator[tuple[str, int, str, str | None, float]]:
    """With the words of what is not ASCII."""
    for number, (kind, identity, name, popularity) in enumerate(rows, start=1):
        yield kind, identity, name, None if name.isascii() else indexed(name), popularity
        if number % 20_000 == 0:
            progress(number)


def _plain(known: Iterable[Known]) -> Iterator[Known]:
    for kind, number, name, year, poster in known:
        yield kind, number, indexed(name), year, poster

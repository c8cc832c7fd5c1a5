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

from catalog.instant.folding import words

# People are better known than their films to TMDB's popularity: they stand behind titles as popular as they are.
WEIGHTS = {"movie": 1.0, "tv": 0.8, "person": 0.5}
VERSION = 1  # of the file's layout: another one is not read

Row = tuple[str, int, str, float]  # kind, id, name, popularity
Known = tuple[str, int, str, str, str]  # kind, id, another name, year, poster's path
Progress = Callable[[int], None]

_SCHEMA = """
create table raw (kind text, id integer, name text, popularity real);
create table known (
  kind text, id integer, name text, year text, poster text, primary key (kind, id)
) without rowid;
create table title (
  rank integer primary key, kind text, id integer, name text, year text, poster text, popularity real
);
create virtual table words using fts5 (
  names, content = '', detail = none, columnsize = 0, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0'
);
create table term (term text primary key, best integer) without rowid;
create table meta (name text primary key, value text);
"""
# The order of the ranks is that of the insertion.
_RANKED = """
insert into title (kind, id, name, year, poster, popularity)
select raw.kind, raw.id, raw.name, known.year, known.poster, raw.popularity
from raw left join known on known.kind = raw.kind and known.id = raw.id
order by raw.popularity * case raw.kind when 'movie' then 1.0 when 'tv' then 0.8 else 0.5 end desc
"""
# Plain names go in as they are: FTS5 parts and lowers them itself.
_WORDS = """
insert into words (rowid, names)
select rank, case when title.name glob '*[^ -~]*' then folded(title.name) else title.name end
             || coalesce(' ' || folded(known.name), '')
from title left join known on known.kind = title.kind and known.id = title.id
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
    db.create_function("folded", 1, lambda name: " ".join(words(name)) if name else name, deterministic=True)
    return db


def _fill(db: sqlite3.Connection, rows: Iterable[Row], known: Iterable[Known], progress: Progress) -> None:
    db.executescript(_SCHEMA)
    db.execute("begin")
    db.executemany("insert into raw values (?, ?, ?, ?)", _counted(rows, progress))
    db.executemany("insert or replace into known values (?, ?, ?, ?, ?)", known)
    db.execute(_RANKED)
    db.execute("drop table raw")
    db.execute(_WORDS)
    for statement in _TERMS.strip().split(";\n"):
        db.execute(statement)
    db.execute("create index title_of on title (kind, id)")
    db.execute("drop table known")
    db.execute("insert into meta values ('version', ?), ('made', ?)", (str(VERSION), str(int(time.time()))))
    db.execute("commit")


def _counted(rows: Iterable[Row], progress: Progress) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        yield row
        if number % 20_000 == 0:
            progress(number)

"""The instant search at TMDB's size: how long its file takes, how fast it answers, how many typos it forgives."""

import os
import random
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from multiprocessing import Process
from pathlib import Path

from benchmarks import catalogue
from catalog import exports, popularity
from catalog.instant.build import Row, build
from catalog.instant.index import Index

ASKED = 400  # queries of each kind
POPULAR = 20_000  # titles that people look for
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def run(scale: float) -> None:
    """`scale` 1 is TMDB's size; the generator's files are kept for the next run in the same folder."""
    today = datetime.now(UTC).date()
    sizes = {"movie": catalogue.FILMS, "tv": catalogue.SHOWS, "person": catalogue.PEOPLE}
    files = {kind: catalogue.write(kind, int(number * scale), today) for kind, number in sizes.items()}
    target = exports.folder().parent / "bench-titles.sqlite3"
    print(f"\nInstant search, {scale:g} of TMDB's size\n")
    raw = _raw(files["movie"], target.with_name("raw.sqlite3"))
    print(f"{'raw executemany of the films: the unit':50}{raw:8.1f} s")
    _measured("films: read, import, build", _films, files["movie"], target, raw)
    _measured("films, shows and people: read, import, build", _everything, files, target, raw)
    index = Index(target)
    print(f"{'titles in the file':50}{index.size():10,}{target.stat().st_size >> 20:8} MB")
    _answers(index, target)
    _points(files["movie"], today)


def _titles(path: Path, kind: str) -> Iterator[Row]:
    for row in exports.rows(path):
        if kind != "person" or (row.popularity or 0) > 0.6:
            yield kind, row.id, row.title, row.popularity or 0.0


def _raw(path: Path, target: Path) -> float:
    """Seconds to put the rows into a table, and nothing else."""
    rows = list(_titles(path, "movie"))
    target.unlink(missing_ok=True)
    db = sqlite3.connect(target, isolation_level=None)
    db.executescript("pragma journal_mode = off; pragma synchronous = off;")
    started = time.perf_counter()
    db.execute("begin")
    db.execute("create table raw (kind text, id integer, name text, popularity real)")
    db.executemany("insert into raw values (?, ?, ?, ?)", rows)
    db.execute("commit")
    took = time.perf_counter() - started
    db.close()
    target.unlink()
    return took


def _films(path: Path, target: Path) -> None:
    build(target, _titles(path, "movie"))


def _everything(files: dict[str, Path], target: Path) -> None:
    build(target, (row for kind, path in files.items() for row in _titles(path, kind)))


def _measured(name: str, work: Callable[..., None], source: object, target: Path, unit: float) -> None:
    """In a process of its own, to see what memory it takes."""
    started = time.perf_counter()
    process = Process(target=_told, args=(work, source, target))
    process.start()
    process.join()
    took = time.perf_counter() - started
    peak = int(target.with_suffix(".peak").read_text())
    print(f"{name:50}{took:8.1f} s{took / unit:7.1f} units{peak:6} MB at most")


def _told(work: Callable[..., None], source: object, target: Path) -> None:
    work(source, target)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    target.with_suffix(".peak").write_text(str(peak))
    os._exit(0)


def _answers(index: Index, path: Path) -> None:
    random_ = random.Random(7)
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    latin = [
        (rank, name)
        for rank, name in db.execute(f"select rank, name from title where rank <= {POPULAR} and kind <> 'person'")
        if name.isascii() and len(name) > 5
    ]
    chosen = random_.sample(latin, min(ASKED, len(latin)))
    plain = [name[: random_.randint(2, len(name))] for _, name in chosen]
    bare = _percentile(lambda text: _bare(db, text), plain)
    kept = _percentile(index.find, plain)
    mistyped = [(rank, _mistype(random_, name)) for rank, name in chosen]
    typos = _percentile(index.find, [text for _, text in mistyped])
    print(f"{'typing, p95: the bare query':50}{bare:8.2f} ms")
    print(f"{'typing, p95: as the site answers':50}{kept:8.2f} ms{kept / bare:7.1f} of it")
    print(f"{'typing with a typo, p95':50}{typos:8.2f} ms")
    ids = {
        rank: identity for rank, *identity in db.execute("select rank, kind, id from title where rank <= ?", (POPULAR,))
    }
    found = sum(ids[rank] in [[hit.kind, hit.id] for hit in index.find(text)] for rank, text in mistyped)
    print(f"{'typos forgiven, among the first ten':50}{found / len(mistyped):8.1%}")


def _bare(db: sqlite3.Connection, text: str) -> list[object]:
    tokens = [token for token in "".join(c if c.isalnum() else " " for c in text.lower()).split() if token]
    match = " ".join([*(f'"{token}"' for token in tokens[:-1]), f'"{tokens[-1]}"*'])
    sql = """select kind, id, name from (select rowid from words where words match ? order by rowid limit 10) w
             join title on title.rank = w.rowid"""
    return db.execute(sql, (match,)).fetchall()


def _percentile(action: Callable[[str], object], texts: list[str]) -> float:
    """Milliseconds that nineteen in twenty stay under."""
    times = []
    for text in texts:
        started = time.perf_counter()
        action(text)
        times.append((time.perf_counter() - started) * 1000)
    return sorted(times)[int(len(times) * 0.95)]


def _mistype(random_: random.Random, name: str) -> str:
    """One edit in a word of four letters or more: a letter missing, doubled, wrong, two swapped, or a blank."""
    places = [place for place in range(1, len(name) - 1) if name[place - 1 : place + 2].isalpha()]
    place = random_.choice(places or [1])
    match random_.randrange(5):
        case 0:
            return name[:place] + name[place + 1 :]
        case 1:
            return name[:place] + random_.choice(LETTERS) + name[place:]
        case 2:
            return name[:place] + random_.choice(LETTERS) + name[place + 1 :]
        case 3:
            return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    return name.replace(" ", "", 1) if " " in name else f"{name[:place]} {name[place:]}"


def _points(path: Path, today: date) -> None:
    started = time.perf_counter()
    points = popularity.points_of(exports.rows(path), set())
    took = time.perf_counter() - started
    print(f"{'a day of popularity: read, and the best chosen':50}{took:8.1f} s, {len(points):,} points of {today}")

"""The work of a morning at TMDB's size: how long the file for instant search takes, and what memory, and popularity.

Its unit is the time in which the same films go into a bare table.
"""

import sqlite3
import time
from datetime import date, timedelta
from pathlib import Path

from benchmarks.apart import measured
from catalog.datasets import index_source, popularity
from catalog.datasets.export_reader import read_popularity
from catalog.datasets.exports import Export
from catalog.search.build import build

DAYS = 30
TITLES, ALL = ("movie", "tv"), ("movie", "tv", "person")


def run(day: date, target: Path) -> None:
    unit, _ = measured(__name__, "raw", ("movie",), day, target.with_name("raw.sqlite3"))
    print(f"{'raw executemany of the films: the unit':50}{unit:8.1f} s")
    one_import, peak = measured(__name__, "built", ("movie",), day, target)
    _line("films: read, import, build", one_import, unit, peak)
    whole, peak = measured(__name__, "built", ALL, day, target)
    _line("films, shows and people: read, import, build", whole, unit, peak)
    choosing, writing, peak = measured(__name__, "points", TITLES, day)
    _line("popularity, 30 days of films and shows: written", writing, unit, peak)
    print(f"{'':50}{writing / one_import:8.2f} of the films' import")
    _line("the same, read from 30 exports as well", choosing + writing, unit, peak)
    print(f"{'':50}{(choosing + writing) / whole:8.2f} of the whole import")


def _line(name: str, took: float, unit: float, peak: float) -> None:
    print(f"{name:50}{took:8.1f} s{took / unit:7.1f} units{peak:6.0f} MB at most")


def _files(kinds: tuple[str, ...], day: date) -> list[Export]:
    return [Export(kind, day) for kind in kinds]


def raw(kinds: tuple[str, ...], day: date, target: Path) -> list[float]:
    """Seconds to put the rows into a table, and nothing else."""
    rows = list(index_source.read_titles(_files(kinds, day), -1.0))
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
    return [took]


def built(kinds: tuple[str, ...], day: date, target: Path) -> list[float]:
    """As the job does it."""
    started = time.perf_counter()
    files = _files(kinds, day)
    cutoff = index_source.person_cutoff(files)
    build(target, index_source.read_titles(files, cutoff))
    return [time.perf_counter() - started]


def points(kinds: tuple[str, ...], day: date) -> list[float]:
    """Seconds to read and choose, and to write: thirty days, of which each has the same files."""
    from django.core.management import call_command
    from django.db import transaction

    from catalog.models import PopularityPoint

    call_command("migrate", verbosity=0, interactive=False)
    PopularityPoint.objects.all().delete()
    club_ids = set(range(1, 1000))
    choosing = writing = 0.0
    for back in range(DAYS):
        for export in _files(kinds, day):
            started = time.perf_counter()
            chosen = popularity.select_points(read_popularity(export.path), club_ids)
            written = time.perf_counter()
            with transaction.atomic():
                popularity.store_points(export.kind, day - timedelta(days=back), chosen)
            choosing += written - started
            writing += time.perf_counter() - written
    return [choosing, writing]

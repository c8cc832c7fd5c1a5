"""The daily jobs at TMDB's size: time and memory of the file for instant search, and of popularity.

The unit is the time in which the same films go into a bare table.
"""

import sqlite3
import time
from datetime import date, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from benchmarks.processes import measure
from catalog.datasets import index_source, popularity
from catalog.datasets.export_reader import read_popularity
from catalog.datasets.exports import Export
from catalog.models import PopularityPoint
from catalog.search.build import build

DAYS = 30
TITLE_KINDS, ALL_KINDS = ("movie", "tv"), ("movie", "tv", "person")


def run(day: date, target: Path) -> None:
    unit, _ = measure(__name__, "insert_rows", ("movie",), day, target.with_name("raw.sqlite3"))
    print(f"{'raw executemany of the films: the unit':50}{unit:8.1f} s")
    films, peak = measure(__name__, "build_file", ("movie",), day, target)
    _print_line("films: read, import, build", films, unit, peak)
    everything, peak = measure(__name__, "build_file", ALL_KINDS, day, target)
    _print_line("films, shows and people: read, import, build", everything, unit, peak)
    choosing, writing, peak = measure(__name__, "store_points", TITLE_KINDS, day)
    _print_line("popularity, 30 days of films and shows: written", writing, unit, peak)
    print(f"{'':50}{writing / films:8.2f} of the films' import")
    _print_line("the same, read from 30 exports as well", choosing + writing, unit, peak)
    print(f"{'':50}{(choosing + writing) / everything:8.2f} of the whole import")


def _print_line(name: str, seconds: float, unit: float, peak: float) -> None:
    print(f"{name:50}{seconds:8.1f} s{seconds / unit:7.1f} units{peak:6.0f} MB at most")


def _list_exports(kinds: tuple[str, ...], day: date) -> list[Export]:
    return [Export(kind, day) for kind in kinds]


def insert_rows(kinds: tuple[str, ...], day: date, target: Path) -> list[float]:
    """Return the seconds in which the rows go into a table, and nothing else."""
    rows = list(index_source.read_titles(_list_exports(kinds, day), -1.0))
    target.unlink(missing_ok=True)
    db = sqlite3.connect(target, isolation_level=None)
    db.executescript("pragma journal_mode = off; pragma synchronous = off;")
    started = time.perf_counter()
    db.execute("begin")
    db.execute("create table raw (kind text, id integer, name text, popularity real)")
    db.executemany("insert into raw values (?, ?, ?, ?)", rows)
    db.execute("commit")
    seconds = time.perf_counter() - started
    db.close()
    target.unlink()
    return [seconds]


def build_file(kinds: tuple[str, ...], day: date, target: Path) -> list[float]:
    """Return the seconds in which the file for instant search is built, as the job does it."""
    started = time.perf_counter()
    files = _list_exports(kinds, day)
    cutoff = index_source.person_cutoff(files)
    build(target, index_source.read_titles(files, cutoff))
    return [time.perf_counter() - started]


def store_points(kinds: tuple[str, ...], day: date) -> list[float]:
    """Return the seconds to choose the points of `DAYS` days, each from the same exports, and those to write them."""
    call_command("migrate", verbosity=0, interactive=False)
    PopularityPoint.objects.all().delete()
    club_ids = set(range(1, 1000))
    choosing = writing = 0.0
    for back in range(DAYS):
        for export in _list_exports(kinds, day):
            started = time.perf_counter()
            chosen = popularity.select_points(read_popularity(export.path), club_ids)
            written = time.perf_counter()
            with transaction.atomic():
                popularity.store_points(export.kind, day - timedelta(days=back), chosen)
            choosing += written - started
            writing += time.perf_counter() - written
    return [choosing, writing]

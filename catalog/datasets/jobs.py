"""The jobs: exports, the index for instant search, popularity, changes, and warming.

Each may be run again at any time; each notes how far it is, and says in a line what came of it.
"""

import logging
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import requests
from django.db import transaction

from catalog.datasets import exports, index_source, popularity, popularity_file, warming
from catalog.datasets.exports import Export, NotPublished
from catalog.gateway import api, gateway, tmdb_client
from catalog.models import Checkpoint
from catalog.search.build import build
from catalog.search.index import path as index_path
from jobs.runner import JobFailed, PartialFailure, Progress, job
from tmdb.payload import get_int, get_rows

log = logging.getLogger("catalog.datasets.jobs")

SPAN = timedelta(days=14)  # the longest that TMDB tells changes of
PATIENCE = 60.0  # seconds for a page of a feed
LAST_PAGE = 500  # TMDB gives no more
FEEDS = {  # kind: who tells of changes, and how the address of an answer about one names it
    "movie": (api.movies.changes_list, "movie_id"),
    "tv": (api.tv.changes_list, "series_id"),
    "person": (api.people.changes_list, "person_id"),
}
GIVEN_UP = 3  # failures one after the other, after which warming waits for its next time

touched: Callable[[str], set[int]] = lambda kind: set()  # noqa: E731 — whoever knows members puts theirs here


@job("exports", "Daily exports", "Fetches TMDB's lists of all ids: films, shows, people, collections and more.", 1800)
def fetch_exports(progress: Progress, day: str = "") -> str:
    """Of the last day that is there, or of a given one. What fails leaves the others alone, and its old file in place.
    Raises JobFailed, which names all that failed."""
    wanted = exports.wanted(date.fromisoformat(day) if day else exports.latest_day())
    fetched, troubles = 0, []
    for number, export in enumerate(wanted):
        new, trouble = _fetched(export, _telling(progress, number, len(wanted), export.name), go_back=not day)
        fetched += new
        troubles += [trouble] if trouble else []
    exports.forget_old(besides=wanted)
    if troubles:
        said = f"{len(wanted) - len(troubles)} of {len(wanted)} files of {wanted[0].day}. {' '.join(troubles)}"
        raise (PartialFailure if fetched else JobFailed)(said)
    progress(len(wanted), len(wanted))
    return f"{len(wanted)} files of {wanted[0].day}, {fetched} of them new."


def _fetched(export: Export, tell: exports.Progress, *, go_back: bool) -> tuple[bool, str]:
    """Whether there is a new file, and what was wrong."""
    lay_here = export.path.is_file()
    try:
        exports.fetch(export, tell)
    except NotPublished as missing:
        return go_back and exports.fetch_older(export, tell), str(missing)
    except JobFailed as trouble:
        return False, str(trouble)
    except requests.RequestException as error:
        return False, f"{export.name}: {type(error).__name__}."
    return not lay_here, ""


def _telling(progress: Progress, number: int, of: int, name: str) -> Callable[[int, int], None]:
    """Bytes of one file, as a part of all of them."""

    def tell(done: int, total: int) -> None:
        share = 1000 * done // total if total else 0
        progress(number * 1000 + share, of * 1000, f"{name}: {done:,} of {total:,} bytes")

    return tell


@job("index", "Instant search", "Builds the file that answers while somebody types.", 1800)
def build_index(progress: Progress) -> str:
    found = index_source.sources()
    if not found:
        raise NotPublished("The exports have to be fetched first.")
    least = index_source.least_known_person(found, lambda: progress(0, 0, "Who is known"))
    telling = index_source.Telling(progress, sum(export.path.stat().st_size for export in found))
    try:
        made = build(index_path(), index_source.titles(found, least, telling.read), index_source.known(), telling)
    except sqlite3.OperationalError as error:  # no room, mostly
        raise JobFailed(f"The file could not be written: {error}.") from error
    people = f" People above a popularity of {least:g}." if least > 0 else ""
    return f"{made.titles:,} titles, {made.bytes >> 20} MB, in {made.seconds:.0f} s.{people}"


@job(
    "popularity", "Popularity", "Keeps the day's popularity of the best known, and of what the club has touched.", 1800
)
def keep_popularity(progress: Progress) -> str:
    found = [export for kind in popularity.KINDS if (export := exports.newest(kind))]
    if not found:
        raise NotPublished("The exports have to be fetched first.")
    written = 0
    for number, export in enumerate(found):
        written += _keep_day(export, _telling(progress, number, len(found), export.name))
    thinned = popularity.thin(datetime.now(UTC).date())
    popularity_file.publish()
    progress(len(found), len(found))
    return f"{written:,} points kept, {thinned:,} old ones thinned."


def _keep_day(export: Export, tell: exports.Progress) -> int:
    size = export.path.stat().st_size
    found = exports.popular(export.path, lambda read: tell(read, size))
    points = popularity.points_of(found, touched(export.kind))
    with transaction.atomic():
        return popularity.points_save(export.kind, export.day, points)


@job("backfill", "Popularity of the past", "Reads the exports of the last months, as far as TMDB keeps them.", 1800)
def backfill(progress: Progress, days: int = 90) -> str:
    """Every day of the last fortnight, then every seventh: a curve needs no more."""
    today = exports.latest_day()
    wanted = [today - timedelta(days=back) for back in range(1, days) if back <= 14 or back % 7 == 0]
    written = 0
    files = [Export(kind, day) for day in wanted for kind in popularity.KINDS]
    for number, export in enumerate(files):
        if not popularity.has_day(export.kind, export.day):
            written += _fetch_day(export, _telling(progress, number, len(files), export.name))
    popularity_file.publish()
    progress(len(wanted), len(wanted))
    return f"{written:,} points of {len(wanted)} days."


def _fetch_day(export: Export, tell: exports.Progress) -> int:
    """A day's points; its file goes again, unless it lay here before."""
    lay_here = export.path.is_file()
    with suppress(NotPublished):
        path = exports.fetch(export, tell)
        try:
            return _keep_day(export, tell)
        finally:
            if not lay_here:
                path.unlink(missing_ok=True)
    return 0


@job("changes", "Changes", "Asks TMDB what has changed, and has what is kept of it fetched anew.")
def follow_changes(progress: Progress) -> str:
    """From the day of the last run until now; after more than a fortnight everything kept is past its time. Where this
    run ended is noted when all has been read: one that fails is made up for by the next."""
    today = datetime.now(UTC).date()
    mark = Checkpoint.objects.filter(name="changes").first()
    since = date.fromisoformat(mark.value) if mark else today - timedelta(days=1)
    if today - since > SPAN:
        marked = sum(gateway().store.mark_changed(_flat(_held(kind))) for kind in FEEDS)
        said = f"Too long since the last run, on {since}: all {marked:,} kept answers are past their time."
    else:
        read, marked = _mark_since(since, today, progress)
        said = f"{read:,} changed since {since}; {marked:,} kept answers of them are past their time."
    Checkpoint.objects.update_or_create(name="changes", defaults={"value": today.isoformat()})
    progress(len(FEEDS), len(FEEDS))
    return said


def _mark_since(since: date, until: date, progress: Progress) -> tuple[int, int]:
    """(how many have changed, how many kept answers that made past their time)."""
    read = marked = 0
    for step, kind in enumerate(FEEDS):
        changed = set(_changed(kind, since, until, progress, step))
        held = _held(kind)
        read += len(changed)
        marked += gateway().store.mark_changed(_flat({one: held[one] for one in changed & held.keys()}))
    return read, marked


def _changed(kind: str, since: date, until: date, progress: Progress, step: int) -> Iterator[int]:
    """Ids, of all pages. Raises TMDBError."""
    page, last = 1, 1
    while page <= last:
        call = FEEDS[kind][0](start_date=since.isoformat(), end_date=until.isoformat(), page=page)
        data = tmdb_client.send(call, PATIENCE)
        last = min(get_int(data, "total_pages"), LAST_PAGE)
        for row in get_rows(data, "results"):
            yield get_int(row, "id")
        progress(step * 1000 + page * 1000 // max(last, 1), len(FEEDS) * 1000, f"{kind}, page {page} of {last}")
        page += 1


def _held(kind: str) -> dict[int, list[str]]:
    """Keys of what is kept, details and all else, by the id of what it is about."""
    about = re.compile(rf"[?&]{FEEDS[kind][1]}=(\d+)")
    found: dict[int, list[str]] = {}
    for key in gateway().store.iter_keys(f"{kind}-*"):
        if named := about.search(key):
            found.setdefault(int(named[1]), []).append(key)
    return found


def _flat(held: dict[int, list[str]]) -> Iterator[str]:
    return (key for keys in held.values() for key in keys)


@job("warm", "Warming", "Fetches the front page, trending and charts anew before they are past their time.")
def warm(progress: Progress) -> str:
    """Raises JobFailed when TMDB answers nothing several times in a row."""
    calls = list(warming.due())
    fetched = in_a_row = 0
    for number, call in enumerate(calls):
        progress(number, len(calls), call.operation.id)
        answered = gateway().refresh(call)
        fetched += answered
        in_a_row = 0 if answered else in_a_row + 1
        if in_a_row == GIVEN_UP:
            raise JobFailed(f"{fetched} of {len(calls)} answers fetched; then TMDB gave none.")
    progress(len(calls), len(calls))
    return f"{fetched} of {len(calls)} answers fetched."

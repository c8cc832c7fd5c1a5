"""The jobs: exports, the index for instant search, popularity, changes, and warming.

Each may be run again at any time; each notes how far it is, and says in a line what came of it.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from catalog import exports, instant, popularity, warming
from catalog.exports import Export, Missing, Row
from catalog.gateway import ask, gateway
from catalog.instant.build import Known, build
from catalog.instant.index import path as index_path
from catalog.jobs import Progress, job
from catalog.models import Mark, Point
from catalog.pages.charts import CHARTS, chart_call
from catalog.reading import rows, text, whole, year
from tmdb import Deadline, errors

log = logging.getLogger("catalog.work")

INDEXED = ("movie", "tv", "person")
# Of people there are millions, and most of them nobody looks for: the index takes those above this popularity.
LEAST_KNOWN_PERSON = 0.6
KNOWN_PAGES = 10  # pages of charts that years, posters and other names are read from
SPAN = timedelta(days=14)  # the longest that TMDB tells changes of
FEEDS = {"movie": "movie-details", "tv": "tv-series-details", "person": "person-details"}

touched: Callable[[str], set[int]] = lambda kind: set()  # noqa: E731 — whoever knows members puts theirs here


@job("exports", "Daily exports", "Fetches TMDB's lists of all ids: films, shows, people, collections and more.")
def fetch_exports(progress: Progress, day: str = "") -> str:
    when = date.fromisoformat(day) if day else exports.latest_day()
    wanted = [Export(kind, when) for kind in exports.KINDS]
    if settings.TMDB_ADULT_EXPORTS:
        wanted += [Export(kind, when, adult=True) for kind in exports.ADULT]
    for number, export in enumerate(wanted):

        def tell(done: int, total: int, number: int = number, name: str = export.name) -> None:
            progress(number * 1000 + (done * 1000 // total if total else 0), len(wanted) * 1000, name)

        exports.fetch(export, tell)
    exports.forget_old()
    return f"{len(wanted)} files of {when}."


@job("index", "Instant search", "Builds the file that answers while somebody types.")
def build_index(progress: Progress) -> str:
    found = [export for kind in INDEXED if (export := exports.newest(kind))]
    if len(found) < len(INDEXED):
        raise Missing("The exports have to be fetched first.")
    if settings.TMDB_ADULT_EXPORTS:
        found += [export for kind in exports.ADULT if (export := exports.newest(kind, adult=True))]
    before = instant.index().size()
    made = build(
        index_path(), _titles(found), list(_known()), lambda done: progress(done, max(before, done), "Reading")
    )
    return f"{made.titles:,} titles, {made.bytes >> 20} MB, in {made.seconds:.0f} s."


def _titles(found: Iterable[Export]) -> Iterator[tuple[str, int, str, float]]:
    for export in found:
        for row in exports.rows(export.path):
            known = row.popularity or 0.0
            if row.title and (export.kind != "person" or known >= LEAST_KNOWN_PERSON):
                yield export.kind, row.id, row.title, known


def _known() -> Iterator[Known]:
    """What exports lack, of the best known: year, poster, English name; as much as TMDB gives just now."""
    for kind in ("movie", "tv"):
        for slug in ("popular", "top-rated"):
            for page in range(1, KNOWN_PAGES + 1):
                call = chart_call(CHARTS[kind, slug], warming.USUAL, page)
                try:
                    data = gateway().read(call, Deadline.after(30.0)).data
                except Exception as error:  # noqa: BLE001 — the index is whole without it
                    log.warning("known titles not read reason=%s", type(error).__name__)
                    return
                for row in rows(data, "results"):
                    date_ = text(row, "release_date") or text(row, "first_air_date")
                    name = text(row, "title") or text(row, "name")
                    yield kind, whole(row, "id"), name, year(date_), text(row, "poster_path")
                if page >= whole(data, "total_pages"):
                    break


@job("popularity", "Popularity", "Keeps the day's popularity of the best known, and of what the club has touched.")
def keep_popularity(progress: Progress) -> str:
    written = 0
    for number, kind in enumerate(popularity.KINDS):
        export = exports.newest(kind)
        if export is None:
            raise Missing("The exports have to be fetched first.")
        progress(number, len(popularity.KINDS), export.name)
        written += _keep_day(export, exports.rows(export.path))
    thinned = popularity.thin(datetime.now(UTC).date())
    progress(3, 3)
    return f"{written:,} points kept, {thinned:,} old ones thinned."


def _keep_day(export: Export, found: Iterable[Row]) -> int:
    points = popularity.points_of(found, touched(export.kind))
    with transaction.atomic():
        return popularity.points_save(export.kind, export.day, points)


@job("backfill", "Popularity of the past", "Reads the exports of the last months, as far as TMDB keeps them.")
def backfill(progress: Progress, days: int = 90) -> str:
    """Every day of the last fortnight, then every seventh: a curve needs no more."""
    today = exports.latest_day()
    wanted = [today - timedelta(days=back) for back in range(1, days) if back <= 14 or back % 7 == 0]
    written = 0
    for number, day in enumerate(wanted):
        progress(number, len(wanted), str(day))
        for kind in popularity.KINDS:
            if not popularity.has_day(kind, day):
                written += _fetch_day(Export(kind, day))
    progress(len(wanted), len(wanted))
    return f"{written:,} points of {len(wanted)} days."


def _fetch_day(export: Export) -> int:
    with suppress(Missing):
        path = exports.fetch(export)
        try:
            return _keep_day(export, exports.rows(path))
        finally:
            path.unlink(missing_ok=True)
    return 0


@job("changes", "Changes", "Asks TMDB what has changed, and has what is kept of it fetched anew.")
def follow_changes(progress: Progress) -> str:
    """From the last run until now; after more than a fortnight everything kept is past its time."""
    today = datetime.now(UTC).date()
    mark = Mark.objects.filter(name="changes").first()
    since = date.fromisoformat(mark.value) if mark else today - timedelta(days=1)
    if today - since > SPAN:
        number = sum(gateway().store.expire(gateway().store.held(operation)) for operation in FEEDS.values())
        Mark.objects.update_or_create(name="changes", defaults={"value": today.isoformat()})
        return f"Too long since the last run: all {number} kept answers are past their time."
    marked = 0
    for number, (kind, operation) in enumerate(FEEDS.items()):
        held = _held(operation)
        for changed in _changed(kind, since, today, progress, number):
            marked += gateway().store.expire(held.get(changed, ()))
    Mark.objects.update_or_create(name="changes", defaults={"value": today.isoformat()})
    progress(3, 3)
    return f"{marked} kept answers are past their time, since {since}."


def _changed(kind: str, since: date, until: date, progress: Progress, step: int) -> Iterator[int]:
    """Ids, of all pages. Raises TMDBError and Unavailable."""
    feed = {"movie": ask.movies.changes_list, "tv": ask.tv.changes_list, "person": ask.people.changes_list}[kind]
    page, last = 1, 1
    while page <= last:
        call = feed(start_date=since.isoformat(), end_date=until.isoformat(), page=page)
        data = warming.fetch(call)
        last = min(whole(data, "total_pages"), 500)
        for row in rows(data, "results"):
            yield whole(row, "id")
        progress(step * 1000 + page * 1000 // max(last, 1), 3000, f"{kind}, page {page} of {last}")
        page += 1


def _held(operation: str) -> dict[int, list[str]]:
    """Keys of what is kept, by the id of what it is about."""
    found: dict[int, list[str]] = {}
    for key in gateway().store.held(operation):
        if about := _ABOUT.match(key):
            found.setdefault(int(about[1]), []).append(key)
    return found


_ABOUT = re.compile(r"[\w-]+\?\w+=(\d+)[&#]")


@job("warm", "Warming", "Fetches the front page, trending and charts anew before they are past their time.")
def warm(progress: Progress) -> str:
    calls = list(warming.due())
    failed = 0
    for number, call in enumerate(calls):
        progress(number, len(calls), call.operation.id)
        try:
            gateway().refresh(call)
        except errors.TMDBError:
            failed += 1
    progress(len(calls), len(calls))
    return f"{len(calls)} answers fetched." if not failed else f"{len(calls) - failed} of {len(calls)} answers fetched."


def last_day() -> date | None:
    return Point.objects.order_by("-day").values_list("day", flat=True).first()

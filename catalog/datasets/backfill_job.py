"""The job that makes up the popularity of the days before the site began."""

from contextlib import suppress
from datetime import timedelta

from catalog.datasets import exports, popularity, popularity_file
from catalog.datasets.export_download import ReportBytes, fetch
from catalog.datasets.exports import Export, NotPublished
from catalog.datasets.popularity_job import store_day
from catalog.datasets.progress import file_progress
from jobs.runner import Progress, job

EXPORT_RETENTION = 90  # days for which TMDB keeps its exports
DAILY_SPAN = 14  # days; of those before, every seventh is enough for a curve


@job("backfill", "Popularity of the past", "Reads the exports of the last months, as far as TMDB keeps them.", 1800)
def backfill(progress: Progress, days: int = EXPORT_RETENTION) -> str:
    """Store the points of every day of the last fortnight, and of every seventh before."""
    latest = exports.latest_day()
    chosen = [latest - timedelta(days=back) for back in range(1, days) if back <= DAILY_SPAN or back % 7 == 0]
    files = [Export(kind, day) for day in chosen for kind in popularity.KINDS]
    written = 0
    for index, export in enumerate(files):
        if not popularity.has_day(export.kind, export.day):
            written += _fetch_and_store(export, file_progress(progress, index, len(files), export.name))
    popularity_file.publish()
    progress(len(chosen), len(chosen))
    return f"{written:,} points of {len(chosen)} days."


def _fetch_and_store(export: Export, report: ReportBytes) -> int:
    """Store a day's points and return how many; the file is deleted again, unless it lay here before."""
    is_new = not export.path.is_file()
    with suppress(NotPublished):
        path = fetch(export, report)
        try:
            return store_day(export, report)
        finally:
            if is_new:
                path.unlink(missing_ok=True)
    return 0

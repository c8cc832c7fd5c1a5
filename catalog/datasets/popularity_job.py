"""The job that keeps the day's popularity."""

from datetime import UTC, datetime

from django.db import transaction

from catalog.datasets import exports, popularity, popularity_file
from catalog.datasets.export_download import ReportBytes
from catalog.datasets.export_reader import read_popularity
from catalog.datasets.exports import Export, NotPublished
from catalog.datasets.progress import file_progress
from jobs.runner import Progress, job


@job(
    "popularity", "Popularity", "Keeps the day's popularity of the best known, and of what the club has touched.", 1800
)
def keep_popularity(progress: Progress) -> str:
    """Store the points of the newest exports, and publish them. Raises NotPublished without exports."""
    files = [export for kind in popularity.KINDS if (export := exports.newest(kind))]
    if not files:
        raise NotPublished("The exports have to be fetched first.")
    written = sum(
        store_day(export, file_progress(progress, index, len(files), export.name)) for index, export in enumerate(files)
    )
    thinned = popularity.thin_points(datetime.now(UTC).date())
    popularity_file.publish()
    progress(len(files), len(files))
    return f"{written:,} points kept, {thinned:,} old ones thinned."


def store_day(export: Export, report: ReportBytes) -> int:
    """Store a day's points, and return how many."""
    size = export.path.stat().st_size
    rows = read_popularity(export.path, lambda read: report(read, size))
    points = popularity.select_points(rows, popularity.club_title_ids(export.kind))
    with transaction.atomic():
        return popularity.store_points(export.kind, export.day, points)

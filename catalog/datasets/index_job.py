"""The job that builds the file for instant search."""

import sqlite3

from catalog.datasets import index_source
from catalog.datasets.exports import NotPublished
from catalog.search.build import build
from catalog.search.index import path as index_path
from jobs.runner import JobFailed, Progress, job


@job("index", "Instant search", "Builds the file that answers while somebody types.", 1800)
def build_index(progress: Progress) -> str:
    """Build the file from the newest exports. Raises JobFailed; the old file stays then."""
    files = index_source.newest_exports()
    if not files:
        raise NotPublished("The exports have to be fetched first.")
    cutoff = index_source.person_cutoff(files, lambda: progress(0, 0, "Who is known"))
    report = index_source.BuildProgress(progress, sum(export.path.stat().st_size for export in files))
    rows = index_source.read_titles(files, cutoff, report.report_read)
    try:
        result = build(index_path(), rows, index_source.read_charts(), report)
    except sqlite3.OperationalError as error:  # no room, mostly
        raise JobFailed(f"The file could not be written: {error}.") from error
    people = f" People above a popularity of {cutoff:g}." if cutoff > 0 else ""
    return f"{result.titles:,} titles, {result.bytes >> 20} MB, in {result.seconds:.0f} s.{people}"

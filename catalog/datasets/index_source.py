"""The rows of the file for instant search: names from the exports; years, posters and other names from charts."""

import heapq
import logging
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain

from django.conf import settings

from catalog.datasets import exports
from catalog.datasets.export_reader import ReportRead, read_popularity, read_row_blocks
from catalog.datasets.exports import Export
from catalog.gateway import NotFound, Unavailable, gateway
from catalog.locale import Locale
from catalog.pages.charts import CHARTS, chart_call
from catalog.search.build import SPELLINGS, WORDS, ChartRow, TitleRow
from jobs.runner import Progress
from tmdb import Deadline
from tmdb.payload import JSON, get_int, get_rows, get_str, parse_year

log = logging.getLogger("catalog.datasets.index_source")

KINDS = ("movie", "tv", "person")
MAX_PEOPLE = 500_000  # the best known: of people there are millions, and most of them nobody looks for
MAX_CHART_PAGES = 10
CHART_LOCALE = Locale("en-US", "US")
CHART_TIMEOUT = 30.0  # seconds for a page of a chart


def newest_exports() -> list[Export]:
    """Return the newest files in the folder; those for adults where the operator wants them."""
    files = [exports.newest(kind) for kind in KINDS]
    if settings.TMDB_ADULT_EXPORTS:
        files += [exports.newest(kind, adult=True) for kind in exports.ADULT_KINDS]
    return [export for export in files if export]


def person_cutoff(files: Sequence[Export], report: Callable[[], None] = lambda: None) -> float:
    """Return the popularity above which people are taken; below 0 where all are."""
    values = (
        row.popularity or 0.0
        for export in files
        if export.kind == "person"
        for row in read_popularity(export.path, lambda read: report())
    )
    best = heapq.nlargest(MAX_PEOPLE + 1, values)
    return best[-1] if len(best) > MAX_PEOPLE else -1.0


def read_titles(files: Sequence[Export], cutoff: float, report: ReportRead = lambda read: None) -> Iterator[TitleRow]:
    """Yield the titles in all files, and the people above the cutoff. `report` hears bytes of all files together."""
    return chain.from_iterable(_read_title_blocks(files, cutoff, report))


def _read_title_blocks(files: Sequence[Export], cutoff: float, report: ReportRead) -> Iterator[list[TitleRow]]:
    before = 0
    for export in files:
        kind, minimum = export.kind, cutoff if export.kind == "person" else -1.0
        for block in read_row_blocks(export.path, partial(_report_after, report, before)):
            yield [
                (kind, row.id, name, popularity)
                for row in block
                if (popularity := row.popularity or 0.0) > minimum and (name := row.title)
            ]
        before += export.path.stat().st_size


def _report_after(report: ReportRead, before: int, read: int) -> None:
    report(before + read)


class BuildProgress:
    """Turns the steps of building into parts of a whole, as long as each takes."""

    READING = 0.75
    SHARES = {WORDS: (0.75, 0.95), SPELLINGS: (0.95, 1.0)}

    def __init__(self, progress: Progress, size: int) -> None:
        self._progress, self._size = progress, size

    def report_read(self, count: int) -> None:
        """Report how many bytes of the exports have been read."""
        self._report(self.READING * count / self._size, f"Reading: {count:,} of {self._size:,} bytes")

    def __call__(self, step: str, done: int, total: int) -> None:
        """Report how far a step is; `total` is 0 where that is not known."""
        first, last = self.SHARES[step]
        share = first + (last - first) * (done / total if total else 0.0)
        self._report(share, f"{step}: {done:,} of {total:,}" if total else step)

    def _report(self, share: float, text: str) -> None:
        self._progress(round(1000 * share), 1000, text)


def read_charts() -> Iterator[ChartRow]:
    """Yield the facts that exports lack, of the best known titles: as much as TMDB gives just now."""
    for kind in ("movie", "tv"):
        for slug in ("popular", "top-rated"):
            for page in range(1, MAX_CHART_PAGES + 1):
                call = chart_call(CHARTS[kind, slug], CHART_LOCALE, page)
                try:
                    data = gateway().read(call, Deadline.after(CHART_TIMEOUT)).data
                except (Unavailable, NotFound) as error:
                    log.warning("chart failed operation=%s reason=%s", call.operation.id, type(error).__name__)
                    return
                yield from (_chart_row(kind, row) for row in get_rows(data, "results"))


def _chart_row(kind: str, row: JSON) -> ChartRow:
    name = get_str(row, "title") or get_str(row, "name")
    date = get_str(row, "release_date") or get_str(row, "first_air_date")
    return kind, get_int(row, "id"), name, parse_year(date), get_str(row, "poster_path")

"""What goes into the file for instant search: names from the exports; years, posters and other names from charts."""

import heapq
import logging
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain

from django.conf import settings

from catalog.datasets import exports, warming
from catalog.datasets.exports import Export
from catalog.gateway import Unavailable, gateway
from catalog.gateway.results import NotFound
from catalog.pages.charts import CHARTS, chart_call
from catalog.search.build import SPELLINGS, WORDS, Known, Row
from jobs.runner import Progress
from tmdb import Deadline
from tmdb.payload import get_int, get_rows, get_str, parse_year

log = logging.getLogger("catalog.datasets.index_source")

KINDS = ("movie", "tv", "person")
# Of people there are millions, and most of them nobody looks for: the file takes so many, the best known.
PEOPLE = 500_000
CHART_PAGES = 10  # that years, posters and other names are read from
PATIENCE = 30.0  # seconds for a page of a chart


def sources() -> list[Export]:
    """The newest files that lie here; those for adults where the operator wants them."""
    found = [exports.newest(kind) for kind in KINDS]
    if settings.TMDB_ADULT_EXPORTS:
        found += [exports.newest(kind, adult=True) for kind in exports.ADULT]
    return [export for export in found if export]


def least_known_person(found: Sequence[Export], tell: Callable[[], None] = lambda: None) -> float:
    """The popularity above which people are taken; below 0 where all are."""
    values = (
        row.popularity or 0.0
        for export in found
        if export.kind == "person"
        for row in exports.popular(export.path, lambda read: tell())
    )
    best = heapq.nlargest(PEOPLE + 1, values)
    return best[-1] if len(best) > PEOPLE else -1.0


def titles(found: Sequence[Export], least: float, tell: Callable[[int], None] = lambda read: None) -> Iterator[Row]:
    """`tell` hears how many bytes of all files have been read."""
    return chain.from_iterable(_titles(found, least, tell))


def _titles(found: Sequence[Export], least: float, tell: Callable[[int], None]) -> Iterator[list[Row]]:
    before = 0
    for export in found:
        kind, bottom = export.kind, least if export.kind == "person" else -1.0
        for block in exports.blocks(export.path, partial(_added, tell, before)):
            yield [
                (kind, row.id, name, known)
                for row in block
                if (known := row.popularity or 0.0) > bottom and (name := row.title)
            ]
        before += export.path.stat().st_size


def _added(tell: Callable[[int], None], before: int, read: int) -> None:
    tell(before + read)


class Telling:
    """How far the building is: its steps as parts of a whole, as long as each takes."""

    READING = 0.75
    SHARES = {WORDS: (0.75, 0.95), SPELLINGS: (0.95, 1.0)}

    def __init__(self, progress: Progress, size: int) -> None:
        self._progress, self._size = progress, size

    def read(self, number: int) -> None:
        """So many bytes of the exports."""
        self._tell(self.READING * number / self._size, f"Reading: {number:,} of {self._size:,} bytes")

    def __call__(self, step: str, done: int, total: int) -> None:
        first, last = self.SHARES[step]
        share = first + (last - first) * (done / total if total else 0.0)
        self._tell(share, f"{step}: {done:,} of {total:,}" if total else step)

    def _tell(self, share: float, said: str) -> None:
        self._progress(round(1000 * share), 1000, said)


def known() -> Iterator[Known]:
    """What exports lack, of the best known: as much as TMDB gives just now."""
    for kind in ("movie", "tv"):
        for slug in ("popular", "top-rated"):
            for page in range(1, CHART_PAGES + 1):
                call = chart_call(CHARTS[kind, slug], warming.USUAL, page)
                try:
                    data = gateway().read(call, Deadline.after(PATIENCE)).data
                except (Unavailable, NotFound) as error:
                    log.warning("charts not read reason=%s", type(error).__name__)
                    return
                for row in get_rows(data, "results"):
                    date = get_str(row, "release_date") or get_str(row, "first_air_date")
                    name = get_str(row, "title") or get_str(row, "name")
                    yield kind, get_int(row, "id"), name, parse_year(date), get_str(row, "poster_path")
                if page >= get_int(data, "total_pages"):
                    break

"""TMDB's daily exports: which files there are, and which of them lie in the data folder."""

import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from jobs.runner import JobFailed

# A file's kind, and TMDB's word for it in the file's name.
KINDS = {
    "movie": "movie", "tv": "tv_series", "person": "person", "collection": "collection", "network": "tv_network",
    "keyword": "keyword", "company": "production_company",
}  # fmt: skip
ADULT_KINDS = {"movie": "adult_movie", "tv": "adult_tv_series", "person": "adult_person"}
PUBLISHED_HOUR = 8  # o'clock UTC, when a day's files are all there
MAX_AGE = 7  # days after which a file is too old to be used
KEEP_FILES = 2  # of each kind
PART_RETENTION = 3 * 86400  # seconds


class NotPublished(JobFailed):
    """TMDB has no such file: too early, too old, or none of that kind."""


@dataclass(frozen=True)
class Export:
    """A kind's file of a day."""

    kind: str
    day: date
    adult: bool = False

    @property
    def name(self) -> str:
        return f"{(ADULT_KINDS if self.adult else KINDS)[self.kind]}_ids_{self.day:%m_%d_%Y}.json.gz"

    @property
    def path(self) -> Path:
        return folder() / self.name


def folder() -> Path:
    return Path(settings.DATA_DIR) / "exports"


def utc_now() -> datetime:
    return datetime.now(UTC)


def latest_day() -> date:
    """Return the last day whose files are all published."""
    now = utc_now()
    return now.date() if now.hour >= PUBLISHED_HOUR else now.date() - timedelta(days=1)


def list_exports(day: date) -> list[Export]:
    """Return the files of a day; those for adults where the operator wants them."""
    exports = [Export(kind, day) for kind in KINDS]
    if settings.TMDB_ADULT_EXPORTS:
        exports += [Export(kind, day, adult=True) for kind in ADULT_KINDS]
    return exports


def newest(kind: str, *, adult: bool = False) -> Export | None:
    """Return the newest file of a kind in the folder, if it is at most MAX_AGE old."""
    today = utc_now().date()
    for age in range(MAX_AGE + 1):
        export = Export(kind, today - timedelta(days=age), adult)
        if export.path.is_file():
            return export
    return None


def delete_old(keep: Collection[Export] = ()) -> None:
    """Delete files except `keep` and the newest of each kind, and parts that no download went on with for days."""
    keep_paths = {export.path for export in keep}
    for files in _files_by_kind().values():
        for _, path in sorted(files, reverse=True)[KEEP_FILES:]:
            if path not in keep_paths:
                path.unlink(missing_ok=True)
    for path in (*folder().glob("*.part"), *folder().glob("*.etag")):
        if time.time() - path.stat().st_mtime > PART_RETENTION:
            path.unlink(missing_ok=True)


def _files_by_kind() -> dict[str, list[tuple[date, Path]]]:
    files: dict[str, list[tuple[date, Path]]] = {}
    for path in folder().glob("*_ids_*.json.gz"):
        kind, _, day = path.name.removesuffix(".json.gz").partition("_ids_")
        with suppress(ValueError):  # a file of somebody else's
            files.setdefault(kind, []).append((datetime.strptime(day, "%m_%d_%Y").date(), path))
    return files

"""Makes a backup while the site runs.

In it is what can't be made again: the database, the secret key, the settings, and in the demo what its members have at
the stand-in for TMDB. Caches, exports, the search file and static files come back by themselves.
"""

import logging
import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from catalog.gateway import tmdb_client
from tmdbsite import env
from tmdbsite.backup import archive, postgresql, sqlite
from tmdbsite.backup.archive import BackupError, Manifest
from tmdbsite.version import VERSION

log = logging.getLogger("tmdbsite.backup")

DATABASE, SECRET_KEY, SETTINGS, DEMO_STATE = "database", "secret_key", "settings.env", "demo-state.sqlite3"
# Settings that belong to a machine and not to the site, and the key, which has a file of its own.
MACHINE_SETTINGS = ("DATABASE_URL", "DATA_DIR", "HOST", "PORT", "REDIS_URL", "SECRET_KEY")
DRAFT_PREFIX = ".backup-"

ReportBytes = Callable[[int, int], None]  # bytes done, bytes in all


def create(target: Path, report: ReportBytes = lambda done, total: None) -> None:
    """Write a backup, which has its name once it is whole and on the disk.

    Raises BackupError.
    """
    started_at = time.monotonic()
    _check_target(target)
    with _sentence_for_disk_errors(target), TemporaryDirectory(prefix=DRAFT_PREFIX, dir=target.parent) as folder:
        draft = Path(folder, "backup")
        files = dict(_collect(Path(folder)))
        _write(draft, files, report)
        size = draft.stat().st_size
        os.replace(draft, target)
        _sync_to_disk(target.parent)
    log.info("backup created file=%s bytes=%s seconds=%.1f", target.name, size, time.monotonic() - started_at)


def _check_target(target: Path) -> None:
    """Raise BackupError for a place where a backup can't be, or where something else would be lost."""
    if not target.parent.is_dir():
        raise BackupError(f"There is no folder {target.parent}.")
    if target.is_dir():
        raise BackupError(f"{target} is a folder: name a file.")
    if target.exists():
        try:
            with archive.reading(target):
                pass
        except BackupError as error:
            raise BackupError(f"{target} is something else than a backup, and stays as it is.") from error


@contextmanager
def _sentence_for_disk_errors(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupError(f"{target} can't be written: {error.strerror or type(error).__name__}.") from error


def _collect(folder: Path) -> Iterator[tuple[str, Path]]:
    """Copy what belongs into a backup to a folder, and yield (name in the archive, path)."""
    database = folder / DATABASE
    if connection.vendor == "sqlite":
        sqlite.copy_site_database(database)
    else:
        postgresql.dump(database)
    yield DATABASE, database
    if settings.TMDB_DEMO and tmdb_client.demo().state.exists():
        sqlite.copy(tmdb_client.demo().state.path, folder / DEMO_STATE)
        yield DEMO_STATE, folder / DEMO_STATE
    settings_text = env.format_values({*MACHINE_SETTINGS, *env.words("FILLED_SETTINGS")})  # those the start filled in
    for name, text in ((SECRET_KEY, settings.SECRET_KEY), (SETTINGS, settings_text)):
        path = folder / name
        path.touch(0o600)
        path.write_text(text, encoding="utf-8")
        yield name, path


def _write(draft: Path, files: dict[str, Path], report: ReportBytes) -> None:
    total, done = sum(path.stat().st_size for path in files.values()), 0

    def count(size: int) -> None:
        nonlocal done
        done += size
        report(done, total)

    draft.touch(0o600)
    with draft.open("wb") as file:
        archive.write(file, _describe(), files, count)
        file.flush()
        os.fsync(file.fileno())


def _describe() -> Manifest:
    migrations: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        migrations.setdefault(app, []).append(name)
    versions = {
        "site": VERSION,
        "django": django.get_version(),
        "python": platform.python_version(),
        connection.vendor: ".".join(map(str, connection.get_database_version())),
    }
    return Manifest(datetime.now(UTC), connection.vendor, versions, migrations)


def _sync_to_disk(folder: Path) -> None:
    """Write a folder's names to the disk, which a new file's name needs as well as the file; some mounts can't."""
    descriptor = os.open(folder, os.O_RDONLY)
    with suppress(OSError):
        os.fsync(descriptor)
    os.close(descriptor)

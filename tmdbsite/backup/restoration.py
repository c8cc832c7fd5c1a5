"""Puts a backup in the place of what the data folder and the database hold, which is kept beside it.

All is read and checked before anything is touched.
"""

import logging
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from catalog.datasets import popularity_file
from catalog.gateway import tmdb_client
from tmdbsite import env
from tmdbsite.backup import archive, creation, folder, postgresql, sqlite
from tmdbsite.backup.archive import BackupError, Manifest
from tmdbsite.databases import SQLITE
from tmdbsite.installation import VENDORS

log = logging.getLogger("tmdbsite.backup")

RESTORED_SETTINGS = "restored.env"


@dataclass(frozen=True)
class Restoration:
    """What came of it: the former data, where there were any, and the settings of the backup that differ from ours."""

    manifest: Manifest
    former_data: Path | None
    settings_file: Path | None
    differing_settings: list[str]
    is_key_overruled: bool


def restore(source: Path) -> Restoration:
    """Restore a backup.

    Raises BackupError, and has changed nothing then.
    """
    if not source.is_file():
        raise BackupError(f"There is no file {source}.")
    if is_site_running():
        raise BackupError("The site is running: end it first.")
    try:
        with TemporaryDirectory(prefix=".restore-", dir=settings.DATA_DIR) as staging:
            manifest = _unpack(source, Path(staging))
            return _put_in_place(manifest, Path(staging))
    except OSError as error:
        raise BackupError(f"The backup can't be restored: {error.strerror or type(error).__name__}.") from error


def is_site_running() -> bool:
    """Return whether the site's supervisor runs here, or anybody else has its database open."""
    with suppress(OSError, ValueError, psutil.Error):
        process = psutil.Process(int((Path(settings.DATA_DIR) / "supervisord.pid").read_text()))
        if "tmdbsite.supervise" in process.cmdline():
            return True
    return sqlite.is_in_use(sqlite_path()) if connection.vendor == "sqlite" else postgresql.is_in_use()


def _unpack(source: Path, staging: Path) -> Manifest:
    """Write the files of a backup to a folder, checked.

    Raises BackupError.
    """
    with archive.reading(source) as backup:
        _check_database(backup.manifest)
        _check_migrations(backup.manifest)
        for name in (creation.DATABASE, creation.SECRET_KEY, creation.SETTINGS, creation.DEMO_STATE):
            if name in backup.manifest.files:
                backup.extract(name, staging / name)
    if backup.manifest.database == "sqlite":
        sqlite.check(staging / creation.DATABASE)
    return backup.manifest


def _check_database(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        theirs, ours = (VENDORS.get(vendor, vendor) for vendor in (manifest.database, connection.vendor))
        hint = (
            " Restore it without DATABASE_URL, then set that, and `manage.py move` brings it there."
            if manifest.database == "sqlite"
            else ""
        )
        raise BackupError(f"This backup is of {theirs}, and the site is on {ours} here.{hint}")
    missing = {creation.DATABASE, creation.SECRET_KEY, creation.SETTINGS}.difference(manifest.files)
    if missing:
        raise BackupError(f"The backup is damaged: {', '.join(sorted(missing))} is missing.")
    if manifest.database == "postgresql":
        postgresql.check_client()


def _check_migrations(manifest: Manifest) -> None:
    """Raise BackupError for a backup of a newer version of the site."""
    disk = MigrationLoader(None).disk_migrations or {}
    applied = {(app, name) for app, names in manifest.migrations.items() for name in names}
    if unknown := applied.difference(disk):
        app, name = min(unknown)
        version = manifest.versions.get("site", "?")
        raise BackupError(
            f"The backup is of a newer version of the site ({version}, with {app}.{name}): install that version first."
        )


def _put_in_place(manifest: Manifest, staging: Path) -> Restoration:
    data = Path(settings.DATA_DIR)
    former = data / f"{folder.BEFORE_RESTORE}-{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}"
    if manifest.database == "sqlite":
        connections.close_all()
        sqlite.replace(staging / creation.DATABASE, sqlite_path(), former)
    else:
        _replace_postgresql(staging / creation.DATABASE, former)
    _replace_file(staging / creation.SECRET_KEY, data / "secret_key", former)
    if settings.TMDB_DEMO and creation.DEMO_STATE in manifest.files:
        sqlite.replace(staging / creation.DEMO_STATE, tmdb_client.demo().state.path, former)
    if former.exists() and (data / "valkey").exists():  # tasks and answers that are about what was here before
        shutil.move(data / "valkey", former)
    popularity_file.path().unlink(missing_ok=True)  # the next start makes it anew
    differing = _find_differing_settings(staging / creation.SETTINGS)
    if differing:
        os.replace(staging / creation.SETTINGS, data / RESTORED_SETTINGS)
    log.info("backup restored created_at=%s", manifest.created_at.isoformat())
    return Restoration(
        manifest,
        former if former.exists() else None,
        data / RESTORED_SETTINGS if differing else None,
        differing,
        is_key_overruled=env.secret("SECRET_KEY") not in {"", (data / "secret_key").read_text(encoding="utf-8")},
    )


def _replace_postgresql(database: Path, former: Path) -> None:
    """Replace what the database holds, of which a backup is made first."""
    with connection.cursor() as cursor:
        has_tables = bool(connection.introspection.table_names(cursor))
    if has_tables:
        former.mkdir(mode=0o700)
        creation.create(former / "backup.zip")
    connections.close_all()
    postgresql.restore(database)


def _replace_file(new: Path, path: Path, former: Path) -> None:
    """Put a file in the place of another, which is kept if there were data that belong to it."""
    if path.exists() and former.exists():
        shutil.move(path, former / path.name)
    os.replace(new, path)


def _find_differing_settings(path: Path) -> list[str]:
    return [name for name, value in env.read(path) if env.secret(name) != value]


def sqlite_path() -> Path:
    """Return the path of the site's database, which is of SQLite."""
    database = settings.DATABASES["default"]
    assert database["ENGINE"] == SQLITE
    return Path(database["NAME"])

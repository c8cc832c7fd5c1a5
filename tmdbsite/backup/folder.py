"""The backups that the site makes by itself, in `DATA_DIR/backups`: every night, and before what changes all data."""

import shutil
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from tmdbsite.backup.archive import BackupError
from tmdbsite.backup.creation import DRAFT_PREFIX

NIGHTLY = "nightly"
BEFORE_UPGRADE = "before-upgrade"
BEFORE_RESTORE = "before-restore"
# Days for which the files of a kind stay; the newest one always does, and those of other kinds are the operator's.
RETENTION_DAYS = {NIGHTLY: 7, BEFORE_UPGRADE: 30}
DRAFT_MAX_AGE = 86400  # seconds after which a draft is one that a killed process left


def path() -> Path:
    return Path(settings.DATA_DIR) / "backups"


def new_path(kind: str) -> Path:
    """Return the path for a backup of now, in the folder, which is there then.

    Raises BackupError.
    """
    try:
        path().mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise BackupError(f"{path()} can't be made: {error.strerror or type(error).__name__}.") from error
    return path() / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}-{kind}.zip"


def list_backups(kind: str) -> list[Path]:
    """Return the backups of a kind, the newest first."""
    return sorted(path().glob(f"*-{kind}.zip"), reverse=True)


def delete_old() -> None:
    """Delete backups past their time, and drafts that killed processes have left."""
    now = time.time()
    for kind, days in RETENTION_DAYS.items():
        for backup in list_backups(kind)[1:]:
            if now - backup.stat().st_mtime > (days - 0.5) * 86400:  # half a day early: each night one goes
                backup.unlink(missing_ok=True)
    for draft in path().glob(f"{DRAFT_PREFIX}*"):
        with suppress(FileNotFoundError):  # it has just become a backup
            if now - draft.stat().st_mtime > DRAFT_MAX_AGE:
                shutil.rmtree(draft)

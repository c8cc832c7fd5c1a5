"""What a start does when the code and the data are of different versions: copy and migrate, or refuse."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor

from tmdbsite.backup import creation, folder
from tmdbsite.backup.archive import BackupError
from tmdbsite.version import VERSION

LOCK = 0x746D6462  # "tmdb": the number of the lock in PostgreSQL
LOCK_RETRY_DELAY = 1.0  # seconds


class UpgradeRefused(Exception):
    """Why this version of the site can't run on these data, in a sentence for the operator."""


def bring_up_to_date(say: Callable[[str], object]) -> None:
    """Migrate the database if it is of an older version, after a copy of it was made.

    Raises UpgradeRefused, and has changed nothing then.
    """
    if not _find_pending():
        return
    with _exclusive_lock():
        pending = _find_pending()  # another machine may have been first
        if not pending:
            return
        if MigrationExecutor(connection).loader.applied_migrations:
            copy = _make_copy()
            say(f"The data are of an older version. They were copied to {copy}; now they are brought up to date.")
        call_command("migrate", verbosity=0, interactive=False)


def _find_pending() -> int:
    """Return how many migrations have to be run.

    Raises UpgradeRefused.
    """
    executor = MigrationExecutor(connection)
    loader = executor.loader
    if unknown := set(loader.applied_migrations or ()).difference(loader.disk_migrations or ()):
        app, name = min(unknown)
        raise UpgradeRefused(
            f"The data are of a newer version of the site: {app}.{name} is not in this one ({VERSION}). "
            "Start the newer version again, or restore a backup of this one."
        )
    try:
        loader.check_consistent_history(connection)
    except InconsistentMigrationHistory as error:
        raise UpgradeRefused(
            "The database is of a version before members. It holds nothing of theirs: delete it "
            f"({settings.DATABASES['default']['NAME']}), and start again."
        ) from error
    return len(executor.migration_plan(loader.graph.leaf_nodes()))


def _make_copy() -> Path:
    try:
        path = folder.new_path(folder.BEFORE_UPGRADE)
        creation.create(path)
    except BackupError as error:
        raise UpgradeRefused(
            f"The data are of an older version, and can't be copied before they are brought up to date. {error} "
            "Or make a copy of your own, run `manage.py migrate`, and start again."
        ) from error
    folder.delete_old()
    return path


@contextmanager
def _exclusive_lock() -> Iterator[None]:
    """Wait until no other machine upgrades the same PostgreSQL database. SQLite has one machine."""
    if connection.vendor != "postgresql":
        yield
        return
    while not _call_lock_function("pg_try_advisory_lock"):
        time.sleep(LOCK_RETRY_DELAY)
    try:
        yield
    finally:
        _call_lock_function("pg_advisory_unlock")


def _call_lock_function(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"select {name}({LOCK})")
        return bool(cursor.fetchone()[0])

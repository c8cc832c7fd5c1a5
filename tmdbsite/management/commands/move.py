"""`manage.py move`: move a site from SQLite to the PostgreSQL database that DATABASE_URL names."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from tmdbsite import move
from tmdbsite.backup.archive import BackupError


class Command(BaseCommand):
    help = "Move the rows of the SQLite file in the data folder to the empty PostgreSQL database in DATABASE_URL."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = move.move()
        except (move.MoveRefused, BackupError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{result.rows:,} rows of {result.tables} tables are in PostgreSQL; all were compared. "
            "The SQLite file stays as it was."
        )

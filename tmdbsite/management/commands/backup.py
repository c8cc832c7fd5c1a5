"""`manage.py backup FILE`: copy what can't be made again into a file, while the site runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from tmdbsite.backup import creation
from tmdbsite.backup.archive import BackupError


class Command(BaseCommand):
    help = "Copy the database, the secret key and the settings into a file. The site may run meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a new file, or an older backup to replace")

    def handle(self, *args: Any, **options: Any) -> None:
        target = options["file"].absolute()
        try:
            creation.create(target)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{target}: {target.stat().st_size / 1e6:.1f} MB. The secret key is in it: keep it private.")

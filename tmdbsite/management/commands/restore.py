"""`manage.py restore FILE`: put a backup in the place of what is here, which is kept beside it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from tmdbsite.backup import restoration
from tmdbsite.backup.archive import BackupError
from tmdbsite.backup.restoration import Restoration


class Command(BaseCommand):
    help = "Restore a backup. The site must not run. What was here before is kept beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = restoration.restore(options["file"].absolute())
        except BackupError as error:
            raise CommandError(str(error)) from error
        self._report(result)

    def _report(self, result: Restoration) -> None:
        manifest = result.manifest
        version = manifest.versions.get("site", "?")
        self.stdout.write(f"The backup of {manifest.created_at:%-d %B %Y, %H:%M} UTC (version {version}) is restored.")
        if result.former_data:
            self.stdout.write(f"What was here before is in {result.former_data}; delete it when nothing is missed.")
        if result.differing_settings:
            names = ", ".join(result.differing_settings)
            self.stdout.write(
                f"These settings are other ones here: {names}. Those of then are in {result.settings_file}."
            )
        if result.is_key_overruled:
            self.stderr.write(
                "SECRET_KEY is set here and is another one than then. Unset it: the key of the backup is in the data "
                "folder, and without it everybody is signed out and all links to TMDB end."
            )

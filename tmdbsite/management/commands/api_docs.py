"""Write docs/api.md, the table of all operations; or see whether it is up to date."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from tmdbsite import api_coverage

PATH = Path(settings.BASE_DIR) / "docs" / "api.md"


class Command(BaseCommand):
    help = "Write docs/api.md from the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether the file is up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        text = api_coverage.as_markdown(api_coverage.rows())
        if not options["check"]:
            PATH.write_text(text, encoding="utf-8")
        elif not PATH.is_file() or PATH.read_text(encoding="utf-8") != text:
            raise CommandError("docs/api.md is stale: run manage.py api_docs.")

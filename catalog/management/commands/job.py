"""`manage.py job index`: one of the jobs, now, with its progress."""

import sys
import threading
from argparse import ArgumentParser
from typing import Any

import requests
from django.core.management import BaseCommand, CommandError

from catalog import jobs, work
from catalog.exports import Broken, Missing
from catalog.models import Run
from tmdb.errors import TMDBError


class Command(BaseCommand):
    help = "Run one of the jobs: exports, index, popularity, backfill, changes, warm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        assert work
        parser.add_argument("name", choices=sorted(jobs.JOBS))
        parser.add_argument("--day", help="exports: of this day, YYYY-MM-DD")
        parser.add_argument("--days", type=int, help="backfill: so many days back")

    def handle(self, *args: Any, **options: Any) -> None:
        given = {name: options[name] for name in ("day", "days") if options[name]}
        over = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(options["name"], over), daemon=True)
        watcher.start()
        try:
            row = jobs.run(options["name"], **given)
        except jobs.Busy as error:
            raise CommandError("It runs already.") from error
        except (Missing, Broken, TMDBError, requests.RequestException, ValueError) as error:
            raise CommandError(str(error)) from error
        finally:
            over.set()
            watcher.join()
        self.stdout.write(row.result)

    def _watch(self, name: str, over: threading.Event) -> None:
        """A line that tells how far it is, on a terminal."""
        while not over.wait(0.5):
            row = Run.objects.filter(job=name, state=Run.State.RUNNING).first()
            if row and row.total and sys.stderr.isatty():
                self.stderr.write(f"\r{row.percent:3} % {row.step:<60}", ending="")

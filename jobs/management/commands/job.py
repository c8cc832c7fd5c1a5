"""`manage.py job index`: run one of the jobs in this process."""

from argparse import ArgumentParser
from typing import Any

import redis
import requests
from django.core.management import BaseCommand, CommandError

from jobs import runner
from tmdb.errors import TMDBError


class Command(BaseCommand):
    help = "Run one of the jobs here and now, with its progress."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=sorted(runner.JOBS))
        parser.add_argument("--day", help="exports: of this day, YYYY-MM-DD")
        parser.add_argument("--days", type=int, help="backfill: so many days back")

    def handle(self, *args: Any, **options: Any) -> None:
        job_options = {name: options[name] for name in ("day", "days") if options[name]}
        try:
            row = runner.run(options["name"], on_progress=self._show_progress, **job_options)
        except runner.AlreadyRunning as error:
            raise CommandError("It runs already; the operator's page shows how far it is.") from error
        except redis.RedisError as error:
            raise CommandError(f"Redis is away ({type(error).__name__}).") from error
        except (runner.JobFailed, TMDBError, requests.RequestException, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(row.result)

    def _show_progress(self, done: int, total: int, step: str) -> None:
        """Overwrite a line on a terminal; in a log there would be too many lines."""
        if total and self.stderr.isatty():
            self.stderr.write(f"\r{100 * done // total:3} % {step:<60}", ending="\n" if done >= total else "")

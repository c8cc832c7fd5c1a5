from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Members"

    def ready(self) -> None:
        post_migrate.connect(make_limits_table, sender=self)


def make_limits_table(using: str, **_: Any) -> None:
    """Make the table of `jobs.cache`, if it is not there."""
    call_command("createcachetable", database=using, verbosity=0)

"""The site itself, as an app."""

import sqlite3
from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class SiteConfig(AppConfig):
    name = "tmdbsite"

    def ready(self) -> None:
        connection_created.connect(_as_many_values_as_it_takes)


def _as_many_values_as_it_takes(connection: Any, **kwargs: Any) -> None:
    """Django 5.2 gives SQLite 999 values a statement, as before 2020; it takes tens of thousands, and a sync of 2,000
    ratings is a handful of statements instead of fifty."""
    if connection.vendor == "sqlite":
        connection.features.max_query_params = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)

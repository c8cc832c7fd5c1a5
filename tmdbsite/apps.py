"""The site as an app, and Django's admin with the site's own AdminSite."""

import sqlite3
from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.backends.signals import connection_created


class SiteConfig(AppConfig):
    name = "tmdbsite"

    def ready(self) -> None:
        connection_created.connect(_raise_max_query_params)


class ClubAdminConfig(AdminConfig):
    default_site = "tmdbsite.admin.ClubAdminSite"


def _raise_max_query_params(connection: Any, **kwargs: Any) -> None:
    """Allow as many values in a statement as this SQLite takes.

    Django 5.2 assumes 999, the limit before 2020. With tens of thousands a sync of 2,000 ratings is a handful of
    statements instead of fifty.
    """
    if connection.vendor == "sqlite":
        connection.features.max_query_params = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)

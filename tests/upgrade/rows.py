"""Rows of older sites, under the names that their tables and columns have now."""

import sqlite3
from typing import Any

# Tables and columns that have other names now.
ENCRYPTED = {"sealed_session": "encrypted_session"}
TABLES = {
    "accounts_endingsession": "accounts_sessiontorevoke",
    "catalog_mark": "catalog_checkpoint",
    "catalog_point": "catalog_popularitypoint",
    "library_intent": "library_outboxentry",
}
COLUMNS: dict[str, dict[str, str]] = {
    "accounts_endingsession": ENCRYPTED | {"since": "created_at"},
    "accounts_invitation": {"made_by_id": "created_by_id", "made_at": "created_at"},
    "accounts_tmdblink": ENCRYPTED,
    "catalog_run": {"asked": "options"},
    "library_guest": ENCRYPTED | {"made_at": "created_at"},
    "library_intent": {
        "what": "action",
        "wish": "desired",
        "strikes": "failures",
        "wished_at": "enqueued_at",
        "trouble": "problem",
    },
    "library_sync": {
        "trouble": "problem",
        "agreed_at": "confirmed_at",
        "choice": "merge_strategy",
        "paused_until": "backoff_until",
        "pauses": "backoff_count",
        "pause_reason": "backoff_reason",
    },
}
# Tables that Django itself keeps, and the one by which the schedule notices new rows.
OTHERS = {
    "auth_permission",
    "django_celery_beat_periodictasks",
    "django_content_type",
    "django_migrations",
    "sqlite_sequence",
}

Rows = list[dict[str, Any]]


def list_tables(database: sqlite3.Connection) -> set[str]:
    """The tables of the site's own apps and of those it builds on."""
    return {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")} - OTHERS


def read(database: sqlite3.Connection, table: str) -> Rows:
    cursor = database.execute(f"select * from {table}")
    names = [column for column, *_ in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def read_renamed(database: sqlite3.Connection, table: str) -> Rows:
    """The rows of an older table, under the names that its columns have now."""
    names = COLUMNS.get(table, {})
    return [{names.get(column, column): value for column, value in row.items()} for row in read(database, table)]


def select_columns(rows: Rows, older: Rows) -> Rows:
    """As many of the rows as there are older ones, with the columns alone that those have."""
    return [{column: row[column] for column in old} for row, old in zip(rows, older, strict=False)]

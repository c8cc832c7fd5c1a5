"""How connections to the database are set up, and how long they wait for it.

Whoever clicks waits `PAGE_TIMEOUT` seconds at most; tasks and commands have more time. `tmdbsite.wsgi`, which only a
web server imports, calls `limit_page_waits`.
"""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

PAGE_TIMEOUT, TASK_TIMEOUT = 5, 20  # seconds for which a request, and everybody else, waits for the database
MAX_WAITING = 16  # threads of a process that wait for SQLite's write lock, or for a free connection to PostgreSQL
POOL_SIZE = 30  # connections of a process to PostgreSQL, made as they are needed
# Threads that the database can hold up: those in line, and with PostgreSQL each that waits in a statement besides. The
# web server has threads beyond these, which serve kept pages (supervisord.conf).
MAX_HELD_UP = POOL_SIZE + MAX_WAITING
# Opening the file anew for each request costs a tenth of a page; but who keeps it open for ever goes on writing to one
# that was moved away.
SQLITE_MAX_AGE = 60  # seconds
SQLITE = "django.db.backends.sqlite3"

# WAL and IMMEDIATE together: without the second, concurrent writers meet "database is locked".
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def config(url: str, default_path: str) -> dict[str, Any]:
    """Return Django's settings of the database at `url`, or in the SQLite file `default_path` when that is "". Raises
    ImproperlyConfigured."""
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(url)) if url else {"ENGINE": SQLITE, "NAME": default_path}
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured("DATABASE_URL is postgres://… or sqlite:///path") from error
    if database["ENGINE"] == SQLITE:
        database["CONN_MAX_AGE"] = SQLITE_MAX_AGE
    else:
        database["CONN_HEALTH_CHECKS"] = True  # a connection that the server has closed leaves the pool
    database["OPTIONS"] = _options(database["ENGINE"], database.get("OPTIONS", {}), TASK_TIMEOUT)
    return database


def _options(engine: str, given: dict[str, Any], seconds: int) -> dict[str, Any]:
    if engine == SQLITE:
        return _SQLITE_OPTIONS | {"timeout": seconds}
    pool = {"min_size": 1, "max_size": POOL_SIZE, "max_waiting": MAX_WAITING, "timeout": seconds}
    options = f"{given.get('options', '')} {_limits(seconds)}".strip()
    return {"connect_timeout": seconds, **given, "options": options, "pool": pool}


def _limits(seconds: int) -> str:
    limits = f"-c lock_timeout={seconds}s"
    return f"{limits} -c statement_timeout={seconds}s" if seconds == PAGE_TIMEOUT else limits


def _given(engine: str, options: dict[str, Any]) -> dict[str, Any]:
    """Return what the address said, of what `config` made of it."""
    if engine == SQLITE:
        return options
    given = {name: value for name, value in options.items() if (name, value) != ("connect_timeout", TASK_TIMEOUT)}
    return given | {"options": options["options"].removesuffix(_limits(TASK_TIMEOUT)).strip()}


def limit_page_waits() -> None:
    """Have all connections that this process makes from now on wait as long as a request may."""
    for database in connections.settings.values():
        engine = database["ENGINE"]
        database["OPTIONS"] = _options(engine, _given(engine, database["OPTIONS"]), PAGE_TIMEOUT)
        if engine == SQLITE and not str(database["NAME"]).startswith("file:"):
            database["NAME"] = f"{Path(database['NAME']).absolute().as_uri()}?mode=rw"  # a page never makes the file

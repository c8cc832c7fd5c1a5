"""Settings of the database's connections, and how long they wait.

Requests wait `PAGE_TIMEOUT` seconds at most; tasks and commands have more time. `tmdbsite.wsgi`, which only a web
server imports, calls `limit_page_waits`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connection, connections

PAGE_TIMEOUT, TASK_TIMEOUT = 5, 20  # seconds for which requests, and all else, wait for the database
MAX_WAITING = 16  # threads of a process that wait for SQLite's write lock, or for a free PostgreSQL connection
POOL_SIZE = 30  # PostgreSQL connections of a process, made as they are needed
# Threads that the database can block: those that wait, and with PostgreSQL those in a statement as well. The web server
# has threads beyond these, which serve cached pages (supervisord.conf).
MAX_BLOCKED = POOL_SIZE + MAX_WAITING
# Opening the file for each request costs a tenth of a page; but a connection that stays open for ever goes on writing
# to a file that was moved away.
SQLITE_MAX_AGE = 60  # seconds
START_LOCK = 0x66696C6D  # "film"; the number of PostgreSQL's lock for one start at a time
SQLITE = "django.db.backends.sqlite3"

# WAL and IMMEDIATE together: without the second, concurrent writers meet "database is locked".
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def build_config(url: str, default_path: str) -> dict[str, Any]:
    """Return Django's settings of the database at a URL, or in the SQLite file `default_path` when `url` is "".

    Raises ImproperlyConfigured.
    """
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(url)) if url else {"ENGINE": SQLITE, "NAME": default_path}
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured("DATABASE_URL is postgres://… or sqlite:///path") from error
    if database["ENGINE"] == SQLITE:
        database["CONN_MAX_AGE"] = SQLITE_MAX_AGE
    else:
        database["CONN_HEALTH_CHECKS"] = True  # a connection that the server closed leaves the pool
    database["OPTIONS"] = _build_options(database["ENGINE"], database.get("OPTIONS", {}), TASK_TIMEOUT)
    return database


def _build_options(engine: str, url_options: dict[str, Any], seconds: int) -> dict[str, Any]:
    if engine == SQLITE:
        return _SQLITE_OPTIONS | {"timeout": seconds}
    pool = {"min_size": 1, "max_size": POOL_SIZE, "max_waiting": MAX_WAITING, "timeout": seconds}
    options = f"{url_options.get('options', '')} {_build_limits(seconds)}".strip()
    return {"connect_timeout": seconds, **url_options, "options": options, "pool": pool}


def _build_limits(seconds: int) -> str:
    limits = f"-c lock_timeout={seconds}s"
    return f"{limits} -c statement_timeout={seconds}s" if seconds == PAGE_TIMEOUT else limits


def _strip_options(engine: str, options: dict[str, Any]) -> dict[str, Any]:
    """Return the options that the URL named, without those that `build_config` added."""
    if engine == SQLITE:
        return options
    default = ("connect_timeout", TASK_TIMEOUT)
    url_options = {name: value for name, value in options.items() if (name, value) != default}
    return url_options | {"options": options["options"].removesuffix(_build_limits(TASK_TIMEOUT)).strip()}


def limit_page_waits() -> None:
    """Set the timeouts of a request for all connections that this process makes from now on."""
    for database in connections.settings.values():
        engine = database["ENGINE"]
        database["OPTIONS"] = _build_options(engine, _strip_options(engine, database["OPTIONS"]), PAGE_TIMEOUT)
        if engine == SQLITE and not str(database["NAME"]).startswith("file:"):
            database["NAME"] = (
                f"{Path(database['NAME']).absolute().as_uri()}?mode=rw"  # a page must not create the file
            )


@contextmanager
def advisory_lock() -> Iterator[None]:
    """Be alone among all starts on this PostgreSQL meanwhile, on any host; an SQLite file has one start anyway.

    The lock is a transaction's, on a separate connection: it holds through a pooler, and ends with its process. Raises
    OperationalError at once when nothing answers, where the pool would go on trying.
    """
    if connection.vendor != "postgresql":
        yield
        return
    separate = connections.create_connection(DEFAULT_DB_ALIAS)
    options = {name: value for name, value in separate.settings_dict["OPTIONS"].items() if name != "pool"}
    separate.settings_dict = {**separate.settings_dict, "OPTIONS": options}
    separate.set_autocommit(False)
    try:
        with separate.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [START_LOCK])
        yield
    finally:
        separate.rollback()
        separate.close()

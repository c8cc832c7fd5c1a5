"""A site of before some lists were kept from TMDB: of what waits, deletions stay, and private lists are not sent."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests import running

AT = "2026-01-01 00:00:00"
ON_TMDB, NOT_ON_TMDB, PUBLIC = 1, 2, 3  # lists; the first two are not for everybody


def migrate(folder: Path, *target: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", *target]
    subprocess.run(command, cwd=running.ROOT, env=running.environment(folder, 0), check=True, timeout=120)


def insert(database: sqlite3.Connection, table: str, **values: object) -> None:
    """Insert a row; columns that need a value and are not named are empty, or zero."""
    for _, column, kind, is_required, _, is_key in database.execute(f"pragma table_info({table})").fetchall():
        if is_required and not is_key and column not in values:
            values[column] = AT if kind == "datetime" else "" if "char" in kind or kind == "TEXT" else 0
    marks = ", ".join("?" * len(values))
    database.execute(f"insert into {table} ({', '.join(values)}) values ({marks})", list(values.values()))


def enqueue(database: sqlite3.Connection, what: str, key: str, list_id: int, wish: object) -> None:
    values = {"what": what, "key": key, "list_id": list_id, "wish": json.dumps(wish), "state": "waiting"}
    insert(database, "library_intent", user_id=1, version=1, **values)


def test_waiting_deletions_stay_and_entries_of_private_lists_go(tmp_path: Path) -> None:
    migrate(tmp_path, "library", "0002")
    with closing(sqlite3.connect(tmp_path / "site.sqlite3")) as database:
        insert(database, "accounts_user", id=1, username="bob", providers="[]")
        insert(database, "library_title", id=1, kind="movie", tmdb_id=603)
        for number, audience, tmdb_id in (
            (ON_TMDB, "nobody", 8399001),
            (NOT_ON_TMDB, "nobody", None),
            (PUBLIC, "everybody", None),
        ):
            insert(database, "library_list", id=number, user_id=1, audience=audience, tmdb_id=tmdb_id)
            insert(database, "library_listitem", list_id=number, title_id=1, position=1)
            enqueue(database, "list_item", f"1:{number}", number, True)
        enqueue(database, "list", str(NOT_ON_TMDB), NOT_ON_TMDB, True)
        enqueue(database, "list", str(PUBLIC), PUBLIC, True)
        enqueue(database, "list", "77", 77, {"delete": 7})
        enqueue(database, "list", "78", 78, {"delete": None})  # it never was on TMDB
        database.commit()

        migrate(tmp_path)

        rows = database.execute("select action, key, desired from library_outboxentry where state = 'waiting'")
        assert {(action, key): json.loads(desired) for action, key, desired in rows} == {
            ("list_item", f"1:{ON_TMDB}"): True,  # it waits until the member decides about the list
            ("list_item", f"1:{PUBLIC}"): True,
            ("list", str(PUBLIC)): True,
            ("list_drop", "77:7"): {"delete": 7},
        }
        items = dict(database.execute("select list_id, is_on_tmdb from library_listitem"))
        assert items == {ON_TMDB: 1, NOT_ON_TMDB: 0, PUBLIC: 0}

"""A site of November 2026 goes on with today's code: its rows, its secrets, its schedule, its queue.

`site.sql` and `queue.json` are what the code of that time left in the database and in Redis, with the SECRET_KEY of the
tests. The queue's messages have the tasks' names of that time and of before.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from accounts import encryption
from tests.jobs.worker_site import WorkerSite, wait_until
from tests.upgrade.rows import TABLES, list_tables, read, read_renamed, select_columns

BEFORE = Path(__file__).with_name("site.sql")
QUEUE = Path(__file__).with_name("queue.json")
SESSION_COOKIE = "filmclub-016f9171_session"  # its name under the tests' SECRET_KEY
SESSION_KEY = "sessionofbobsessionofbobsessiono"

START = """
from tmdbsite import schedule, upgrade
upgrade.bring_up_to_date(print)
schedule.add_missing()
"""
OPEN_PAGE = f"""
session_key = {SESSION_KEY!r}
from django.conf import settings
from django.test import Client
client = Client(headers={{"Host": "localhost"}})
client.cookies[settings.SESSION_COOKIE_NAME] = session_key
print(settings.SESSION_COOKIE_NAME, client.get("/accounts/").status_code)
"""
PREPARE_TMDB = "from catalog.gateway import tmdb_client; tmdb_client.demo().prepare()"
# What bob, account 9100103, has at TMDB: the session of his link, one that shall end, and two lists.
TMDB_BEFORE = """
insert into session values ('session-of-bob', 9100103, '2026-11-25 12:00:00 UTC');
insert into session values ('session-to-end', 9100103, '2026-11-25 12:00:00 UTC');
insert into list values (8399001, 9100103, 'Owls', '', 'en', '2026-11-25 12:00:00 UTC');
insert into list values (8399002, 9100103, 'Bats', '', 'en', '2026-11-25 12:00:00 UTC');
insert into list_item values (8399002, 'movie', 604, 1);
"""
PUSHES = ("movie-add-rating", "account-add-favorite", "account-add-to-watchlist", "list-add-movie", "list-delete")


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The database after the first start with today's code."""
    site = WorkerSite(tmp_path_factory.mktemp("upgrade"), SECRET_KEY=settings.SECRET_KEY)
    with closing(sqlite3.connect(site.folder / "site.sqlite3")) as database:
        database.executescript(BEFORE.read_text(encoding="utf-8"))
    site.run(START)
    return (site.folder / "site.sqlite3").read_bytes()


@pytest.fixture
def site(tmp_path: Path, upgraded: bytes) -> WorkerSite:
    (tmp_path / "site.sqlite3").write_bytes(upgraded)
    return WorkerSite(tmp_path, SECRET_KEY=settings.SECRET_KEY, DEBUG="on")  # pages without collected static files


@pytest.fixture
def database(site: WorkerSite) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(site.folder / "site.sqlite3", timeout=20)) as connection:
        yield connection


@pytest.fixture
def before() -> Iterator[sqlite3.Connection]:
    """The database as it was."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(BEFORE.read_text(encoding="utf-8"))
        yield connection


def test_every_row_is_there_under_its_new_name(before: sqlite3.Connection, database: sqlite3.Connection) -> None:
    tables = list_tables(before)
    assert {"library_intent", "django_celery_beat_periodictask", "mfa_authenticator"} <= tables
    for table in sorted(tables):
        expected = read_renamed(before, table)
        assert select_columns(read(database, TABLES.get(table, table)), expected) == expected


def test_models_keep_the_content_types_that_the_admin_s_history_and_permissions_are_about(
    before: sqlite3.Connection, database: sqlite3.Connection
) -> None:
    query = "select id, app_label || '_' || model from django_content_type"
    models = dict(database.execute(query))
    assert {number: TABLES.get(model, model) for number, model in before.execute(query)}.items() <= models.items()
    assert not set(TABLES) & set(models.values())


def test_the_schedule_is_neither_doubled_nor_reset(database: sqlite3.Connection) -> None:
    names = [name for (name,) in database.execute("select name from django_celery_beat_periodictask")]
    assert len(names) == len(set(names)) == 11
    query = """
        select task.name, enabled, hour, minute from django_celery_beat_periodictask task
        join django_celery_beat_crontabschedule crontab on crontab.id = crontab_id
        where task.name in ('changes', 'warm')
    """
    assert set(database.execute(query)) == {("changes", 1, "3", "5"), ("warm", 0, "*", "*/10")}


def decrypt_all(database: sqlite3.Connection) -> list[str]:
    tables = ("accounts_tmdblink", "accounts_sessiontorevoke", "library_guest")
    encrypted = [row["encrypted_session"] for table in tables for row in read(database, table)]
    encrypted += [json.loads(row["data"])["secret"] for row in read(database, "mfa_authenticator")]
    return [encryption.decrypt(secret) for secret in encrypted]


def test_secrets_are_decrypted_and_sealed_anew(site: WorkerSite, database: sqlite3.Connection) -> None:
    secrets = ["session-of-bob", "session-to-end", "session-of-a-guest", "SECRETOFALICE234"]
    assert decrypt_all(database) == secrets
    site.run("from django.core.management import call_command; call_command('reseal')")
    assert decrypt_all(database) == secrets


def test_members_stay_signed_in(site: WorkerSite) -> None:
    with site.valkey():
        assert site.run(OPEN_PAGE) == f"{SESSION_COOKIE} 200"


@pytest.fixture
def tmdb(site: WorkerSite) -> Iterator[sqlite3.Connection]:
    """What the stand-in of the site knows of accounts."""
    site.run(PREPARE_TMDB)
    with closing(sqlite3.connect(site.folder / "tmdb-demo-state.sqlite3", timeout=20)) as connection:
        connection.executescript(TMDB_BEFORE)
        yield connection


def test_what_waits_is_done_once(site: WorkerSite, database: sqlite3.Connection, tmdb: sqlite3.Connection) -> None:
    """The outbox, and tasks in the queue; the failed entry stays, and so does the one that had arrived."""
    with site.valkey():
        site.client.set("first-index", b"1")
        for queue, messages in json.loads(QUEUE.read_text(encoding="utf-8")).items():
            site.client.lpush(queue, *map(json.dumps, messages))
        with site.worker():
            wait_until(lambda: not waiting(database) and len(finished_runs(database)) == 4)
            wait_until(lambda: not site.client.llen("celery:celery") and not site.client.hlen("celery:unacked"))
        assert site.client.exists("beat:seen")
    assert finished_runs(database) == [
        ("changes", "done"),
        ("exports", "done"),
        ("warm", "done"),
        ("warm", "failed"),
    ]
    log = (site.folder / "log").read_text()
    assert {operation: log.count(f"operation={operation} ") for operation in PUSHES} == dict.fromkeys(PUSHES, 1)
    assert "operation=movie-details " in log
    assert "Traceback" not in log
    assert "unregistered task" not in log
    states = dict(database.execute("select action || ' ' || key, state from library_outboxentry"))
    assert states.pop("rating 2") == "failed"
    assert set(states.values()) == {"done"}
    ratings = "select id, value from rating where owner = 'account:9100103'"
    assert tmdb.execute(ratings).fetchall() == [(603, 8.5)]
    marks = "select kind, id from mark where account_id = 9100103 order by kind"
    assert tmdb.execute(marks).fetchall() == [("favorite", 604), ("watchlist", 605)]
    assert tmdb.execute("select id from list where account_id = 9100103").fetchall() == [(8399001,)]
    assert tmdb.execute("select id from list_item where list_id = 8399001").fetchall() == [(603,)]
    assert tmdb.execute("select session_id from session where account_id = 9100103").fetchall() == [("session-of-bob",)]
    assert read(database, "accounts_sessiontorevoke") == []


def waiting(database: sqlite3.Connection) -> int:
    sql = "select (select count(*) from library_outboxentry where state = 'waiting')"
    return int(database.execute(f"{sql} + (select count(*) from accounts_sessiontorevoke)").fetchone()[0])


def finished_runs(database: sqlite3.Connection) -> list[tuple[str, str]]:
    return database.execute(
        "select job, state from catalog_run where state <> 'running' order by job, state"
    ).fetchall()

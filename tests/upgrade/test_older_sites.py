"""Data folders of all versions that landed go on with today's code, after a copy was made.

`sites/` has one of each, as the code of that time left it: `members.sql`, the first with members (23 November 2026);
`jobs.sql`, with jobs and a schedule (of the same day); `two_workers.sql` (25 November). A later one is `site.sql`.
"""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from django.conf import settings

from tests.tmdbsite.backup.conftest import Installation
from tests.upgrade.rows import TABLES, Rows, list_tables, read, read_renamed, select_columns
from tmdbsite import upgrade

SITES = sorted((Path(__file__).parent / "sites").glob("*.sql"))
SESSION_KEY = "sessionofbobsessionofbobsessiono"
PRIVATE_LIST = 1
NAMES = ["The Matrix", "Owls “&amp; more”", "Breaking Bad"]  # on bob's page
START = f"""
import json
from django.conf import settings
from django.test import Client
from accounts import encryption
from accounts.models import TmdbLink
from library.models import Guest
from tmdbsite import schedule, upgrade
upgrade.bring_up_to_date(lambda text: None)
schedule.add_missing()
client = Client(headers={{"Host": "localhost"}})
client.cookies[settings.SESSION_COOKIE_NAME] = {SESSION_KEY!r}
page = client.get("/me/", follow=True)
print(json.dumps({{
    "sessions": [TmdbLink.objects.get().decrypt_session(), encryption.decrypt(Guest.objects.get().encrypted_session)],
    "status": page.status_code,
    "names": [name for name in {NAMES!r} if name in page.content.decode()],
}}))
"""


def read_dump(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.executescript(path.read_text(encoding="utf-8"))
    return database


def write_database(folder: Path, dump: Path) -> Installation:
    with closing(sqlite3.connect(folder / "site.sqlite3")) as database:
        database.executescript(dump.read_text(encoding="utf-8"))
    return Installation(folder, {"SECRET_KEY": settings.SECRET_KEY, "DEBUG": "on"})


def expect(before: sqlite3.Connection, table: str) -> Rows:
    """The rows of today: tasks of jobs have another name, and nothing of a private list waits for TMDB."""
    rows = read_renamed(before, table)
    if table == "library_intent":
        return [row for row in rows if row["list_id"] != PRIVATE_LIST]
    if table == "django_celery_beat_periodictask":
        return [row | {"task": row["task"].replace("catalog.tasks", "jobs.tasks")} for row in rows]
    return rows


@pytest.mark.parametrize("dump", SITES, ids=lambda path: path.stem)
def test_every_row_secret_and_session_is_there(tmp_path: Path, dump: Path) -> None:
    site = write_database(tmp_path, dump)
    sessions = ["session-of-bob", "session-of-a-guest"]
    assert json.loads(site.shell(START)) == {"sessions": sessions, "status": 200, "names": NAMES}
    with closing(read_dump(dump)) as before, closing(sqlite3.connect(tmp_path / "site.sqlite3")) as database:
        for table in sorted(list_tables(before)):
            expected = expect(before, table)
            assert select_columns(read(database, TABLES.get(table, table)), expected) == expected
        (copy,) = (tmp_path / "backups").glob("*-before-upgrade.zip")
        assert read_copy(copy, tmp_path) == list(before.iterdump())


def read_copy(backup: Path, folder: Path) -> list[str]:
    with zipfile.ZipFile(backup) as archive, closing(sqlite3.connect(archive.extract("database", folder))) as database:
        return list(database.iterdump())


def test_a_start_of_an_older_version_is_refused(tmp_path: Path) -> None:
    site = write_database(tmp_path, SITES[0])
    with closing(sqlite3.connect(tmp_path / "site.sqlite3")) as database:
        database.execute("insert into django_migrations values (999, 'library', '0999_future', '2026-12-24')")
        database.commit()
        before = list(database.iterdump())
        refusal = site.refusal("start")
        assert refusal.startswith("The data are of a newer version of the site: library.0999_future is not in this one")
        assert list(database.iterdump()) == before


def test_without_a_copy_nothing_is_brought_up_to_date(tmp_path: Path) -> None:
    site = write_database(tmp_path, SITES[0])
    (tmp_path / "backups").write_text("in the way")
    with closing(sqlite3.connect(tmp_path / "site.sqlite3")) as database:
        before = list(database.iterdump())
        refusal = site.refusal("start")
        assert refusal.startswith("The data are of an older version, and can't be copied before")
        assert list(database.iterdump()) == before


@pytest.mark.django_db
def test_a_start_without_migrations_to_run_is_cheap(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    lines: list[str] = []
    with django_assert_max_num_queries(4):
        upgrade.bring_up_to_date(lines.append)
    assert lines == []

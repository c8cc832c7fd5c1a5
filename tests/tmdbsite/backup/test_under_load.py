"""A club of 100,000 rows is backed up while others write, restored elsewhere, and moved: no row is another."""

import shutil
from pathlib import Path

import psycopg
import pytest

from tests import running
from tests.tmdbsite.backup import club as club_of_200
from tests.tmdbsite.backup.conftest import Installation, modes
from tests.tmdbsite.backup.rows import Rows, read_postgres, read_sqlite, take_written, writing

pytestmark = pytest.mark.xdist_group("club")

OPEN_PAGE = f"""
from django.conf import settings
from django.test import Client
from accounts.models import TmdbLink
client = Client(headers={{"Host": "localhost"}})
client.cookies[settings.SESSION_COOKIE_NAME] = {club_of_200.SESSION_KEY!r}
print(client.get("/accounts/").status_code, TmdbLink.objects.get(user_id=7).decrypt_session())
"""
ADD_LIST = """
from django.utils import timezone
from library.models import List
now = timezone.now()
print(List.objects.create(user_id=1, name="New", created_at=now, changed_at=now).pk)
"""
MAX_NUMBER = club_of_200.MEMBERS * club_of_200.LISTS  # of a list, which was deleted


def back_up_under_load(site: Installation, address: Path | str, target: Path) -> tuple[int, int]:
    """Back up while somebody writes, and return how much they had written before, and after."""
    with writing(address) as writer:
        start = writer.number
        running.wait_until(lambda: writer.number > start + 10, 30)
        before = writer.number
        site.manage("backup", str(target))
        return before, writer.number


def assert_consistent(restored: Rows, original: Rows, written: tuple[int, int]) -> None:
    pairs = take_written(restored)
    take_written(original)
    assert written[0] <= pairs <= written[1]
    assert sum(rows.total() for rows in original.values()) > 100_000
    assert restored == original


def test_sqlite(club: Installation, tmp_path: Path) -> None:
    target, elsewhere = tmp_path / "club.zip", Installation(tmp_path / "elsewhere", {"DEBUG": "on"})
    database = club.folder / "site.sqlite3"
    written = back_up_under_load(club, database, target)
    assert modes(tmp_path) == {"club.zip": "0o600"}
    assert "is restored" in elsewhere.manage("restore", str(target))
    assert modes(elsewhere.folder) == {"secret_key": "0o600", "site.sqlite3": "0o600"}
    assert_consistent(read_sqlite(elsewhere.folder / "site.sqlite3"), read_sqlite(database), written)
    assert elsewhere.shell(OPEN_PAGE) == "200 s7", "sessions hold, here and at TMDB"


@pytest.mark.postgres
def test_postgresql(club: Installation, tmp_path: Path, postgres_urls: tuple[str, str]) -> None:
    """Moved there, backed up there, restored in another database, over the wreck of what was in it."""
    first, second = postgres_urls
    shutil.copytree(club.folder, tmp_path / "moved")
    moved = Installation(tmp_path / "moved", {"DATABASE_URL": first})
    assert "all were compared" in moved.manage("move")
    rows, json_columns = read_postgres(first)
    assert rows == read_sqlite(club.folder / "site.sqlite3", json_columns)
    assert "is not empty" in moved.refusal("move")

    written = back_up_under_load(moved, first, tmp_path / "club.zip")
    with psycopg.connect(second) as client:
        client.execute("create table library_rating (id text)")
        client.execute("create table of_a_newer_version (id text)")
        client.execute("insert into library_rating values ('what was here')")
    elsewhere = Installation(tmp_path / "elsewhere", {"DATABASE_URL": second, "DEBUG": "on"})
    assert "What was here before is in" in elsewhere.manage("restore", str(tmp_path / "club.zip"))
    (former,) = elsewhere.folder.glob("before-restore-*")
    assert modes(former).keys() == {"backup.zip", "secret_key"}
    assert_consistent(read_postgres(second)[0], read_postgres(first)[0], written)
    assert elsewhere.shell(OPEN_PAGE + ADD_LIST) == f"200 s7\n{MAX_NUMBER + 1}", "no number comes again"

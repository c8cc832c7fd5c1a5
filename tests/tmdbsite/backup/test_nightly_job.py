"""A backup every night, by the schedule or a button, kept for seven days."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import User
from jobs import runner
from tests.conftest import get_page, sign_in
from tmdbsite.backup import creation, folder
from tmdbsite.backup.archive import BackupError

pytestmark = pytest.mark.django_db(transaction=True)  # SQLite copies nothing within a transaction that writes
DAY = 86400


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)


def add_older(kind: str, days: int) -> Path:
    day = datetime.now(UTC) - timedelta(days=days)
    path = folder.new_path(kind).with_name(f"{day:%Y-%m-%dT%H-%M-%S}-{kind}.zip")
    path.write_bytes(b"older")
    os.utime(path, (day.timestamp(), day.timestamp()))
    return path


def test_those_of_seven_days_are_kept() -> None:
    nightly = [add_older(folder.NIGHTLY, days) for days in range(1, 10)]
    upgrades = [add_older(folder.BEFORE_UPGRADE, days) for days in (29, 31)]
    other = folder.path() / "mine.zip"
    other.write_bytes(b"the operator's")
    os.utime(other, (0, 0))
    run = runner.run("backup")
    (newest, *older) = folder.list_backups(folder.NIGHTLY)
    assert older == nightly[:6]
    assert run.result.startswith(f"{newest.name}: ")
    assert folder.list_backups(folder.BEFORE_UPGRADE) == upgrades[:1]
    assert other.exists()
    assert folder.path().stat().st_mode & 0o777 == 0o700


def test_the_newest_stays_however_old_it_is() -> None:
    upgrade = add_older(folder.BEFORE_UPGRADE, 400)
    runner.run("backup")
    assert upgrade.exists()


def test_a_backup_that_fails_takes_no_older_one_away(monkeypatch: pytest.MonkeyPatch) -> None:
    older = [add_older(folder.NIGHTLY, days) for days in (8, 9)]

    def fail(target: Path, report: object) -> None:
        raise BackupError("The database is damaged.")

    monkeypatch.setattr(creation, "create", fail)
    with pytest.raises(BackupError):
        runner.run("backup")
    assert folder.list_backups(folder.NIGHTLY) == older


def test_what_killed_processes_left_goes_after_a_day() -> None:
    for name, age in (("old", 2 * DAY), ("new", DAY / 2)):
        draft = folder.new_path("x").with_name(f"{creation.DRAFT_PREFIX}{name}")
        draft.mkdir()
        os.utime(draft, (0, time.time() - age))
    folder.delete_old()
    assert [path.name for path in folder.path().iterdir()] == [".backup-new"]


def test_the_operator_s_page_tells_of_backups_and_has_a_button(alice: User) -> None:
    host = sign_in(alice)
    assert "None yet." in get_page(host, "/admin/tmdb/")
    runner.run("backup")
    add_older(folder.NIGHTLY, 1)
    body = get_page(host, "/admin/tmdb/")
    assert "2 here, the newest made" in body
    assert "/admin/tmdb/run/backup/" in body
    (newest, older) = folder.list_backups(folder.NIGHTLY)
    newest.unlink()
    os.utime(older, (0, time.time() - 3 * DAY))
    assert "1 here, the newest made 3 days ago" in get_page(host, "/admin/tmdb/")

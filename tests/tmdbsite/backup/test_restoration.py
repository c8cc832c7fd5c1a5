"""Backups that can't be restored are refused, and what was there stays; what is replaced is kept."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from django.conf import settings

from catalog.gateway import tmdb_client
from tests.stand_in import StandIn
from tests.tmdbsite.backup.conftest import modes
from tmdbsite.backup import creation, restoration
from tmdbsite.backup.archive import BackupError

pytestmark = pytest.mark.django_db
FORMER = b"what was here before"


@pytest.fixture(scope="module")
def original(
    stand_in: StandIn, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A backup of the tests' own database."""
    path = tmp_path_factory.mktemp("original") / "club.zip"
    with django_db_blocker.unblock():
        creation.create(path)
    return path


@pytest.fixture
def backup(tmp_path: Path, original: Path) -> Path:
    return Path(shutil.copy(original, tmp_path / "club.zip"))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a site whose database is damaged."""
    folder = tmp_path / "data"
    (folder / "valkey").mkdir(parents=True)
    for name in ("site.sqlite3", "site.sqlite3-wal", "secret_key", "popularity.sqlite3"):
        (folder / name).write_bytes(FORMER)
    monkeypatch.setattr(settings, "DATA_DIR", folder)
    demo = SimpleNamespace(state=SimpleNamespace(path=folder / "tmdb-demo-state.sqlite3"))
    monkeypatch.setattr(tmdb_client, "demo", lambda: demo)
    monkeypatch.setattr(restoration, "sqlite_path", lambda: folder / "site.sqlite3")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rewrite(backup: Path, name: str, change: Callable[[bytes], bytes | None]) -> None:
    """Write a backup anew, with one of its files changed, or without it."""
    with zipfile.ZipFile(backup) as old:
        files = {member: old.read(member) for member in old.namelist()}
    with zipfile.ZipFile(backup, "w") as new:
        for member, text in files.items():
            changed = change(text) if member == name else text
            if changed is not None:
                new.writestr(member, changed)


def change_manifest(backup: Path, **values: object) -> None:
    rewrite(backup, "manifest.json", lambda text: json.dumps(json.loads(text) | values).encode())


def replace_file(backup: Path, name: str, text: bytes) -> None:
    """Replace a file in a backup, as if it had been backed up so."""
    rewrite(backup, name, lambda old: text)
    with zipfile.ZipFile(backup) as archive:
        files = json.loads(archive.read("manifest.json"))["files"]
    change_manifest(backup, files=files | {name: {"size": len(text), "sha256": hashlib.sha256(text).hexdigest()}})


def test_what_was_here_is_kept_beside_it(backup: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "of another site")
    result = restoration.restore(backup)
    assert result.is_key_overruled
    assert result.former_data
    assert result.former_data.parent == data
    assert content(result.former_data) == dict.fromkeys(("site.sqlite3", "site.sqlite3-wal", "secret_key"), FORMER)
    assert (result.former_data / "valkey").is_dir()
    restored = {"site.sqlite3", "secret_key", "tmdb-demo-state.sqlite3"}
    assert modes(data).keys() == {*restored, result.former_data.name}
    assert modes(data)["site.sqlite3"] == modes(data)["secret_key"] == "0o600"
    assert (data / "secret_key").read_text() == settings.SECRET_KEY
    with closing(sqlite3.connect(data / "site.sqlite3")) as database:
        assert database.execute("select count(*) from django_migrations").fetchone()[0] > 50


def test_other_settings_are_named_and_written_beside_it(
    backup: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = b"SIGNUP='open'\nSITE_NAME='The Fleapit\\'s'\n"
    replace_file(backup, "settings.env", text)
    monkeypatch.setenv("SIGNUP", "open")
    monkeypatch.setenv("SITE_NAME", "Another")
    result = restoration.restore(backup)
    assert result.differing_settings == ["SITE_NAME"]
    assert result.settings_file == data / "restored.env"
    assert result.settings_file.read_bytes() == text
    assert modes(data)["restored.env"] == "0o600"


def flip_a_bit(backup: Path) -> None:
    text = bytearray(backup.read_bytes())
    text[len(text) // 3] ^= 1
    backup.write_bytes(text)


def back_up_half_a_database(backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        text = archive.read("database")
    replace_file(backup, "database", text[: len(text) // 2])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.unlink(), "There is no file"),
        (lambda path: path.write_text("Dear diary"), "is no backup of this site"),
        (lambda path: path.write_bytes(path.read_bytes()[:-500]), "is no backup of this site, or it is damaged"),
        (flip_a_bit, "damaged"),
        (lambda path: rewrite(path, "database", lambda text: text[:-4096]), "database is not as it was backed up"),
        (back_up_half_a_database, "The database is damaged"),
        (lambda path: rewrite(path, "database", lambda text: None), "database is missing"),
        (lambda path: rewrite(path, "manifest.json", lambda text: None), "is no backup of this site"),
        (lambda path: rewrite(path, "manifest.json", lambda text: b"{}"), "is no backup of this site"),
        (lambda path: change_manifest(path, kind="holiday pictures"), "is no backup of this site"),
        (lambda path: change_manifest(path, format=99), "was made by a newer version"),
        (lambda path: change_manifest(path, files={}), "database, secret_key, settings.env is missing"),
        (lambda path: change_manifest(path, database="postgresql"), "is of PostgreSQL, and the site is on SQLite here"),
        (
            lambda path: change_manifest(path, migrations={"library": ["0999_future"]}, versions={"site": "9.1"}),
            r"newer version of the site \(9.1, with library.0999_future\): install that version first",
        ),
    ],
)
def test_what_can_not_be_restored_is_said_and_changes_nothing(
    backup: Path, data: Path, spoil: Callable[[Path], object], words: str
) -> None:
    before = content(data)
    spoil(backup)
    with pytest.raises(BackupError, match=words):
        restoration.restore(backup)
    assert content(data) == before


def test_a_running_site_is_left_alone(backup: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "supervisord.pid").write_text("7")

    class Supervisor:
        def __init__(self, pid: int) -> None:
            self.pid = pid

        def cmdline(self) -> list[str]:
            return ["python", "-m", "tmdbsite.supervise"]

    monkeypatch.setattr(psutil, "Process", Supervisor)
    with pytest.raises(BackupError, match="The site is running: end it first"):
        restoration.restore(backup)


HAVE_OPEN = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.executescript("pragma journal_mode = wal; create table t (a)")
database.execute("select * from t").fetchall()
print("open", flush=True)
sys.stdin.read()
"""


def test_a_database_that_anybody_has_open_is_left_alone(backup: Path, data: Path) -> None:
    (data / "site.sqlite3").unlink()
    (data / "site.sqlite3-wal").unlink()
    command = [sys.executable, "-c", HAVE_OPEN, str(data / "site.sqlite3")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        with pytest.raises(BackupError, match="The site is running: end it first"):
            restoration.restore(backup)
        process.communicate("")
    restoration.restore(backup)

"""What is in a backup, what is not, and what stops one."""

import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from catalog.gateway import tmdb_client
from tests.stand_in import StandIn
from tests.tmdbsite.backup.conftest import Installation, modes
from tmdbsite.backup import creation
from tmdbsite.backup.archive import BackupError
from tmdbsite.version import VERSION

SITE_SETTINGS = {
    "SITE_NAME": 'The Fleapit\'s \\ "best"',
    "EMAIL_URL": "smtp://club:hunter2@mail.example.org",
    "DATABASE_URL": "postgres://club:hunter3@db.example.org/club",
    "HOST": "0.0.0.0",
}


@pytest.mark.django_db(transaction=True)
def test_what_can_not_be_made_again_and_nothing_else(
    tmp_path: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SITE_SETTINGS.items():
        monkeypatch.setenv(name, value)
    key_file = tmp_path / "key"
    key_file.write_text("of-the-file\n")
    monkeypatch.setenv("TMDB_API_KEY_FILE", str(key_file))
    target = tmp_path / "club.zip"
    creation.create(target)
    creation.create(target)  # an older backup may be replaced
    assert modes(tmp_path).keys() == {"club.zip", "key"}
    assert modes(tmp_path)["club.zip"] == "0o600"
    with zipfile.ZipFile(target) as backup:
        manifest = json.loads(backup.read("manifest.json"))
        names = {"manifest.json", "database", "secret_key", "settings.env"}
        assert set(backup.namelist()) == names | {"demo-state.sqlite3"}
        assert backup.read("secret_key").decode() == settings.SECRET_KEY
        text = backup.read("settings.env").decode()
    assert text == (
        "EMAIL_URL='smtp://club:hunter2@mail.example.org'\n"
        "SITE_NAME='The Fleapit\\'s \\\\ \"best\"'\n"
        "TMDB_API_KEY='of-the-file'\n"
    )
    assert manifest["versions"]["site"] == VERSION
    assert "0001_initial" in manifest["migrations"]["library"]
    assert manifest["files"].keys() == names - {"manifest.json"} | {"demo-state.sqlite3"}
    assert len(manifest["files"]["database"]["sha256"]) == 64
    assert tmdb_client.demo().state.exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("folder", "is a folder: name a file"),
        ("missing/club.zip", "There is no folder"),
        ("site.sqlite3", "is something else than a backup, and stays as it is"),
    ],
)
def test_a_place_where_no_backup_can_be_is_said(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "site.sqlite3").write_text("not to be lost")
    with pytest.raises(BackupError, match=words):
        creation.create(tmp_path / name)
    assert (tmp_path / "site.sqlite3").read_text() == "not to be lost"


@pytest.mark.xdist_group("club")
def test_a_full_disk_is_a_sentence_and_leaves_nothing(club: Installation, tmp_path: Path) -> None:
    done = club.run("backup", str(tmp_path / "club.zip"), max_file_size=100_000)
    assert done.returncode != 0
    assert done.stderr == "CommandError: The database can't be copied: disk I/O error.\n"
    assert os.listdir(tmp_path) == []


FAKE_PG_DUMP = """#!/bin/sh
echo "$@" > "{folder}/arguments"
echo "$PGUSER $PGPASSWORD $PGHOST $PGPORT $PGDATABASE $PGSSLMODE" > "{folder}/environment"
echo "pg_dump: error: aborting because of server version mismatch" >&2
exit 1
"""


def test_the_password_of_postgresql_is_in_no_argument(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "pg_dump").write_text(FAKE_PG_DUMP.format(folder=tmp_path))
    (programs / "pg_dump").chmod(0o755)
    url = "postgres://club:hunter2@db.example.org:5433/films?sslmode=require"
    site = Installation(tmp_path / "data", {"DATABASE_URL": url, "PATH": f"{programs}:{os.environ['PATH']}"})
    done = site.run("backup", str(tmp_path / "club.zip"))
    assert done.stderr == "CommandError: pg_dump failed: aborting because of server version mismatch\n"
    assert (tmp_path / "environment").read_text() == "club hunter2 db.example.org 5433 films require\n"
    assert "hunter2" not in (tmp_path / "arguments").read_text()
    assert not (tmp_path / "club.zip").exists()


def test_missing_programs_of_postgresql_are_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgres://club:hunter2@127.0.0.1:1/films"
    site = Installation(tmp_path / "data", {"DATABASE_URL": url, "PATH": "/nowhere"})
    assert shutil.which("pg_dump", path="/nowhere") is None
    assert site.refusal("backup", str(tmp_path / "club.zip")).startswith("pg_dump is not installed here")

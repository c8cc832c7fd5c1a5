"""Settings from the environment: strict, and clear when they are wrong."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tmdbsite import env

ROOT = Path(settings.BASE_DIR)


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text('# a comment\nFROM_FILE="two words"\nFROM_BOTH=file\nexport EXPORTED=yes\n')
    monkeypatch.setenv("FROM_BOTH", "environment")
    for name in ("FROM_FILE", "EXPORTED"):
        monkeypatch.delenv(name, raising=False)
    env.load(file)
    assert env.text("FROM_FILE") == "two words"
    assert env.text("FROM_BOTH") == "environment"
    assert env.text("EXPORTED") == "yes"
    for name in ("FROM_FILE", "EXPORTED"):
        os.environ.pop(name)


@pytest.mark.parametrize("line", ["no equals sign", 'UNFINISHED="', "= value"])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / ".env"
    file.write_text(f"FINE=1\n{line}\n")
    with pytest.raises(ImproperlyConfigured, match="line 2"):
        env.load(file)
    os.environ.pop("FINE", None)


def test_a_secret_may_be_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "token"
    file.write_text("very secret\n")
    monkeypatch.setenv("TOKEN_FILE", str(file))
    assert env.secret("TOKEN") == "very secret"
    monkeypatch.setenv("TOKEN_FILE", str(tmp_path / "missing"))
    with pytest.raises(ImproperlyConfigured, match="TOKEN_FILE"):
        env.secret("TOKEN")


def test_wrong_values_are_refused_without_being_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCH", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="SWITCH is on or off"):
        env.flag("SWITCH")
    monkeypatch.setenv("ADDRESS", "ftp://user:hunter2@host")
    with pytest.raises(ImproperlyConfigured) as caught:
        env.url("ADDRESS")
    assert "hunter2" not in str(caught.value)


def manage(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, **variables}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DEBUG", "perhaps", "DEBUG is on or off"),
        ("REDIS_URL", "http://host", "REDIS_URL starts with"),
        ("DATABASE_URL", "nonsense://", "DATABASE_URL"),
        ("TMDB_API_URL", "api.example", "TMDB_API_URL starts with"),
        ("SIGNUP", "sometimes", "SIGNUP is one of: invite, open, closed"),
        ("METRICS_TOKEN", "hunter2", "METRICS_TOKEN has at least 16 characters"),
        ("LOG_FORMAT", "xml", "LOG_FORMAT is one of: line, json"),
        ("EMAIL_URL", "mail.example.org", "EMAIL_URL is smtp://"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line(tmp_path: Path, name: str, value: str, words: str) -> None:
    result = manage("check", DATA_DIR=str(tmp_path), **{name: value})
    assert result.returncode != 0
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_bare_checkout_makes_a_key_and_keeps_it(tmp_path: Path) -> None:
    for _ in range(2):
        assert manage("check", DATA_DIR=str(tmp_path)).returncode == 0
    key = tmp_path / "secret_key"
    assert len(key.read_text()) > 40
    assert key.stat().st_mode & 0o077 == 0


def test_every_setting_is_documented() -> None:
    documented = (ROOT / "docs" / "configuration.md").read_text()
    sources = [ROOT / "tmdbsite" / "settings.py", ROOT / "tmdbsite" / "management" / "commands" / "start.py"]
    pattern = re.compile(r'env\.(?:text|secret|token|flag|words|url|choice|mail)\(\s*"([A-Z_]+)"')
    names = {name for path in sources for name in pattern.findall(path.read_text())}
    assert len(names) > 10
    assert {name for name in names if f"`{name}`" not in documented} == set()

"""Tests and measurements have their own database, Redis and data folder, whatever a site's environment says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

HOSTILE = {
    "ALLOWED_HOSTS": "films.example.org",
    "BEHIND_PROXY": "on",
    "CELERY_BROKER_URL": "redis://127.0.0.1:1/3",
    "CSRF_TRUSTED_ORIGINS": "https://films.example.org",
    "DATABASE_URL": "postgres://club:secret@db.example.org/club",
    "DEBUG": "on",
    "EMAIL_FROM": "club@example.org",
    "EMAIL_URL": "smtp://club:secret@mail.example.org:587",
    "OIDC_CLIENT_ID": "club",
    "OIDC_CLIENT_SECRET": "secret",
    "OIDC_SERVER_URL": "https://sso.example.org",
    "PATH_PREFIX": "/films",
    "SITE_URL": "https://films.example.org/films",
    "REDIS_URL": "redis://127.0.0.1:1/3",
    "SECRET_KEY": "of the site",
    "SIGNUP": "open",
    "SITE_NAME": "The real club",
    "TMDB_ACCESS_TOKEN": "eyJreal",
    "TMDB_API_KEY": "0123456789abcdef0123456789abcdef",
    "TMDB_API_URL": "https://tmdb.example.org/3",
    "TMDB_EXPORTS_URL": "https://exports.example.org",
    "TMDB_IMAGE_URL": "https://images.example.org",
    "TMDB_PASSWORD_LOGIN": "on",
    "TMDB_WEB_URL": "https://web.example.org",
}
SHOW_SETTINGS = """
import json, os, sys
from pathlib import Path
if sys.argv[2] == "file":
    from tmdbsite import env
    env.dotenv_path = lambda default: Path(sys.argv[3])
import django
django.setup()
from django.conf import settings
import tmdbsite
names = [name for name in dir(settings) if name.isupper()]
used = {name: repr(getattr(settings, name)) for name in names}
print(json.dumps(used | {"broker": tmdbsite.celery_app.conf.broker_url}))
"""


def settings_used(module: str, source: str, folder: Path) -> dict[str, str]:
    """What a process with these settings uses while a site's are in its environment, or in `.env`."""
    dotenv = folder / ".env"
    site = {**HOSTILE, "DATA_DIR": str(folder / "site")}
    dotenv.write_text("".join(f"{name}={value}\n" for name, value in site.items()))
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": module, "TMPDIR": str(folder)}
    environment |= site if source == "environment" else {}
    command = [sys.executable, "-c", SHOW_SETTINGS, module, source, str(dotenv)]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    used: dict[str, str] = json.loads(done.stdout)
    return used


@pytest.mark.parametrize("source", ["environment", "file"])
@pytest.mark.parametrize("module", ["tests.settings", "benchmarks.settings"])
def test_a_sites_settings_never_reach_tests_and_measurements(module: str, source: str, tmp_path: Path) -> None:
    used = settings_used(module, source, tmp_path)
    shown = json.dumps(used)
    assert [value for value in (*HOSTILE.values(), str(tmp_path / "site")) if len(value) > 4 and value in shown] == []
    assert used["TMDB_DEMO"] == "True"
    assert used["SENDS_MAIL"] == used["DEBUG"] == used["TMDB_PASSWORD_LOGIN"] == "False"
    assert used["SIGNUP"] == "'invite'"
    assert not (tmp_path / "site").exists()


def test_a_shells_choice_of_settings_does_not_reach_the_tests() -> None:
    """Else `DJANGO_SETTINGS_MODULE=tmdbsite.settings` would have the tests empty the site's Redis."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tmdbsite.settings"}
    command = [sys.executable, "-m", "pytest", "--collect-only", "tests/tmdb/test_images.py"]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert "settings: tests.settings" in done.stdout, done.stdout + done.stderr

"""Settings of the tests: the demo as TMDB, a data folder and a Redis database of this test process's own."""

import os
import tempfile
from pathlib import Path

from tmdbsite import env

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
SHARED = Path(tempfile.gettempdir()) / f"tmdbsite-tests-{os.getuid()}"

_DATABASE = 8 + int(WORKER.removeprefix("gw") if WORKER.startswith("gw") else 7) % 8
REDIS = os.environ.get("TESTS_REDIS", "redis://127.0.0.1:6379")
# The tests run on SQLite in memory, or on what this names: postgres://postgres@127.0.0.1:5432/name, sqlite:///file
DATABASE = os.environ.get("TESTS_DATABASE_URL", "")
for name in ("CELERY_BROKER_URL", "CELERY_BROKER_READ_URL", "CELERY_BROKER_WRITE_URL"):
    os.environ.pop(name, None)  # Celery itself would read them

# All else that a developer's environment or `.env` says is meant for a site, and tests must not meet it.
with env.isolated(
    {
        "DATA_DIR": str(SHARED / WORKER),
        "SECRET_KEY": "only-for-tests",
        "REDIS_URL": f"{REDIS}/{_DATABASE}",
        "DATABASE_URL": DATABASE,
    }
):
    from tmdbsite.settings import *  # noqa: F403

if DATABASE.startswith("sqlite"):
    DATABASES["default"]["TEST"] = {"NAME": f"{DATABASES['default']['NAME']}-{WORKER}"}  # noqa: F405
DATABASES["default"].get("OPTIONS", {}).pop("pool", None)  # noqa: F405  # a pool would keep the test database from going
ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
WHITENOISE_AUTOREFRESH = True

"""Settings of the tests: the demo as TMDB, a data folder and a Redis database of this test process's own."""

import os
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
SHARED = Path(tempfile.gettempdir()) / f"tmdbsite-tests-{os.getuid()}"

for name in ("TMDB_ACCESS_TOKEN", "TMDB_API_KEY", "TMDB_IMAGE_URL", "DEBUG", "PATH_PREFIX"):
    os.environ[name] = ""
os.environ["DATA_DIR"] = str(SHARED / WORKER)
os.environ["SECRET_KEY"] = "only-for-tests"
_DATABASE = 8 + int(WORKER.removeprefix("gw") if WORKER.startswith("gw") else 7) % 8
REDIS = os.environ.get("TESTS_REDIS", "redis://127.0.0.1:6379")
os.environ["REDIS_URL"] = f"{REDIS}/{_DATABASE}"

# The tests run on SQLite in memory, or on what this names: postgres://postgres@127.0.0.1:5432/name, sqlite:///file
os.environ["DATABASE_URL"] = os.environ.get("TESTS_DATABASE_URL", "")

from tmdbsite.settings import *  # noqa: E402, F403

if os.environ["DATABASE_URL"].startswith("sqlite"):
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

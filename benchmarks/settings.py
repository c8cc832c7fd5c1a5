"""Settings of the measurements: the demo as TMDB, and a data folder, a database and a Valkey of their own.

They empty tables and Redis, so a site's environment and `.env` are never read; `BENCH_DATA_DIR`, `BENCH_DATABASE_URL`
and `BENCH_REDIS_URL` name other places.
"""

import os
import tempfile

from tmdbsite import env

DEFAULT_DATA_DIR = os.path.join(tempfile.gettempdir(), f"tmdbsite-bench-{os.getuid()}")
for name in ("CELERY_BROKER_URL", "CELERY_BROKER_READ_URL", "CELERY_BROKER_WRITE_URL"):
    os.environ.pop(name, None)  # Celery itself would read them

with env.isolated(
    {
        "DATA_DIR": os.environ.get("BENCH_DATA_DIR") or DEFAULT_DATA_DIR,
        "DATABASE_URL": os.environ.get("BENCH_DATABASE_URL", ""),
        "REDIS_URL": os.environ.get("BENCH_REDIS_URL", ""),
        "SECRET_KEY": "only-for-measurements",
    }
):
    from tmdbsite.settings import *  # noqa: F403

ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_TASK_ALWAYS_EAGER = True
WHITENOISE_AUTOREFRESH = True

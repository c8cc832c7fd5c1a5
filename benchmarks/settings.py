"""Settings of the measurements: the demo as TMDB, and a data folder and a Redis database that tests don't empty."""

import os

for name in ("TMDB_ACCESS_TOKEN", "TMDB_API_KEY", "TMDB_IMAGE_URL", "DEBUG", "PATH_PREFIX"):
    os.environ[name] = ""
os.environ["SECRET_KEY"] = "only-for-measurements"

from tmdbsite.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_TASK_ALWAYS_EAGER = True
WHITENOISE_AUTOREFRESH = True

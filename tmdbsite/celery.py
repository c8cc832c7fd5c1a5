"""The Celery application: tasks stand in each app's `tasks` module."""

import os
import warnings

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tmdbsite.settings")
warnings.filterwarnings("ignore", message="You're running the worker with superuser")  # in a container, root is usual

app = Celery("tmdbsite")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

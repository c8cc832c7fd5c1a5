"""The Celery application: tasks stand in each app's `tasks` module."""

import os
import warnings

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tmdbsite.settings")
warnings.filterwarnings("ignore", message="You're running the worker with superuser")  # in a container, root is usual

app = Celery("tmdbsite")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_logging(**_: object) -> None:
    """Leave logging as the settings have it: with a receiver of this signal, Celery adds no handlers of its own."""

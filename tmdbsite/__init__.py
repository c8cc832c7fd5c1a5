"""The site's own settings, addresses and processes. `__version__` is the one place that says which version this is."""

from tmdbsite.celery import app as celery_app

__version__ = "0.1.0"

__all__ = ["celery_app"]

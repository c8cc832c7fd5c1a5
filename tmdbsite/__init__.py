"""The site's own settings, addresses and processes."""

from tmdbsite.celery import app as celery_app

__all__ = ["celery_app"]

"""What the site itself leaves to a worker."""

import logging

import redis
from celery import shared_task
from django.conf import settings

from tmdbsite import releases

log = logging.getLogger("tmdbsite.tasks")


@shared_task(expires=3600)
def check_release() -> None:
    """Ask once a day for the newest release, where the operator wants it; what fails is left to the next day."""
    if not settings.UPDATE_CHECK_URL:
        return
    try:
        releases.check()
    except (releases.CheckFailed, redis.RedisError) as error:
        log.warning("release check failed reason=%s", error or type(error).__name__)

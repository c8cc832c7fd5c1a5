"""What accounts leave to a worker."""

from celery import shared_task

from accounts import ending


@shared_task
def end_sessions() -> None:
    """Every five minutes: sessions that TMDB could not end when they were over."""
    ending.end_waiting()

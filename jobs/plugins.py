"""What this app adds to Celery: receivers of the workers' signals."""

from jobs import worker_signals

__all__ = ["worker_signals"]

"""What this app adds to Celery: it hears the workers' signals."""

from jobs import worker_signals

__all__ = ["worker_signals"]

"""The schedule of all workers: each has a scheduler, and the one that holds the lock sends the tasks.

So any number of workers may run, on any number of hosts, and no task is sent twice. When the holder ends, another goes
on at once; when it is killed, within a minute (`jobs.locks`).
"""

import logging
from contextlib import ExitStack
from typing import Any

import redis
from django_celery_beat.schedulers import DatabaseScheduler

from jobs import locks

log = logging.getLogger("jobs.scheduler")

LOCK = "schedule"
STANDBY_INTERVAL = 5.0  # seconds between two tries to get the lock


class SharedScheduler(DatabaseScheduler):
    """Beat's scheduler, which does nothing while another process is at it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self._lease: locks.Lease | None = None
        self._stack = ExitStack()
        super().__init__(*args, **options)

    def tick(self, *args: Any, **options: Any) -> float:
        """Send a task that is due, if this is the scheduler at work, and return the seconds until the next look."""
        return float(super().tick(*args, **options)) if self._holds_lock() else STANDBY_INTERVAL

    def close(self) -> None:
        super().close()
        self._stack.close()

    def _holds_lock(self) -> bool:
        if self._lease and not self._lease.is_lost:
            return True
        self._stack.close()
        try:
            self._lease = self._stack.enter_context(locks.exclusive_lock(LOCK))
        except redis.RedisError as error:
            self._lease = None
            log.warning("schedule waiting reason=%s", type(error).__name__)
        if self._lease:
            self._forget_schedule()
            log.info("schedule acquired")
        return self._lease is not None

    def _forget_schedule(self) -> None:
        """Have the schedule read anew: another scheduler was at it until now."""
        self.schedule_changed()  # a change that is noticed only while the tasks are sorted would send a task twice
        self._initial_read, self.old_schedulers = True, None

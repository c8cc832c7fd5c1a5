"""Work on a member's behalf that only one worker does at a time."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import redis
from redis.exceptions import LockError

from catalog import connection

log = logging.getLogger("library.alone")

# Seconds after which a holder that gives no sign is taken for dead: longer than one call to TMDB may take.
LIFETIME = 90


class Hold:
    """Being the only one; each sign of life keeps it."""

    def __init__(self, lock: Any) -> None:
        self._lock = lock

    def renew(self) -> None:
        """Raises LockError when it was lost to another."""
        try:
            self._lock.reacquire()
        except (redis.ConnectionError, redis.TimeoutError):
            log.warning("lock not renewed")


@contextmanager
def alone(name: str) -> Iterator[Hold | None]:
    """None when somebody else does this now. Whoever is killed holds it for LIFETIME seconds at most."""
    lock = connection.client().lock(f"lock:{name}", timeout=LIFETIME, thread_local=False)
    if not lock.acquire(blocking=False):
        yield None
        return
    try:
        yield Hold(lock)
    finally:
        try:
            lock.release()
        except (LockError, redis.ConnectionError, redis.TimeoutError):
            log.warning("lock lost name=%s", name)

"""The connection to Redis (or the embedded Valkey), shared by cache, limiter and single flight."""

import threading
import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

T = TypeVar("T")
FAILURE_PAUSE = 1.0  # seconds for which Redis is left alone after it failed


@cache
def client() -> "redis.Redis":
    """A client that answers or fails at once: a page must not wait for a cache."""
    return redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=0.5,
        socket_connect_timeout=0.25,
        retry=Retry(NoBackoff(), 0),
        max_connections=200,
    )


class RedisUnavailable(Exception):
    """Redis did not answer, or failed so recently that it was not asked."""


def is_wrong_type(error: object) -> bool:
    """Return whether a command failed since what lies under a key is of another type: Redis itself is well."""
    return isinstance(error, redis.ResponseError) and str(error).startswith("WRONGTYPE")


class RedisGuard:
    """Runs commands, and leaves Redis alone for a moment after a failure, so that pages don't queue up behind it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._away_until = 0.0

    def run(self, command: Callable[[], T]) -> T:
        """What the command returns. Raises `RedisUnavailable`."""
        if self._clock() < self._away_until:
            raise RedisUnavailable
        try:
            return command()
        except redis.OutOfMemoryError as error:  # it reads on, and takes nothing more
            raise RedisUnavailable from error
        except redis.RedisError as error:
            if not is_wrong_type(error):
                with self._lock:
                    self._away_until = self._clock() + FAILURE_PAUSE
            raise RedisUnavailable from error

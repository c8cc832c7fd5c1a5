"""The connection to Redis (or the embedded Valkey), shared by cache, limiter, locks and single flight."""

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
FAILURE_PAUSE = 1.0  # seconds for which Redis is sent nothing after it failed


@cache
def client() -> "redis.Redis":
    """Return a client with short timeouts and without retries: a page must not wait for a cache."""
    return redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=0.5,
        socket_connect_timeout=0.25,
        retry=Retry(NoBackoff(), 0),
        max_connections=200,
    )


class RedisUnavailable(Exception):
    """Redis did not answer, or failed so recently that nothing was sent to it."""


def is_wrong_type(error: object) -> bool:
    """Return whether a command failed because of the type of a key's value, which is no failure of Redis."""
    return isinstance(error, redis.ResponseError) and str(error).startswith("WRONGTYPE")


class RedisGuard:
    """A circuit breaker: after a failure commands fail at once for a moment, so that pages don't queue up."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._away_until = 0.0

    def run(self, command: Callable[[], T]) -> T:
        """Run a command and return its result.

        Raises RedisUnavailable.
        """
        if self._clock() < self._away_until:
            raise RedisUnavailable
        try:
            return command()
        except redis.OutOfMemoryError as error:  # reads still succeed
            raise RedisUnavailable from error
        except redis.RedisError as error:
            if not is_wrong_type(error):
                with self._lock:
                    self._away_until = self._clock() + FAILURE_PAUSE
            raise RedisUnavailable from error

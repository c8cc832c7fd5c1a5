"""Lua scripts in Redis, for what all processes of an installation count together."""

import logging
import time
from collections.abc import Callable
from typing import Any

log = logging.getLogger("tmdb.redis")

RETRY_DELAY = 1.0  # seconds for which Redis is left alone after it failed
MICROSECONDS = 1_000_000  # in a second: the unit of time of the scripts


class RedisScripts:
    """A client of Redis, and the keys that the scripts work on.

    `client` is a redis.Redis, or any other client that has its `eval`. `name` stands for the scripts in the log.
    """

    def __init__(
        self, client: Any, keys: tuple[str, ...], *, name: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._client, self._keys, self._name, self._clock = client, keys, name, clock
        self._retry_at = 0.0  # by the clock
        self.is_out_of_memory = False  # Redis answers, and takes nothing more

    def run(self, script: str, *values: int | str) -> tuple[str, int] | None:
        """Return the word and the number that a script answers; None while Redis is away or out of memory."""
        if self._clock() < self._retry_at:
            return None
        try:
            word, number = self._client.eval(script, len(self._keys), *self._keys, *values)
        except Exception as error:
            if not _is_redis_error(error):
                raise
            log.warning("redis script failed name=%s reason=%s", self._name, type(error).__name__)
            self._retry_at, self.is_out_of_memory = self._clock() + RETRY_DELAY, _is_out_of_memory(error)
            return None
        self.is_out_of_memory = False
        return word.decode() if isinstance(word, bytes) else word, int(number)


def to_microseconds(seconds: float) -> int:
    """Return seconds as whole microseconds."""
    return round(seconds * MICROSECONDS)


def _is_redis_error(error: Exception) -> bool:
    """Return whether a client of Redis raised an error: those of any client derive from a class in its own package."""
    return any(base.__module__.startswith("redis") for base in type(error).__mro__)


def _is_out_of_memory(error: Exception) -> bool:
    """Return whether Redis refused to write for lack of memory, whichever client says so."""
    return any(base.__name__ == "OutOfMemoryError" for base in type(error).__mro__)

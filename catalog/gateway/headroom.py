"""Memory of Redis that answers and pages may fill, so that queue and locks, which live there too, are never refused."""

import logging
import time
from collections.abc import Callable

import redis

log = logging.getLogger("catalog.gateway")

CHECK_INTERVAL = 10.0  # seconds
MAX_SHARE = 0.75  # of a memory that evicts nothing


class MemoryHeadroom:
    """Checks Redis's memory now and then.

    A store that evicts makes room by itself; one that does not takes answers up to MAX_SHARE of its memory.
    """

    def __init__(self, client: "redis.Redis", clock: Callable[[], float] = time.monotonic) -> None:
        self._redis, self._clock = client, clock
        self._checked_at, self._is_left = float("-inf"), True
        self._policy = ""

    def is_left(self) -> bool:
        """Return whether answers may still be stored, as of the last check. Raises redis.RedisError."""
        now = self._clock()
        if now - self._checked_at >= CHECK_INTERVAL:
            self._checked_at = now
            self._is_left = self._check()
        return self._is_left

    def _check(self) -> bool:
        try:
            memory = self._redis.info("memory")
        except redis.ResponseError:  # some providers don't allow INFO
            return True
        self._warn_once(str(memory.get("maxmemory_policy", "")))
        maximum = int(memory.get("maxmemory", 0))
        return self._policy != "noeviction" or not maximum or int(memory["used_memory"]) < MAX_SHARE * maximum

    def _warn_once(self, policy: str) -> None:
        if policy.startswith("allkeys-") and policy != self._policy:
            log.warning("redis evicts tasks and locks policy=%s remedy='set maxmemory-policy to volatile-lfu'", policy)
        self._policy = policy

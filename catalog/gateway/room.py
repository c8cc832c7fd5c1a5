"""Whether Redis has room for answers and pages, so that queue and locks, which live there too, are never refused."""

import logging
import time
from collections.abc import Callable

import redis

log = logging.getLogger("catalog.gateway")

LOOK_INTERVAL = 10.0  # seconds
SHARE = 0.75  # of a memory that evicts nothing


class Room:
    """Asks Redis now and then. A store that evicts makes room by itself; one that does not takes answers up to a share
    of its memory."""

    def __init__(self, client: "redis.Redis", clock: Callable[[], float] = time.monotonic) -> None:
        self._redis, self._clock = client, clock
        self._looked_at, self._is_left = float("-inf"), True
        self._policy = ""

    def is_left(self) -> bool:
        """Raises redis.RedisError."""
        now = self._clock()
        if now - self._looked_at >= LOOK_INTERVAL:
            self._looked_at = now
            self._is_left = self._look()
        return self._is_left

    def _look(self) -> bool:
        try:
            found = self._redis.info("memory")
        except redis.ResponseError:  # some who let Redis hide it
            return True
        self._warn_once(str(found.get("maxmemory_policy", "")))
        most = int(found.get("maxmemory", 0))
        return self._policy != "noeviction" or not most or int(found["used_memory"]) < SHARE * most

    def _warn_once(self, policy: str) -> None:
        if policy.startswith("allkeys-") and policy != self._policy:
            log.warning("Redis evicts tasks and locks, too: set maxmemory-policy to volatile-lfu policy=%s", policy)
        self._policy = policy

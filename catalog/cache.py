"""Django's cache, which holds limits on signing in: in Redis, for all processes; in each one while Redis is away."""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

from catalog.connection import Away, Guard


class SharedCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {"socket_timeout": 0.5, "socket_connect_timeout": 0.25}
        super().__init__(server, params | {"OPTIONS": options})
        self._guard = Guard()
        self._own = LocMemCache("while Redis is away", params | {"OPTIONS": {}})

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._do(lambda cache: cache.add(key, value, timeout, version)))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._do(lambda cache: cache.get(key, default, version))

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._do(lambda cache: cache.set(key, value, timeout, version))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._do(lambda cache: cache.delete(key, version)))

    def _do(self, command: Callable[[Any], Any]) -> Any:
        try:
            return self._guard.run(lambda: command(super(SharedCache, self)))
        except Away:
            return command(self._own)

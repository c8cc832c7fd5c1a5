"""A bulkhead (after Nygard): only so many threads may wait for TMDB; the others serve what is cached."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from catalog.gateway.results import Unavailable, UpstreamProblem

# Of a process's threads (supervisord.conf) this many may wait for TMDB, each for one page; the others go on serving
# what is cached. At 40 requests a second, two processes' worth of them leave within a page's deadline, so nobody is
# turned away who could be served.
MAX_WAITING_PAGES = 96
RETRY_AFTER = 2  # seconds


class Bulkhead:
    """A bounded number of places in this process, of which one visitor has three quarters at most."""

    def __init__(self, size: int) -> None:
        self._size, self._lock = size, threading.Lock()
        self._taken: Counter[str] = Counter()

    @property
    def in_use(self) -> int:
        with self._lock:
            return self._taken.total()

    @contextmanager
    def enter(self, visitor: str = "") -> Iterator[None]:
        """Hold a place for a visitor.

        Raises Unavailable when all places are taken, or all that this visitor may have.
        """
        self._take(visitor)
        try:
            yield
        finally:
            self._give_back(visitor)

    def _take(self, visitor: str) -> None:
        with self._lock:
            if self._taken.total() >= self._size:
                raise Unavailable(UpstreamProblem.BUSY, RETRY_AFTER)
            if visitor and self._taken[visitor] >= self._size * 3 // 4:
                raise Unavailable(UpstreamProblem.TOO_MANY, RETRY_AFTER)
            self._taken[visitor] += 1

    def _give_back(self, visitor: str) -> None:
        with self._lock:
            self._taken[visitor] -= 1
            if not self._taken[visitor]:
                del self._taken[visitor]


@cache
def page_bulkhead() -> Bulkhead:
    """Return the bulkhead of this process, which pages and members' calls share."""
    return Bulkhead(MAX_WAITING_PAGES)

"""Places for those who wait for TMDB, each of which holds a thread: the other threads serve what is kept."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from catalog.gateway.results import Unavailable, UpstreamProblem

# Of a process's threads (supervisord.conf) this many may wait for TMDB, each for one page; the others go on serving
# what is kept. Two processes' worth of them leave within a page's deadline at 40 a second, so nobody is turned away who
# could be served.
MAX_WAITING = 96
FREE_AGAIN = 2  # seconds after which it makes sense to try again


class Places:
    """`number` of a process; one visitor has at most three quarters of them."""

    def __init__(self, number: int) -> None:
        self._number, self._lock = number, threading.Lock()
        self._taken: Counter[str] = Counter()

    @contextmanager
    def take(self, visitor: str = "") -> Iterator[None]:
        """Raises Unavailable when all are taken, or this visitor's."""
        with self._lock:
            if self._taken.total() >= self._number:
                raise Unavailable(UpstreamProblem.BUSY, FREE_AGAIN)
            if visitor and self._taken[visitor] >= self._number * 3 // 4:
                raise Unavailable(UpstreamProblem.TOO_MANY, FREE_AGAIN)
            self._taken[visitor] += 1
        try:
            yield
        finally:
            self._give_back(visitor)

    def _give_back(self, visitor: str) -> None:
        with self._lock:
            self._taken[visitor] -= 1
            if not self._taken[visitor]:
                del self._taken[visitor]


@cache
def page_places() -> Places:
    """Return the places of this process, for pages and for members' calls alike."""
    return Places(MAX_WAITING)

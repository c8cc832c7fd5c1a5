"""The rate limit above which TMDB answers 429."""

import threading
import time
from collections import deque

SECOND = 1.0


class Limit:
    """A limit of `rate` requests in any second, None for no limit."""

    def __init__(self, rate: int | None) -> None:
        self._rate = rate
        self._lock = threading.Lock()
        self._times: deque[float] = deque()

    def is_exceeded(self) -> bool:
        """Count a request, and return whether it is one too many."""
        if self._rate is None:
            return False
        now = time.monotonic()
        with self._lock:
            while self._times and now - self._times[0] >= SECOND:
                self._times.popleft()
            if len(self._times) >= self._rate:
                return True
            self._times.append(now)
        return False

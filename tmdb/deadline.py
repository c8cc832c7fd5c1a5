"""A deadline, which a caller hands on to whatever works for it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A point in time by a monotonic clock: `at` in seconds."""

    at: float
    clock: Clock = time.monotonic

    @classmethod
    def after(cls, seconds: float, clock: Clock = time.monotonic) -> "Deadline":
        return cls(clock() + seconds, clock)

    def remaining(self) -> float:
        """Return the seconds left, negative when the deadline is over."""
        return self.at - self.clock()

    @property
    def is_over(self) -> bool:
        return self.remaining() <= 0

"""The house artist: new pictures, day by day.

Facts of the data set seldom change, so little would be new in the demo. Its pictures are drawn, and the artist goes on:
every title gets a new backdrop each four weeks, every person a new portrait and every episode a new still each forty,
and the oldest of the newer ones goes. Which day is a title's own, made of its id. The changes that TMDB's routes tell
of are these.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

BEGAN = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Habit:
    """`every`: days between two pictures of one subject; `hung`: how many of the newer ones there are at a time."""

    role: str
    every: int
    hung: int
    first: int  # the variant that the first of them is


HABITS = {
    "movie": Habit("backdrop", 28, 3, 4),
    "tv": Habit("backdrop", 28, 3, 4),
    "person": Habit("profile", 280, 2, 3),
    "episode": Habit("still", 280, 2, 3),
}
NAMES = 96  # variants are named 1 to 99


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that was hung (or taken down) at a moment."""

    variant: int
    at: datetime
    action: str = "added"


def hanging(kind: str, number: int, now: datetime) -> list[int]:
    """Variants that hang beside those that always do, the newest first."""
    habit = HABITS[kind]
    latest = _count(kind, number, now)
    return [_variant(habit, count) for count in range(latest, max(latest - habit.hung, 0), -1)]


def changes(kind: str, number: int, since: datetime, until: datetime) -> Iterator[Drawn]:
    """What was hung and taken down in that time, in its order."""
    habit = HABITS[kind]
    for count in range(max(1, _count(kind, number, since)), _count(kind, number, until) + 1):
        at = _moment(kind, number, count)
        if since <= at <= until:
            yield Drawn(_variant(habit, count), at)
            if count > habit.hung:
                yield Drawn(_variant(habit, count - habit.hung), at + timedelta(minutes=1), "deleted")


def _variant(habit: Habit, count: int) -> int:
    return habit.first + (count - 1) % (NAMES - habit.first)


def _count(kind: str, number: int, now: datetime) -> int:
    """How many have been drawn by then."""
    habit = HABITS[kind]
    days = (now.date() - BEGAN).days - _seed(kind, number) % habit.every
    if days < 0:
        return 0
    count, since = divmod(days, habit.every)
    is_to_come = since == 0 and _moment(kind, number, count + 1) > now  # today, but later
    return count if is_to_come else count + 1


def _moment(kind: str, number: int, count: int) -> datetime:
    """In working hours."""
    seed, habit = _seed(kind, number), HABITS[kind]
    day = BEGAN + timedelta(days=seed % habit.every + (count - 1) * habit.every)
    minutes = (seed // 1000 + count * 37) % (9 * 60)
    return datetime.combine(day, time(9), UTC) + timedelta(minutes=minutes, seconds=seed % 60)


@lru_cache(maxsize=2**16)
def _seed(kind: str, number: int) -> int:
    return int.from_bytes(hashlib.blake2b(f"{kind}/{number}".encode(), digest_size=6).digest(), "big")

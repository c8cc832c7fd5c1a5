"""The schedule of new pictures.

Facts of the data set seldom change, so little would be new in the demo. But its pictures are drawn by the program, and
more are drawn as time goes by: every title gets a new backdrop every four weeks, every person a new portrait and every
episode a new still every forty weeks, and the oldest of the newer ones is removed. The day depends on the id. The
changes that TMDB's routes report are these.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

FIRST_DAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule for one kind of subject.

    A new picture comes every `interval` days, and `shown` of the newer ones exist at a time. `first` is the variant
    that the first of them is.
    """

    role: str
    interval: int
    shown: int
    first: int


SCHEDULES = {
    "movie": Schedule("backdrop", 28, 3, 4),
    "tv": Schedule("backdrop", 28, 3, 4),
    "person": Schedule("profile", 280, 2, 3),
    "episode": Schedule("still", 280, 2, 3),
}
VARIANT_END = 96  # variants are numbered below this; file names have room for two digits


@dataclass(frozen=True, slots=True)
class PictureChange:
    """A picture that was added or deleted at a moment."""

    variant: int
    at: datetime
    action: str = "added"


def current_variants(kind: str, number: int, now: datetime) -> list[int]:
    """Return the variants that exist beside the permanent ones, the newest first."""
    schedule = SCHEDULES[kind]
    latest = _count_drawn(kind, number, now)
    return [_variant(schedule, count) for count in range(latest, max(latest - schedule.shown, 0), -1)]


def changes(kind: str, number: int, since: datetime, until: datetime) -> Iterator[PictureChange]:
    """Yield the pictures that were added and deleted in a span of time, in order."""
    schedule = SCHEDULES[kind]
    for count in range(max(1, _count_drawn(kind, number, since)), _count_drawn(kind, number, until) + 1):
        at = _drawing_time(kind, number, count)
        if since <= at <= until:
            yield PictureChange(_variant(schedule, count), at)
            if count > schedule.shown:
                yield PictureChange(_variant(schedule, count - schedule.shown), at + timedelta(minutes=1), "deleted")


def _variant(schedule: Schedule, count: int) -> int:
    return schedule.first + (count - 1) % (VARIANT_END - schedule.first)


def _count_drawn(kind: str, number: int, now: datetime) -> int:
    """Return how many new pictures have been drawn up to a moment."""
    schedule = SCHEDULES[kind]
    days = (now.date() - FIRST_DAY).days - _seed(kind, number) % schedule.interval
    if days < 0:
        return 0
    count, since = divmod(days, schedule.interval)
    is_to_come = since == 0 and _drawing_time(kind, number, count + 1) > now  # today, but later
    return count if is_to_come else count + 1


def _drawing_time(kind: str, number: int, count: int) -> datetime:
    """Return the moment at which a picture is drawn, in working hours."""
    seed, schedule = _seed(kind, number), SCHEDULES[kind]
    day = FIRST_DAY + timedelta(days=seed % schedule.interval + (count - 1) * schedule.interval)
    minutes = (seed // 1000 + count * 37) % (9 * 60)
    return datetime.combine(day, time(9), UTC) + timedelta(minutes=minutes, seconds=seed % 60)


@lru_cache(maxsize=2**16)
def _seed(kind: str, number: int) -> int:
    return int.from_bytes(hashlib.blake2b(f"{kind}/{number}".encode(), digest_size=6).digest(), "big")

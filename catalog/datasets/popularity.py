"""Popularity over time, kept from the daily exports: a point a day for what matters, thinned with age."""

import heapq
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db import connection
from django.db.models import Q

from catalog.datasets.export_reader import PopularityRow
from catalog.models import PopularityPoint

KINDS = ("movie", "tv", "person")
MAX_POPULAR = 5000  # of each kind, besides what the club has
DAILY_RETENTION = timedelta(days=100)  # so long every day is kept, then every Monday
WEEKLY_RETENTION = timedelta(days=800)  # so long every Monday, then the first of the month
MAX_MOVERS = 20  # in either direction

_UPSERT = f"""
insert into {PopularityPoint._meta.db_table} (kind, tmdb_id, day, value) values (%s, %s, %s, %s)
on conflict (kind, tmdb_id, day) do update set value = excluded.value
"""  # noqa: S608

TitleIds = Callable[[str], set[int]]  # of a kind
_club_titles: list[TitleIds] = []


def register_club_titles(provider: TitleIds) -> None:
    """Register a function that knows titles of the club: their points are kept, however small."""
    _club_titles.append(provider)


def club_title_ids(kind: str) -> set[int]:
    """Return the ids of the club's titles of a kind."""
    return set().union(*(provider(kind) for provider in _club_titles))


def select_points(rows: Iterable[PopularityRow], club_ids: set[int]) -> list[tuple[int, float]]:
    """Return (id, popularity) of the most popular, and of the club's titles. Reads the rows once."""
    popular: list[tuple[float, int]] = []
    club: list[tuple[int, float]] = []
    for row in rows:
        value = row.popularity or 0.0
        if row.id in club_ids:
            club.append((row.id, value))
        elif len(popular) < MAX_POPULAR:
            heapq.heappush(popular, (value, row.id))
        elif value > popular[0][0]:
            heapq.heapreplace(popular, (value, row.id))
    return club + [(tmdb_id, value) for value, tmdb_id in popular]


def store_points(kind: str, day: date, points: Iterable[tuple[int, float]]) -> int:
    """Upsert the points of a day, and return how many there are."""
    rows = [(kind, tmdb_id, day.isoformat(), value) for tmdb_id, value in points]
    with connection.cursor() as cursor:  # in a tenth of the time that objects take
        cursor.executemany(_UPSERT, rows)
    return len(rows)


def has_day(kind: str, day: date) -> bool:
    return PopularityPoint.objects.filter(kind=kind, day=day).exists()


def thin_points(today: date) -> int:
    """Delete old points except those of Mondays, later of firsts of the month; return how many are gone."""
    old = Q(day__lt=today - DAILY_RETENTION, day__gte=today - WEEKLY_RETENTION) & ~Q(day__week_day=2)
    older = Q(day__lt=today - WEEKLY_RETENTION) & ~Q(day__day=1)
    count, _ = PopularityPoint.objects.filter(old | older).delete()
    return count


def find_movers(kind: str, days: int) -> tuple[date | None, list[tuple[int, float, float]]]:
    """Return (the last day, [(id, popularity now, then)]) of those that rose and fell most against `days` before.

    The list begins with who rose most and ends with who fell most.
    """
    last = PopularityPoint.objects.filter(kind=kind).order_by("-day").values_list("day", flat=True).first()
    if last is None:
        return None, []
    before = _last_day_until(kind, last - timedelta(days=days))
    if before is None or before >= last:
        return last, []
    now = dict(PopularityPoint.objects.filter(kind=kind, day=last).values_list("tmdb_id", "value"))
    then = dict(PopularityPoint.objects.filter(kind=kind, day=before).values_list("tmdb_id", "value"))
    movers = [(tmdb_id, value, then[tmdb_id]) for tmdb_id, value in now.items() if then.get(tmdb_id)]
    movers.sort(key=lambda mover: mover[1] - mover[2], reverse=True)
    return last, [*movers[:MAX_MOVERS], *movers[-MAX_MOVERS:]]


def _last_day_until(kind: str, day: date) -> date | None:
    days = PopularityPoint.objects.filter(kind=kind, day__lte=day).order_by("-day")
    return days.values_list("day", flat=True).first()

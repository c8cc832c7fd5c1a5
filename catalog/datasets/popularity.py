"""Popularity over time, kept from the daily exports: a point a day for what matters, thinned with age."""

import heapq
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import connection
from django.db.models import Q

from catalog.datasets.exports import Popular
from catalog.models import PopularityPoint

KINDS = ("movie", "tv", "person")
TOP = 5000  # of each kind
DAILY = timedelta(days=100)  # so long every day is kept, then every Monday
WEEKLY = timedelta(days=800)  # so long every Monday, then the first of the month


def points_of(rows: Iterable[Popular], touched: set[int]) -> list[tuple[int, float]]:
    """(id, popularity) of the most popular, and of all that the club has touched. Rows pass by once."""
    best: list[tuple[float, int]] = []
    own: list[tuple[int, float]] = []
    for row in rows:
        value = row.popularity or 0.0
        if row.id in touched:
            own.append((row.id, value))
        elif len(best) < TOP:
            heapq.heappush(best, (value, row.id))
        elif value > best[0][0]:
            heapq.heapreplace(best, (value, row.id))
    return own + [(number, value) for value, number in best]


def points_save(kind: str, day: date, points: Iterable[tuple[int, float]]) -> int:
    """A day's points; those of the same day are replaced. Their number."""
    rows = [(kind, number, day.isoformat(), value) for number, value in points]
    with connection.cursor() as cursor:  # in a tenth of the time that objects take
        cursor.executemany(_UPSERT, rows)
    return len(rows)


_UPSERT = f"""
insert into {PopularityPoint._meta.db_table} (kind, tmdb_id, day, value) values (%s, %s, %s, %s)
on conflict (kind, tmdb_id, day) do update set value = excluded.value
"""  # noqa: S608


def has_day(kind: str, day: date) -> bool:
    return PopularityPoint.objects.filter(kind=kind, day=day).exists()


def thin(today: date) -> int:
    """Old points become fewer: Mondays, then firsts of the month. How many went."""
    old = Q(day__lt=today - DAILY, day__gte=today - WEEKLY) & ~Q(day__week_day=2)
    older = Q(day__lt=today - WEEKLY) & ~Q(day__day=1)
    number, _ = PopularityPoint.objects.filter(old | older).delete()
    return number


def history(kind: str, tmdb_id: int) -> list[tuple[date, float]]:
    return list(PopularityPoint.objects.filter(kind=kind, tmdb_id=tmdb_id).order_by("day").values_list("day", "value"))


def movers(kind: str, days: int, *, limit: int = 20) -> tuple[date | None, list[tuple[int, float, float]]]:
    """(the last day, [(id, popularity now, then)]) of those that rose and fell most against so many days before."""
    last = PopularityPoint.objects.filter(kind=kind).order_by("-day").values_list("day", flat=True).first()
    if last is None:
        return None, []
    before = _nearest(kind, last - timedelta(days=days))
    if before is None or before >= last:
        return last, []
    now = dict(PopularityPoint.objects.filter(kind=kind, day=last).values_list("tmdb_id", "value"))
    then = dict(PopularityPoint.objects.filter(kind=kind, day=before).values_list("tmdb_id", "value"))
    found = [(number, value, then[number]) for number, value in now.items() if then.get(number)]
    found.sort(key=lambda one: one[1] - one[2], reverse=True)
    return last, [*found[:limit], *found[-limit:]]


def _nearest(kind: str, day: date) -> date | None:
    """The last day with points that is not after it."""
    days = PopularityPoint.objects.filter(kind=kind, day__lte=day).order_by("-day")
    return days.values_list("day", flat=True).first()

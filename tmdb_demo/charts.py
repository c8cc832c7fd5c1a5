"""The charts, and the calendar of the demo.

The dates in a data set are facts, but the data set ages, and soon nothing in it would be new. So the demo has the
calendar of a repertory cinema: every title returns around its anniversary. A film is "now playing" in the four weeks
after the month and day of its release, and "upcoming" in the four weeks before. A show is "on the air" when the month
and day of an episode are within the next seven days, and "airing today" when they are today's. What really is new comes
first, whatever its popularity. Where a window holds too little, the nearest anniversaries fill it up, so that no chart
is empty on any day.

29 February has its anniversary on the 28th in years without one.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tmdb_demo.store import fetch_column, fetch_rows

FOUR_WEEKS = timedelta(weeks=4)
DAY = timedelta(days=1)
WEEK = 7  # days
PAGE_SIZE = 20
MIN_AIRING_TODAY = 8
MIN_VOTES = 300
MEAN_VOTES = 1500  # votes at the mean of all titles, added to each title's own
MAX_TRENDING = 1000  # titles at most

Window = tuple[str, str]
_DATES = {"movie": "release_date", "tv": "first_air_date"}


def popular(db: sqlite3.Connection, kind: str) -> list[int]:
    assert kind in _DATES
    return fetch_column(db, f"select id from {kind} order by popularity desc, vote_count desc, id")


def popular_people(db: sqlite3.Connection) -> list[int]:
    return fetch_column(db, "select id from person order by popularity desc, id")


def top_rated(db: sqlite3.Connection, kind: str) -> list[int]:
    """Return titles by a weighted score: the fewer votes, the nearer to the mean.

    Titles with few votes count only if there are no others.
    """
    assert kind in _DATES
    rows = fetch_rows(db, f"select id, vote_average, vote_count from {kind} where vote_count > 0")
    rows = [row for row in rows if row["vote_count"] >= MIN_VOTES] or rows
    if not rows:
        return popular(db, kind)
    mean = sum(row["vote_average"] for row in rows) / len(rows)

    def score(row: sqlite3.Row) -> float:
        votes = row["vote_count"]
        return float((votes * row["vote_average"] + MEAN_VOTES * mean) / (votes + MEAN_VOTES))

    return [row["id"] for row in sorted(rows, key=lambda row: (-score(row), row["id"]))]


def now_playing(db: sqlite3.Connection, *, region: str | None, today: date) -> tuple[Window, list[int]]:
    """Return ((first day, last day), ids) of the films in cinemas."""
    return _find_in_cinemas(
        db, region, today - FOUR_WEEKS, today, lambda day: (today - last_anniversary(day, today)).days
    )


def upcoming(db: sqlite3.Connection, *, region: str | None, today: date) -> tuple[Window, list[int]]:
    """Return ((first day, last day), ids) of the films that come to cinemas soon."""
    first = today + DAY
    return _find_in_cinemas(
        db, region, first, today + FOUR_WEEKS, lambda day: (next_anniversary(day, first) - first).days
    )


def _find_in_cinemas(
    db: sqlite3.Connection, region: str | None, first: date, last: date, distance: Callable[[date], int]
) -> tuple[Window, list[int]]:
    """Return films that are released in the window, then those with an anniversary in it.

    `distance`: days between the anniversary of a date and the end of the window that is nearer to today.
    """
    dates = _fetch_release_dates(db, region)
    new = [number for number, day in dates.items() if first <= day <= last]
    # Films still to come are left out: their first anniversary is more than a year away.
    distances = {number: distance(day) for number, day in dates.items() if day < first}
    popularity = dict(db.execute("select id, popularity from movie"))
    back = _find_returning(distances, (last - first).days, PAGE_SIZE - len(new), popularity)
    return (first.isoformat(), last.isoformat()), [*_sort_by_popularity(new, popularity), *back]


def _find_returning(distances: dict[int, int], days: int, minimum: int, popularity: dict[int, float]) -> list[int]:
    """Return all that are within `days`, filled up to `minimum` with the nearest of the others."""
    inside = [number for number, distance in distances.items() if distance <= days]
    outside = sorted((distance, number) for number, distance in distances.items() if distance > days)
    return [
        *_sort_by_popularity(inside, popularity),
        *(number for _, number in outside[: max(0, minimum - len(inside))]),
    ]


def _sort_by_popularity(numbers: list[int], popularity: dict[int, float]) -> list[int]:
    return sorted(numbers, key=lambda number: (-popularity[number], number))


def _fetch_release_dates(db: sqlite3.Connection, region: str | None) -> dict[int, date]:
    """Return each film's first date in the region's cinemas, or its primary one where that is unknown."""
    cinema = "country = ? and type in (2, 3) and date <> ''"
    sql = f"""select id, coalesce(first, release_date) as day from movie left join
              (select movie_id, min(date) as first from release where {cinema} group by 1) on movie_id = id"""
    return {row["id"]: day for row in fetch_rows(db, sql, region or "") if (day := _parse_day(row["day"]))}


def _parse_day(text: str) -> date | None:
    """Return the date that a text holds, None for what is no date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _anniversary(day: date, year: int) -> date:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, 2, 28) if (day.month, day.day) == (2, 29) and not leap else day.replace(year=year)


def last_anniversary(day: date, today: date) -> date:
    """Return the last anniversary that is not after today."""
    this_year = _anniversary(day, today.year)
    return this_year if this_year <= today else _anniversary(day, today.year - 1)


def next_anniversary(day: date, today: date) -> date:
    """Return the first anniversary that is not before today."""
    this_year = _anniversary(day, today.year)
    return this_year if this_year >= today else _anniversary(day, today.year + 1)


def on_the_air(db: sqlite3.Connection, *, today: date) -> list[int]:
    return _find_airing(db, today, WEEK, PAGE_SIZE)


def airing_today(db: sqlite3.Connection, *, today: date) -> list[int]:
    return _find_airing(db, today, 1, MIN_AIRING_TODAY)


def _find_airing(db: sqlite3.Connection, today: date, days: int, minimum: int) -> list[int]:
    last = today + timedelta(days=days - 1)
    sql = "select distinct tv_id from episode where air_date between ? and ?"
    new = fetch_column(db, sql, today.isoformat(), last.isoformat())
    distances = {number: away for number, away in _days_to_episodes(db, today).items() if number not in new}
    popularity = dict(db.execute("select id, popularity from tv"))
    return [
        *_sort_by_popularity(new, popularity),
        *_find_returning(distances, days - 1, minimum - len(new), popularity),
    ]


def _days_to_episodes(db: sqlite3.Connection, today: date) -> dict[int, int]:
    """Return the days until each show's next anniversary of an episode."""
    # Many episodes share a day of the year, so each day is counted once, in a leap year.
    sql = "select distinct tv_id, '2000' || substr(air_date, 5) from episode where air_date <= ?"
    away: dict[str, int] = {}
    soonest: dict[int, int] = {}
    for number, text in db.execute(sql, (today.isoformat(),)):
        if text not in away:
            day = _parse_day(text)
            away[text] = (next_anniversary(day, today) - today).days if day else 366
        soonest[number] = min(away[text], soonest.get(number, 366))
    return {number: days for number, days in soonest.items() if days < 366}


def trending(db: sqlite3.Connection, kind: str, window: str, *, today: date) -> list[tuple[str, int]]:
    """Return (kind, id) of what is trending.

    `kind` is "all", "movie", "tv" or "person", `window` "day" or "week". The order is by popularity with a random
    factor of the day or the week: the same for everybody, with well-known titles mostly in front.
    """
    season = today.isoformat() if window == "day" else "{}-W{}".format(*today.isocalendar())
    kinds = list(_WEIGHTS) if kind == "all" else [kind]
    scored = [row for each in kinds for row in _shuffle(db, each, season)]
    return [key for _, key in sorted(scored)[:MAX_TRENDING]]


# The weight of each kind in a list of all kinds.
_WEIGHTS = {"movie": 1.0, "tv": 0.8, "person": 0.5}


def _shuffle(db: sqlite3.Connection, kind: str, season: str) -> Iterator[tuple[float, tuple[str, int]]]:
    """Yield (negative score, (kind, id)); the square root keeps the same few from always coming first."""
    assert kind in _WEIGHTS
    rows = fetch_rows(db, f"select id, popularity from {kind} order by popularity desc, id limit {MAX_TRENDING}")
    top = rows[:PAGE_SIZE]
    mean = sum(row["popularity"] for row in top) / len(top) if top else 0
    for row in rows:
        fame = (row["popularity"] / mean) ** 0.5 if mean else 1.0
        yield -_WEIGHTS[kind] * fame * _random_factor(f"{season}/{kind}/{row['id']}"), (kind, row["id"])


def _random_factor(seed: str) -> float:
    """Return a factor from 0.2 to 2, mostly small, so that a few titles surge."""
    share = int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=4).digest(), "big") / 2**32
    return float(0.2 + 1.8 * share**2)

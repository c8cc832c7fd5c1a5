"""The charts, and how the demo moves time.

Dates are facts and stay as they are, and a data set ages: nothing in it would be "now playing" for long. So the demo
keeps a
repertory cinema's calendar. A film plays in the four weeks after the anniversary of its release, and is upcoming in the
four weeks before; a show is on the air when an episode's month and day fall into the next seven days. Where a window
holds too
little, the nearest anniversaries fill it up. What truly comes out in these weeks stands first.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta

from tmdb_demo.store import column, many

WEEKS = timedelta(weeks=4)
ENOUGH = 20  # films or shows that fill a page
TODAY_ENOUGH = 8
MIN_VOTES = 300
YEAR = 366

_NAMES = {"movie": "movie", "tv": "tv"}


def popular(db: sqlite3.Connection, kind: str) -> list[int]:
    return column(db, f"select id from {_NAMES[kind]} order by popularity desc, id")


def popular_people(db: sqlite3.Connection) -> list[int]:
    return column(db, "select id from person order by popularity desc, id")


def top_rated(db: sqlite3.Connection, kind: str) -> list[int]:
    """A weighted score: few votes pull it towards the mean of all."""
    rows = many(db, f"select id, vote_average, vote_count from {_NAMES[kind]} where vote_count >= ?", MIN_VOTES)
    if not rows:
        return popular(db, kind)
    mean = sum(row["vote_average"] for row in rows) / len(rows)
    weight = 1500

    def score(row: sqlite3.Row) -> float:
        votes = row["vote_count"]
        return float((votes * row["vote_average"] + weight * mean) / (votes + weight))

    return [row["id"] for row in sorted(rows, key=lambda row: (-score(row), row["id"]))]


Window = tuple[str, str]


def now_playing(db: sqlite3.Connection, *, region: str | None, today: date) -> tuple[Window, list[int]]:
    """((first, last day), ids)."""
    return _window(db, region, today - WEEKS, today, before=True)


def upcoming(db: sqlite3.Connection, *, region: str | None, today: date) -> tuple[Window, list[int]]:
    return _window(db, region, today + timedelta(days=1), today + WEEKS, before=False)


def _window(
    db: sqlite3.Connection, region: str | None, first: date, last: date, *, before: bool
) -> tuple[Window, list[int]]:
    dates = _release_dates(db, region)
    real = [number for number, day in dates.items() if first.isoformat() <= day <= last.isoformat()]
    anchor = last if before else first

    def away(number: int) -> int:
        """Days between its anniversary and today, in the direction of the window."""
        days = _day_of_year(anchor.isoformat()) - _day_of_year(dates[number])
        return (days if before else -days) % YEAR

    rest = sorted((number for number in dates if number not in real), key=lambda number: (away(number), number))
    inside = [number for number in rest if away(number) <= (last - first).days]
    chosen = [*real, *inside] if len(real) + len(inside) >= ENOUGH else [*real, *rest[: ENOUGH - len(real)]]
    known = dict(db.execute("select id, popularity from movie").fetchall())
    chosen[len(real) :] = sorted(chosen[len(real) :], key=lambda number: -known[number])
    return (first.isoformat(), last.isoformat()), chosen


def _release_dates(db: sqlite3.Connection, region: str | None) -> dict[int, str]:
    """Each film's date in that country where it is known, else its first."""
    dates = {
        row["id"]: row["release_date"]
        for row in many(db, "select id, release_date from movie where release_date <> ''")
    }
    if region:
        sql = "select movie_id, min(date) as date from release where country = ? and type in (2, 3) group by movie_id"
        dates |= {row["movie_id"]: row["date"] for row in many(db, sql, region) if row["movie_id"] in dates}
    return dates


def _day_of_year(day: str) -> int:
    """From 1 to 366, 29 February having a place of its own in every year."""
    return date(2000, int(day[5:7]), int(day[8:10])).timetuple().tm_yday


def on_the_air(db: sqlite3.Connection, *, today: date) -> list[int]:
    return _aired(db, today, 7, ENOUGH)


def airing_today(db: sqlite3.Connection, *, today: date) -> list[int]:
    return _aired(db, today, 1, TODAY_ENOUGH)


def _aired(db: sqlite3.Connection, today: date, days: int, enough: int) -> list[int]:
    """Shows by how soon the next anniversary of one of their episodes comes."""
    start = _day_of_year(today.isoformat())
    soonest: dict[int, int] = {}
    for row in db.execute("select tv_id, air_date from episode where length(air_date) = 10"):
        away = (_day_of_year(row["air_date"]) - start) % YEAR
        soonest[row["tv_id"]] = min(away, soonest.get(row["tv_id"], YEAR))
    known = dict(db.execute("select id, popularity from tv").fetchall())
    inside = [number for number, away in soonest.items() if away < days]
    rest = sorted((number for number in soonest if number not in inside), key=lambda number: (soonest[number], number))
    inside += rest[: max(0, enough - len(inside))]
    return sorted(inside, key=lambda number: (-known[number], number))


def trending(db: sqlite3.Connection, kind: str, window: str, *, today: date) -> list[tuple[str, int]]:
    """Popularity, shaken by the day or the week: another order each time, the same for everybody, the well-known in
    front."""
    season = today.isoformat() if window == "day" else "-".join(map(str, today.isocalendar()[:2]))
    kinds = ["movie", "tv", "person"] if kind == "all" else [kind]
    scored = [(score, key) for one in kinds for score, key in _shaken(db, one, season)]
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return [key for _, key in scored[:1000]]


# So that no kind crowds out the others: the popularity of shows and people counts otherwise than that of films.
_WEIGHTS = {"movie": 1.0, "tv": 0.35, "person": 1.2}


def _shaken(db: sqlite3.Connection, kind: str, season: str) -> Iterable[tuple[float, tuple[str, int]]]:
    sql = f"select id, popularity from {kind} order by popularity desc limit 400"
    for row in db.execute(sql):
        yield row["popularity"] * _WEIGHTS[kind] * _factor(f"{season}/{kind}/{row['id']}"), (kind, row["id"])


def _factor(seed: str) -> float:
    """From 0.15 to 1.95, mostly small: a few things surge."""
    share = int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=4).digest(), "big") / 2**32
    return 0.15 + 1.8 * share**2

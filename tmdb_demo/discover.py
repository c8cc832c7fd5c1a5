"""Discover: TMDB's filters as SQL.

A comma means "and", a pipe "or", and a pipe binds more closely: `18,35|80` is drama that is comedy or crime, too. In
`without_…` both mean "none of these". What a filter names and nobody knows, fits nothing; an empty one is none.
"""

import itertools
import json
import math
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tmdb_demo.errors import Refused
from tmdb_demo.store import column, one

Query = Mapping[str, str]
Read = Callable[[str], int | str]

MAX_CONDITIONS = 200  # SQLite nests no deeper than 1,000

_SORTS = {
    "movie": {
        "popularity": "popularity",
        "revenue": "revenue",
        "primary_release_date": "release_date",
        "release_date": "release_date",
        "title": "title collate nocase",
        "original_title": "original_title collate nocase",
        "vote_average": "vote_average",
        "vote_count": "vote_count",
    },
    "tv": {
        "popularity": "popularity",
        "first_air_date": "first_air_date",
        "name": "name collate nocase",
        "original_name": "original_name collate nocase",
        "vote_average": "vote_average",
        "vote_count": "vote_count",
    },
}
# Each film's date in a region. Asked for once, not once a film: SQLite would go by the country.
_REGIONAL = "select movie_id, min(date) as day from release where country = ? and type > 1 and date <> '' group by 1"
# By the numbers that stand for them.
_STATUSES = ("Returning Series", "Planned", "In Production", "Ended", "Canceled", "Pilot")
_TYPES = ("Documentary", "News", "Miniseries", "Reality", "Scripted", "Talk Show", "Video")
_GIVEN = "select value from json_each(?)"


@dataclass
class _Where:
    """The conditions of one search, over a title `t`, and the values for their question marks."""

    kind: str
    query: Query
    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        if len(self.conditions) == MAX_CONDITIONS:
            raise Refused(5)
        self.conditions.append(condition)
        self.values += values

    def get(self, name: str) -> str:
        return self.query.get(name, "").strip()

    def groups(self, name: str, read: Read) -> list[str]:
        """Everything that has to fit, each with its alternatives: JSON arrays, as the value of _GIVEN."""
        groups = [_parts(group) for group in self.get(name).split(",")]
        return list(dict.fromkeys(_array(group, read) for group in groups if group))

    def bounds(self, name: str, expression: str, read: Callable[[str], Any]) -> None:
        """`name.gte` and `name.lte`."""
        for ending, sign in (("gte", ">="), ("lte", "<=")):
            if value := self.get(f"{name}.{ending}"):
                self.add(f"{expression} {sign} ?", read(value))

    def dates(self, name: str, expression: str) -> None:
        """Bounds of a date; what has none is in no span."""
        if self.get(f"{name}.gte") or self.get(f"{name}.lte"):
            self.add(f"{expression} <> ''")
        self.bounds(name, expression, _date)

    def own(self, name: str, expression: str, read: Read = str) -> None:
        """A column of the title itself."""
        for group in self.groups(name, read):
            self.add(f"{expression} in ({_GIVEN})", group)

    def linked(self, name: str, table: str, expression: str, read: Read) -> None:
        """Things of which a title has several: `with_…` and `without_…`."""
        some = f"exists (select 1 from {table} x where x.type = ? and x.id = t.id and x.{expression} in ({_GIVEN}))"
        for group in self.groups(f"with_{name}", read):
            self.add(some, self.kind, group)
        if unwanted := _parts(self.get(f"without_{name}")):
            self.add(f"not {some}", self.kind, _array(unwanted, read))

    def year(self, name: str, expression: str) -> None:
        if value := self.get(name):
            self.add(f"{expression} like ?", f"{_integer(value):04d}-%")


def movies(db: sqlite3.Connection, query: Query, *, today: date) -> list[int]:
    """Ids of the films that fit, in order. Raises Refused for what is no date or no number."""
    where = _Where("movie", query)
    if not _yes(where, "include_video"):
        where.add("video = 0")
    _of_both(where)
    where.dates("primary_release_date", "release_date")
    where.year("primary_release_year", "release_date")
    where.bounds("with_runtime", "runtime", _number)
    _people(where)
    _releases(where)
    _certifications(db, where)
    return _found(db, where)


def shows(db: sqlite3.Connection, query: Query, *, today: date) -> list[int]:
    """Ids of the shows that fit, in order. Raises Refused for what is no date, no number or no time zone."""
    where = _Where("tv", query)
    if not _yes(where, "include_null_first_air_dates"):
        where.add("first_air_date <> ''")
    _of_both(where)
    where.dates("first_air_date", "first_air_date")
    where.year("first_air_date_year", "first_air_date")
    runtime = "(select avg(runtime) from episode e where e.tv_id = t.id and e.runtime > 0)"
    where.bounds("with_runtime", runtime, _number)
    for group in where.groups("with_networks", _known):
        where.add(f"id in (select tv_id from tv_network where network_id in ({_GIVEN}))", group)
    where.own("with_status", "status", lambda value: _numbered(_STATUSES, value))
    where.own("with_type", "type", lambda value: _numbered(_TYPES, value))
    _aired(db, where)
    if _yes(where, "screened_theatrically"):
        where.add("id in (select tv_id from screened)")
    return _found(db, where)


def _of_both(where: _Where) -> None:
    if not _yes(where, "include_adult"):
        where.add("adult = 0")
    where.linked("genres", "title_genre", "genre_id", _known)
    where.linked("keywords", "title_keyword", "keyword_id", _known)
    where.linked("companies", "title_company", "company_id", _known)
    where.linked("origin_country", "title_country", "country", str)
    where.own("with_original_language", "original_language")
    where.bounds("vote_average", "vote_average", _number)
    where.bounds("vote_count", "vote_count", _number)
    _providers(where)


def _people(where: _Where) -> None:
    for name, kinds in (("with_cast", "('cast')"), ("with_crew", "('crew')"), ("with_people", "('cast', 'crew')")):
        for group in where.groups(name, _known):
            credits = f"select id from credit where person_id in ({_GIVEN}) and type = ? and kind in {kinds}"
            where.add(f"id in ({credits})", group, where.kind)


def _providers(where: _Where) -> None:
    """Offers in one country, by service and by way of paying. Without the country there is nothing to ask for."""
    region = where.get("watch_region")
    if not region:
        return
    offer = "exists (select 1 from provider_offer x where x.type = ? and x.id = t.id and x.country = ?{})"
    of_service, in_way = f" and x.provider_id in ({_GIVEN})", f" and x.monetization in ({_GIVEN})"
    services = where.groups("with_watch_providers", _known)
    ways = where.groups("with_watch_monetization_types", str)
    for service, way in itertools.product(services or [""], ways or [""]):
        if service or way:
            condition = offer.format((of_service if service else "") + (in_way if way else ""))
            where.add(condition, where.kind, region, *filter(None, (service, way)))
    if unwanted := _parts(where.get("without_watch_providers")):
        where.add(f"not {offer.format(of_service)}", where.kind, region, _array(unwanted, _known))


def _releases(where: _Where) -> None:
    """With a region or types: a release there, of that type, in the window. Without them the primary date counts."""
    region, types = where.get("region"), where.groups("with_release_type", _known)
    if not region and not types:
        where.dates("release_date", "release_date")
        where.year("year", "release_date")
        return
    window = _Where(where.kind, where.query)
    window.dates("release_date", "date")
    window.year("year", "date")
    if region:
        window.add("country = ?", region)
    fitting = f"select movie_id from release where {' and '.join(window.conditions) or '1'}"
    for group in types:
        where.add(f"id in ({fitting} and type in ({_GIVEN}))", *window.values, group)
    if not types:
        where.add(f"id in ({fitting})", *window.values)


def _certifications(db: sqlite3.Connection, where: _Where) -> None:
    country = where.get("certification_country") or where.get("region")
    condition = f"id in (select movie_id from release where country = ? and certification in ({_GIVEN}))"
    if country:
        for group in where.groups("certification", str):
            where.add(condition, country, group)
        if where.get("certification.gte") or where.get("certification.lte"):
            where.add(condition, country, json.dumps(_between(db, country, where)))


def _between(db: sqlite3.Connection, country: str, where: _Where) -> list[str]:
    """The certifications within the bounds, by the country's own order. Its 0, "not rated", is below no bound."""
    row = one(db, "select body from config where name = 'certification_movie_list'")
    listed = json.loads(row["body"])["certifications"].get(country, []) if row else []
    order = {rated["certification"]: rated["order"] for rated in listed}
    low, high = where.get("certification.gte"), where.get("certification.lte")
    if (low and low not in order) or (high and high not in order):
        return []
    lowest, highest = order.get(low, 1), order.get(high, math.inf)
    return [name for name, place in order.items() if lowest <= place <= highest]


def _aired(db: sqlite3.Connection, where: _Where) -> None:
    """With an episode in a span of days. Episodes have no hour, so the time zone moves none."""
    if (zone := where.get("timezone")) and not _is_zone(db, zone):
        raise Refused(28)
    window = _Where(where.kind, where.query)
    window.dates("air_date", "air_date")
    if window.conditions:
        where.add(f"id in (select tv_id from episode where {' and '.join(window.conditions)})", *window.values)


def _is_zone(db: sqlite3.Connection, name: str) -> bool:
    row = one(db, "select body from config where name = 'configuration_timezones'")
    return not row or any(name in country["zones"] for country in json.loads(row["body"]))


def _found(db: sqlite3.Connection, where: _Where) -> list[int]:
    """What has nothing to be sorted by stands last either way."""
    name, _, way = where.get("sort_by").partition(".")
    order, source, values = _SORTS[where.kind].get(name, ""), f"{where.kind} t", list[str]()
    if not order or way not in {"asc", "desc"}:
        order, way = "popularity", "desc"
    if name == "release_date" and (region := where.get("region")):
        order, values = "coalesce(day, release_date)", [region]
        source += f" left join ({_REGIONAL}) on movie_id = t.id"
    # Every part of the text is this module's own; what the request brought is in the values.
    sql = f"""select id, {order} as place from {source} where {" and ".join(where.conditions) or "1"}
              order by place = '', place {way}, id"""
    return column(db, sql, *values, *where.values)


def _yes(where: _Where, name: str) -> bool:
    return where.get(name).lower() == "true"


def _parts(value: str) -> list[str]:
    return [stripped for part in re.split(r"[,|]", value) if (stripped := part.strip())]


def _array(values: Iterable[str], read: Read) -> str:
    return json.dumps([read(value) for value in values])


def _known(value: str) -> int:
    """An id; -1, which nothing has, for what can't be one."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 12 else -1


def _numbered(names: Iterable[str], value: str) -> str:
    return dict(enumerate(names)).get(_known(value), "-")


def _integer(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) <= 4):
        raise Refused(5)
    return int(value)


def _number(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        raise Refused(5) from None
    if not math.isfinite(number):
        raise Refused(5)
    return number


def _date(value: str) -> str:
    try:
        day = date.fromisoformat(value).isoformat()
    except ValueError:
        raise Refused(23) from None
    if day != value:  # ISO 8601 has more forms than TMDB takes
        raise Refused(23)
    return day

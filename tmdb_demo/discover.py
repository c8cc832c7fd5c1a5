"""Discover: TMDB's filters as SQL. Comma means "and", pipe means "or"; `.gte` and `.lte` bound a value."""

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tmdb_demo.errors import Refused
from tmdb_demo.store import column, one

Query = Mapping[str, str]

SORTS = {
    "movie": {
        "popularity": "popularity", "revenue": "revenue", "primary_release_date": "release_date",
        "release_date": "release_date", "title": "title collate nocase",
        "original_title": "original_title collate nocase",
        "vote_average": "vote_average", "vote_count": "vote_count",
    },
    "tv": {
        "popularity": "popularity", "first_air_date": "first_air_date", "name": "name collate nocase",
        "original_name": "original_name collate nocase", "vote_average": "vote_average", "vote_count": "vote_count",
    },
}  # fmt: skip
DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
STATUSES = ("Returning Series", "Planned", "In Production", "Ended", "Canceled", "Pilot")
TYPES = ("Documentary", "News", "Miniseries", "Reality", "Scripted", "Talk Show", "Video")


@dataclass
class Where:
    """Conditions and their values, collected one by one."""

    kind: str
    query: Query
    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        self.conditions.append(condition)
        self.values += values

    def bounds(self, name: str, column_: str, read: Callable[[str], Any]) -> None:
        for ending, sign in ((".gte", ">="), (".lte", "<=")):
            if value := self.query.get(name + ending):
                self.add(f"{column_} {sign} ?", read(value))

    def linked(self, name: str, table: str, column_: str, *, text: bool = False) -> None:
        """`with_…` of things that a title has several of."""
        if value := self.query.get(name):
            self.each(
                value, f"exists (select 1 from {table} x where x.type = ? and x.id = t.id and x.{column_} = ?)", text
            )

    def without(self, name: str, table: str, column_: str) -> None:
        for value in _parts(self.query.get(name, "")):
            self.add(
                f"not exists (select 1 from {table} x where x.type = ? and x.id = t.id and x.{column_} = ?)",
                self.kind,
                _whole(value),
            )

    def each(self, value: str, condition: str, text: bool) -> None:
        joined = " or " if "|" in value else " and "
        parts = _parts(value)
        if parts:
            values = [found for part in parts for found in (self.kind, part if text else _whole(part))]
            self.add(f"({joined.join([condition] * len(parts))})", *values)

    def any_of(self, name: str, column_: str, read: Callable[[str], Any] = str) -> None:
        """A column of the title itself, which has one value only."""
        if parts := _parts(self.query.get(name, "")):
            self.add(f"{column_} in ({', '.join('?' * len(parts))})", *map(read, parts))


def movies(db: sqlite3.Connection, query: Query, *, today: date) -> list[int]:
    """Ids of the films that fit, sorted. Raises Refused."""
    where = Where("movie", query)
    _common(where)
    where.bounds("primary_release_date", "release_date", _date)
    for name in ("primary_release_year", "year"):
        if value := query.get(name):
            where.add("substr(release_date, 1, 4) = ?", f"{_whole(value):04d}")
    where.bounds("with_runtime", "runtime", _number)
    for name, kinds in (("with_cast", ("cast",)), ("with_crew", ("crew",)), ("with_people", ("cast", "crew"))):
        _people(where, name, kinds)
    _releases(where)
    _certifications(db, where)
    return _found(db, where)


def shows(db: sqlite3.Connection, query: Query, *, today: date) -> list[int]:
    """Ids of the shows that fit, sorted. Raises Refused."""
    where = Where("tv", query)
    _common(where)
    where.bounds("first_air_date", "first_air_date", _date)
    if value := query.get("first_air_date_year"):
        where.add("substr(first_air_date, 1, 4) = ?", f"{_whole(value):04d}")
    if query.get("include_null_first_air_dates") == "false":
        where.add("first_air_date <> ''")
    _aired(where)
    runtime = "(select avg(runtime) from episode e where e.tv_id = t.id and e.runtime > 0)"
    where.bounds("with_runtime", runtime, _number)
    if networks := _parts(query.get("with_networks", "")):
        marks = ", ".join("?" * len(networks))
        where.add(f"id in (select tv_id from tv_network where network_id in ({marks}))", *map(_whole, networks))
    where.any_of("with_status", "status", lambda value: _of(STATUSES, value))
    where.any_of("with_type", "type", lambda value: _of(TYPES, value))
    if query.get("screened_theatrically") == "true":
        where.add("0")  # the data set knows of no showings in cinemas
    return _found(db, where)


def _common(where: Where) -> None:
    where.linked("with_genres", "title_genre", "genre_id")
    where.linked("with_keywords", "title_keyword", "keyword_id")
    where.linked("with_companies", "title_company", "company_id")
    where.linked("with_origin_country", "title_country", "country", text=True)
    where.without("without_genres", "title_genre", "genre_id")
    where.without("without_keywords", "title_keyword", "keyword_id")
    where.without("without_companies", "title_company", "company_id")
    where.any_of("with_original_language", "original_language")
    where.bounds("vote_average", "vote_average", _number)
    where.bounds("vote_count", "vote_count", _number)
    _providers(where)


def _people(where: Where, name: str, kinds: tuple[str, ...]) -> None:
    if value := where.query.get(name):
        marks = ", ".join(f"'{kind}'" for kind in kinds)
        credit = "select 1 from credit x where x.type = ? and x.id = t.id and x.person_id = ?"
        condition = f"exists ({credit} and x.kind in ({marks}))"
        where.each(value, condition, text=False)


def _providers(where: Where) -> None:
    """Offers in one country: by service, by way of paying, or without a service."""
    region = where.query.get("watch_region", "").upper()
    offer = "exists (select 1 from provider_offer x where x.type = ? and x.id = t.id and x.country = ? and {})"
    ways = _parts(where.query.get("with_watch_monetization_types", ""))
    in_ways = f"x.monetization in ({', '.join('?' * len(ways))})" if ways else "1"
    if region and (providers := where.query.get("with_watch_providers")):
        joined = " or " if "|" in providers else " and "
        conditions, values = [], []
        for part in _parts(providers):
            conditions.append(offer.format(f"x.provider_id = ? and {in_ways}"))
            values += [where.kind, region, _whole(part), *ways]
        where.add(f"({joined.join(conditions)})", *values)
    elif region and ways:
        where.add(offer.format(in_ways), where.kind, region, *ways)
    for part in _parts(where.query.get("without_watch_providers", "")) if region else ():
        where.add(f"not {offer.format('x.provider_id = ?')}", where.kind, region, _whole(part))


def _releases(where: Where) -> None:
    """With a region its release dates count, of the types asked for; without one the primary date."""
    region = where.query.get("region", "").upper()
    types = [_whole(part) for part in _parts(where.query.get("with_release_type", ""))]
    if not region and not types:
        where.bounds("release_date", "release_date", _date)
        return
    conditions, values = ["x.movie_id = t.id"], list[Any]()
    if region:
        conditions.append("x.country = ?")
        values.append(region)
    if types:
        conditions.append(f"x.type in ({', '.join('?' * len(types))})")
        values += types
    for ending, sign in ((".gte", ">="), (".lte", "<=")):
        if value := where.query.get(f"release_date{ending}"):
            conditions.append(f"x.date {sign} ?")
            values.append(_date(value))
    where.add(f"exists (select 1 from release x where {' and '.join(conditions)})", *values)


def _certifications(db: sqlite3.Connection, where: Where) -> None:
    country = (where.query.get("certification_country") or where.query.get("region") or "").upper()
    allowed = _allowed(db, country, where.query) if country else None
    if allowed is None:
        return
    marks = ", ".join("?" * len(allowed))
    condition = (
        f"exists (select 1 from release x where x.movie_id = t.id and x.country = ? and x.certification in ({marks}))"
    )
    where.add(condition, country, *allowed)


def _allowed(db: sqlite3.Connection, country: str, query: Query) -> list[str] | None:
    """Certifications that fit, by the country's own order; None when none is asked for."""
    exact, low, high = (query.get(f"certification{ending}", "") for ending in ("", ".gte", ".lte"))
    if not (exact or low or high):
        return None
    row = one(db, "select body from config where name = 'certification_movie_list'")
    listed = json.loads(row["body"])["certifications"].get(country, []) if row else []
    order = {one["certification"]: one["order"] for one in listed}
    fitting = set(order) if not exact else set(_parts(exact))
    if low in order:
        fitting = {one for one in fitting if order.get(one, 0) >= order[low]}
    if high in order:
        fitting = {one for one in fitting if 0 < order.get(one, 0) <= order[high]}
    return sorted(fitting)


def _aired(where: Where) -> None:
    """With an episode in a span of days."""
    conditions, values = ["e.tv_id = t.id"], list[Any]()
    for ending, sign in ((".gte", ">="), (".lte", "<=")):
        if value := where.query.get(f"air_date{ending}"):
            conditions.append(f"e.air_date {sign} ?")
            values.append(_date(value))
    if values:
        where.add(f"exists (select 1 from episode e where {' and '.join(conditions)})", *values)


def _found(db: sqlite3.Connection, where: Where) -> list[int]:
    name, _, direction = where.query.get("sort_by", "").partition(".")
    order = SORTS[where.kind].get(name, "popularity")
    way = "asc" if direction == "asc" else "desc"
    conditions = " and ".join(where.conditions) or "1"
    # Every part of the text is the program's own; what the request brought is in the values.
    sql = f"select id from {where.kind} t where {conditions} order by {order} {way}, id"
    return column(db, sql, *where.values)


def _parts(value: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,|]", value) if part.strip()]


def _whole(value: str) -> int:
    """A number; anything else names nothing, and so fits nothing."""
    digits = value.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 12 else -1


def _number(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        raise Refused(5) from None
    return number if abs(number) < 1e12 else 1e12


def _date(value: str) -> str:
    day = value[:10]
    if not DATE.match(day):
        raise Refused(23)
    return day


def _of(names: tuple[str, ...], value: str) -> str:
    number = _whole(value)
    return names[number] if 0 <= number < len(names) else ""

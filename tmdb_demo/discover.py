"""Discover: TMDB's filters as SQL.

A comma means "and", a pipe "or", and a pipe binds more closely: `18,35|80` is drama that is also comedy or crime. In
`without_…` both mean "none of these". A filter that names something unknown fits nothing; an empty one is ignored.
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

from tmdb_demo.errors import APIError
from tmdb_demo.store import fetch_column, fetch_row

Query = Mapping[str, str]
Parse = Callable[[str], int | str]

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
# The date of each film in a region, in one query: with a query for each film SQLite would start from the country.
_REGIONAL_DATES = (
    "select movie_id, min(date) as day from release where country = ? and type > 1 and date <> '' group by 1"
)
# Statuses and types at the index that is their number in TMDB's filters.
_STATUSES = ("Returning Series", "Planned", "In Production", "Ended", "Canceled", "Pilot")
_TYPES = ("Documentary", "News", "Miniseries", "Reality", "Scripted", "Talk Show", "Video")
_JSON_VALUES = "select value from json_each(?)"


@dataclass
class _Where:
    """The conditions of one search over titles `t`, and the values for their question marks."""

    kind: str
    query: Query
    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        """Add a condition with its values.

        Raises APIError for too many.
        """
        if len(self.conditions) == MAX_CONDITIONS:
            raise APIError(5)
        self.conditions.append(condition)
        self.values += values

    def get(self, name: str) -> str:
        return self.query.get(name, "").strip()

    def parse_groups(self, name: str, parse: Parse) -> list[str]:
        """Return all values that have to fit, each with its alternatives as a JSON array for _JSON_VALUES."""
        groups = [_split_values(group) for group in self.get(name).split(",")]
        return list(dict.fromkeys(_to_json_array(group, parse) for group in groups if group))

    def add_bounds(self, name: str, expression: str, parse: Callable[[str], Any]) -> None:
        """Add conditions for `name.gte` and `name.lte`."""
        for ending, sign in (("gte", ">="), ("lte", "<=")):
            if value := self.get(f"{name}.{ending}"):
                self.add(f"{expression} {sign} ?", parse(value))

    def add_dates(self, name: str, expression: str) -> None:
        """Add bounds of a date, which titles without the date do not meet."""
        if self.get(f"{name}.gte") or self.get(f"{name}.lte"):
            self.add(f"{expression} <> ''")
        self.add_bounds(name, expression, _parse_date)

    def add_column(self, name: str, expression: str, parse: Parse = str) -> None:
        """Add a condition on a column of the title itself."""
        for group in self.parse_groups(name, parse):
            self.add(f"{expression} in ({_JSON_VALUES})", group)

    def add_linked(self, name: str, table: str, expression: str, parse: Parse) -> None:
        """Add conditions for things of which a title has several: `with_…` and `without_…`."""
        some = (
            f"exists (select 1 from {table} x where x.type = ? and x.id = t.id and x.{expression} in ({_JSON_VALUES}))"
        )
        for group in self.parse_groups(f"with_{name}", parse):
            self.add(some, self.kind, group)
        if excluded := _split_values(self.get(f"without_{name}")):
            self.add(f"not {some}", self.kind, _to_json_array(excluded, parse))

    def add_year(self, name: str, expression: str) -> None:
        if value := self.get(name):
            self.add(f"{expression} like ?", f"{_parse_year(value):04d}-%")


def movies(db: sqlite3.Connection, query: Query, *, today: date) -> list[int]:
    """Return the ids of the films that fit, in order.

    Raises APIError for an invalid date or number.
    """
    where = _Where("movie", query)
    if not _is_true(where, "include_video"):
        where.add("video = 0")
    _add_common_filters(where)
    where.add_dates("primary_release_date", "release_date")
    where.add_year("primary_release_year", "release_date")
    where.add_bounds("with_runtime", "runtime", _parse_number)
    _add_people(where)
    _add_releases(where)
    _add_certifications(db, where)
    return _search(db, where)


def shows(db: sqlite3.Connection, query: Query, *, today: date) -> list[int]:
    """Return the ids of the shows that fit, in order.

    Raises APIError for an invalid date, number or time zone.
    """
    where = _Where("tv", query)
    if not _is_true(where, "include_null_first_air_dates"):
        where.add("first_air_date <> ''")
    _add_common_filters(where)
    where.add_dates("first_air_date", "first_air_date")
    where.add_year("first_air_date_year", "first_air_date")
    runtime = "(select avg(runtime) from episode e where e.tv_id = t.id and e.runtime > 0)"
    where.add_bounds("with_runtime", runtime, _parse_number)
    for group in where.parse_groups("with_networks", _parse_id):
        where.add(f"id in (select tv_id from tv_network where network_id in ({_JSON_VALUES}))", group)
    where.add_column("with_status", "status", lambda value: _parse_choice(_STATUSES, value))
    where.add_column("with_type", "type", lambda value: _parse_choice(_TYPES, value))
    _add_air_dates(db, where)
    if _is_true(where, "screened_theatrically"):
        where.add("id in (select tv_id from screened)")
    return _search(db, where)


def _add_common_filters(where: _Where) -> None:
    if not _is_true(where, "include_adult"):
        where.add("adult = 0")
    where.add_linked("genres", "title_genre", "genre_id", _parse_id)
    where.add_linked("keywords", "title_keyword", "keyword_id", _parse_id)
    where.add_linked("companies", "title_company", "company_id", _parse_id)
    where.add_linked("origin_country", "title_country", "country", str)
    where.add_column("with_original_language", "original_language")
    where.add_bounds("vote_average", "vote_average", _parse_number)
    where.add_bounds("vote_count", "vote_count", _parse_number)
    _add_providers(where)


def _add_people(where: _Where) -> None:
    for name, kinds in (("with_cast", "('cast')"), ("with_crew", "('crew')"), ("with_people", "('cast', 'crew')")):
        for group in where.parse_groups(name, _parse_id):
            credits = f"select id from credit where person_id in ({_JSON_VALUES}) and type = ? and kind in {kinds}"
            where.add(f"id in ({credits})", group, where.kind)


def _add_providers(where: _Where) -> None:
    """Add conditions on offers in one country, by service and by way of paying; without the country there are none."""
    region = where.get("watch_region")
    if not region:
        return
    offer = "exists (select 1 from provider_offer x where x.type = ? and x.id = t.id and x.country = ?{})"
    of_service, in_way = f" and x.provider_id in ({_JSON_VALUES})", f" and x.monetization in ({_JSON_VALUES})"
    services = where.parse_groups("with_watch_providers", _parse_id)
    ways = where.parse_groups("with_watch_monetization_types", str)
    for service, way in itertools.product(services or [""], ways or [""]):
        if service or way:
            condition = offer.format((of_service if service else "") + (in_way if way else ""))
            where.add(condition, where.kind, region, *filter(None, (service, way)))
    if excluded := _split_values(where.get("without_watch_providers")):
        where.add(f"not {offer.format(of_service)}", where.kind, region, _to_json_array(excluded, _parse_id))


def _add_releases(where: _Where) -> None:
    """Add conditions on a film's releases.

    With a region or types: a release there, of that type, in the window. Without them the primary date counts.
    """
    region, types = where.get("region"), where.parse_groups("with_release_type", _parse_id)
    if not region and not types:
        where.add_dates("release_date", "release_date")
        where.add_year("year", "release_date")
        return
    window = _Where(where.kind, where.query)
    window.add_dates("release_date", "date")
    window.add_year("year", "date")
    if region:
        window.add("country = ?", region)
    fitting = f"select movie_id from release where {' and '.join(window.conditions) or '1'}"
    for group in types:
        where.add(f"id in ({fitting} and type in ({_JSON_VALUES}))", *window.values, group)
    if not types:
        where.add(f"id in ({fitting})", *window.values)


def _add_certifications(db: sqlite3.Connection, where: _Where) -> None:
    country = where.get("certification_country") or where.get("region")
    condition = f"id in (select movie_id from release where country = ? and certification in ({_JSON_VALUES}))"
    if country:
        for group in where.parse_groups("certification", str):
            where.add(condition, country, group)
        if where.get("certification.gte") or where.get("certification.lte"):
            where.add(condition, country, json.dumps(_find_certifications(db, country, where)))


def _find_certifications(db: sqlite3.Connection, country: str, where: _Where) -> list[str]:
    """Return the certifications within the bounds, in the country's order; 0, "not rated", is below every bound."""
    row = fetch_row(db, "select body from config where name = 'certification_movie_list'")
    certifications = json.loads(row["body"])["certifications"].get(country, []) if row else []
    order = {row["certification"]: row["order"] for row in certifications}
    low, high = where.get("certification.gte"), where.get("certification.lte")
    if (low and low not in order) or (high and high not in order):
        return []
    lowest, highest = order.get(low, 1), order.get(high, math.inf)
    return [name for name, place in order.items() if lowest <= place <= highest]


def _add_air_dates(db: sqlite3.Connection, where: _Where) -> None:
    """Add a condition on the days of episodes; the time zone changes nothing, since episodes have no hour."""
    if (zone := where.get("timezone")) and not _is_timezone(db, zone):
        raise APIError(28)
    window = _Where(where.kind, where.query)
    window.add_dates("air_date", "air_date")
    if window.conditions:
        where.add(f"id in (select tv_id from episode where {' and '.join(window.conditions)})", *window.values)


def _is_timezone(db: sqlite3.Connection, name: str) -> bool:
    row = fetch_row(db, "select body from config where name = 'configuration_timezones'")
    return not row or any(name in country["zones"] for country in json.loads(row["body"]))


def _search(db: sqlite3.Connection, where: _Where) -> list[int]:
    """Return the ids in order; titles without a value to sort by come last in either direction."""
    name, _, way = where.get("sort_by").partition(".")
    order, source, values = _SORTS[where.kind].get(name, ""), f"{where.kind} t", list[str]()
    if not order or way not in {"asc", "desc"}:
        order, way = "popularity", "desc"
    if name == "release_date" and (region := where.get("region")):
        order, values = "coalesce(day, release_date)", [region]
        source += f" left join ({_REGIONAL_DATES}) on movie_id = t.id"
    # All parts of the SQL are constants of this module; what the request holds is only in the values.
    sql = f"""select id, {order} as place from {source} where {" and ".join(where.conditions) or "1"}
              order by place = '', place {way}, id"""
    return fetch_column(db, sql, *values, *where.values)


def _is_true(where: _Where, name: str) -> bool:
    return where.get(name).lower() == "true"


def _split_values(value: str) -> list[str]:
    return [stripped for part in re.split(r"[,|]", value) if (stripped := part.strip())]


def _to_json_array(values: Iterable[str], parse: Parse) -> str:
    return json.dumps([parse(value) for value in values])


def _parse_id(value: str) -> int:
    """Return an id, or -1, which nothing has, for what can't be one."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 12 else -1


def _parse_choice(names: Iterable[str], value: str) -> str:
    return dict(enumerate(names)).get(_parse_id(value), "-")


def _parse_year(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) <= 4):
        raise APIError(5)
    return int(value)


def _parse_number(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        raise APIError(5) from None
    if not math.isfinite(number):
        raise APIError(5)
    return number


def _parse_date(value: str) -> str:
    try:
        day = date.fromisoformat(value).isoformat()
    except ValueError:
        raise APIError(23) from None
    if day != value:  # ISO 8601 has more forms than TMDB accepts
        raise APIError(23)
    return day

"""Lists that TMDB makes: charts, trending, discover, search, find."""

from collections.abc import Callable
from typing import Any

from tmdb_demo import charts, config, discover, rows, search
from tmdb_demo.call import JSON, Call
from tmdb_demo.errors import Refused
from tmdb_demo.handlers.titles import Handler
from tmdb_demo.paging import paged
from tmdb_demo.pictures import backdrop, path, poster
from tmdb_demo.store import many, one

CAPPED = 500  # pages that search for people and trending count


def _chart(kind: str, chart: Callable[..., list[int]]) -> Handler:
    def handler(call: Call) -> JSON:
        return paged(call, chart(call.db, kind), lambda number: rows.by_id(call, kind, number))

    return handler


def _dated(chart: Callable[..., tuple[tuple[str, str], list[int]]]) -> Handler:
    def handler(call: Call) -> JSON:
        (minimum, maximum), found = chart(call.db, region=call.region or None, today=call.today)
        page = paged(call, found, lambda number: rows.movie(call, number))
        return {"dates": {"maximum": maximum, "minimum": minimum}, **page}

    return handler


def _aired(chart: Callable[..., list[int]]) -> Handler:
    def handler(call: Call) -> JSON:
        config.check_timezone(call)
        return paged(call, chart(call.db, today=call.today), lambda number: rows.tv(call, number))

    return handler


def _trending(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        window = call.path["time_window"]
        if window not in {"day", "week"}:
            raise Refused(6)
        found = charts.trending(call.db, kind, window, today=call.today)
        return paged(call, found, lambda one: _trending_row(call, *one), cap=CAPPED)

    return handler


def _trending_row(call: Call, kind: str, number: int) -> JSON:
    row = rows.mixed(call, kind, number)
    row.pop("known_for", None)
    return row


def discover_movie(call: Call) -> JSON:
    found = discover.movies(call.db, call.query, today=call.today)
    return paged(call, found, lambda number: rows.movie(call, number))


def discover_tv(call: Call) -> JSON:
    found = discover.shows(call.db, call.query, today=call.today)
    return paged(call, found, lambda number: rows.tv(call, number))


def _query(call: Call) -> str:
    text = call.query.get("query", "").strip()
    if not text:
        raise Refused(47)
    return text


def _year(call: Call, name: str) -> int | None:
    value = call.query.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) == 4 else None


def search_movie(call: Call) -> JSON:
    found = search.movies(
        call.db,
        _query(call),
        year=_year(call, "year"),
        primary_release_year=_year(call, "primary_release_year"),
        region=call.region or None,
        include_adult=call.query.get("include_adult") == "true",
    )
    return paged(call, found, lambda number: rows.movie(call, number))


def search_tv(call: Call) -> JSON:
    years = {name: _year(call, name) for name in ("year", "first_air_date_year")}
    found = search.shows(call.db, _query(call), **years)
    return paged(call, found, lambda number: rows.tv(call, number))


def search_person(call: Call) -> JSON:
    return paged(call, search.people(call.db, _query(call)), lambda number: rows.person(call, number), cap=CAPPED)


def search_multi(call: Call) -> JSON:
    return paged(call, search.multi(call.db, _query(call)), lambda one: rows.mixed(call, *one))


def search_collection(call: Call) -> JSON:
    def row(number: int) -> JSON:
        name, overview, _ = rows.text(call, "collection", number)
        original = one(call.db, "select name from collection where id = ?", number)
        return {
            "adult": False,
            "backdrop_path": backdrop("collection", number),
            "id": number,
            "name": name or (original["name"] if original else ""),
            "original_language": "en",
            "original_name": original["name"] if original else "",
            "overview": overview,
            "poster_path": poster(call, "collection", number),
        }

    return paged(call, search.collections(call.db, _query(call)), row)


def search_company(call: Call) -> JSON:
    def row(number: int) -> JSON:
        found = one(call.db, "select name, origin_country from company where id = ?", number)
        assert found
        return {"id": number, "logo_path": path("company", number, "logo"), **dict(found)}

    return paged(call, search.companies(call.db, _query(call)), row)


def search_keyword(call: Call) -> JSON:
    def row(number: int) -> Any:
        found = one(call.db, "select id, name from keyword where id = ?", number)
        return dict(found) if found else {}

    return paged(call, search.keywords(call.db, _query(call)), row)


SOURCES = {
    "imdb_id", "facebook_id", "instagram_id", "tvdb_id", "tiktok_id", "twitter_id", "wikidata_id", "youtube_id",
    "freebase_mid", "freebase_id", "tvrage_id",
}  # fmt: skip


def find(call: Call) -> JSON:
    source = call.query.get("external_source", "")
    if source not in SOURCES:
        raise Refused(5)
    found: dict[str, list[JSON]] = {
        f"{kind}_results": [] for kind in ("movie", "person", "tv", "tv_episode", "tv_season")
    }
    sql = "select type, id from external_id where source = ? and value = ?"
    for kind, number in many(call.db, sql, source, call.path["external_id"]):
        if kind in {"movie", "tv", "person"}:
            found[f"{kind}_results"].append(rows.mixed(call, kind, number))
    return dict(found)


HANDLERS: dict[str, Handler] = {
    "/movie/popular": _chart("movie", charts.popular),
    "/movie/top_rated": _chart("movie", charts.top_rated),
    "/movie/now_playing": _dated(charts.now_playing),
    "/movie/upcoming": _dated(charts.upcoming),
    "/tv/popular": _chart("tv", charts.popular),
    "/tv/top_rated": _chart("tv", charts.top_rated),
    "/tv/on_the_air": _aired(charts.on_the_air),
    "/tv/airing_today": _aired(charts.airing_today),
    **{f"/trending/{kind}/{{time_window}}": _trending(kind) for kind in ("all", "movie", "tv", "person")},
    "/discover/movie": discover_movie,
    "/discover/tv": discover_tv,
    "/search/movie": search_movie,
    "/search/tv": search_tv,
    "/search/person": search_person,
    "/search/multi": search_multi,
    "/search/collection": search_collection,
    "/search/company": search_company,
    "/search/keyword": search_keyword,
    "/find/{external_id}": find,
}

"""Lists that TMDB computes: charts, trending, discover, search, find."""

from collections.abc import Callable
from typing import Any

from tmdb_demo import charts, config, discover, rows, search
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.errors import APIError
from tmdb_demo.paging import paginate
from tmdb_demo.pictures import backdrop_path, picture_path, poster_path
from tmdb_demo.store import fetch_row, fetch_rows

MAX_PAGES = 500  # TMDB counts no further in searches for people and in trending


def _chart(kind: str, chart: Callable[..., list[int]]) -> Handler:
    def handler(call: Call) -> JSON:
        return paginate(call, chart(call.db, kind), lambda number: rows.build(call, kind, number))

    return handler


def _dated(chart: Callable[..., tuple[tuple[str, str], list[int]]]) -> Handler:
    def handler(call: Call) -> JSON:
        (minimum, maximum), movies = chart(call.db, region=call.region or None, today=call.today)
        page = paginate(call, movies, lambda number: rows.build(call, "movie", number))
        return {"dates": {"maximum": maximum, "minimum": minimum}, **page}

    return handler


def _aired(chart: Callable[..., list[int]]) -> Handler:
    def handler(call: Call) -> JSON:
        config.check_timezone(call)
        return paginate(call, chart(call.db, today=call.today), lambda number: rows.build(call, "tv", number))

    return handler


def _trending(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        window = call.path["time_window"]
        if window not in {"day", "week"}:
            raise APIError(6)
        ranked = charts.trending(call.db, kind, window, today=call.today)
        return paginate(call, ranked, lambda key: _trending_row(call, *key), max_pages=MAX_PAGES)

    return handler


def _trending_row(call: Call, kind: str, number: int) -> JSON:
    row = rows.build_mixed(call, kind, number)
    row.pop("known_for", None)
    return row


def discover_movie(call: Call) -> JSON:
    movies = discover.movies(call.db, call.query, today=call.today)
    return paginate(call, movies, lambda number: rows.build(call, "movie", number))


def discover_tv(call: Call) -> JSON:
    shows = discover.shows(call.db, call.query, today=call.today)
    return paginate(call, shows, lambda number: rows.build(call, "tv", number))


def _parse_query(call: Call) -> str:
    text = call.query.get("query", "").strip()
    if not text:
        raise APIError(47)
    return text


def _parse_year(call: Call, name: str) -> int | None:
    value = call.query.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) == 4 else None


def search_movie(call: Call) -> JSON:
    movies = search.movies(
        call.db,
        _parse_query(call),
        year=_parse_year(call, "year"),
        primary_release_year=_parse_year(call, "primary_release_year"),
        region=call.region or None,
        include_adult=call.query.get("include_adult") == "true",
    )
    return paginate(call, movies, lambda number: rows.build(call, "movie", number))


def search_tv(call: Call) -> JSON:
    years = {name: _parse_year(call, name) for name in ("year", "first_air_date_year")}
    shows = search.shows(call.db, _parse_query(call), **years)
    return paginate(call, shows, lambda number: rows.build(call, "tv", number))


def search_person(call: Call) -> JSON:
    return paginate(
        call,
        search.people(call.db, _parse_query(call)),
        lambda number: rows.build_popular_person(call, number),
        max_pages=MAX_PAGES,
    )


def search_multi(call: Call) -> JSON:
    return paginate(call, search.multi(call.db, _parse_query(call)), lambda key: rows.build_mixed(call, *key))


def search_collection(call: Call) -> JSON:
    def build_row(number: int) -> JSON:
        name, overview, _ = rows.get_texts(call, "collection", number)
        original = fetch_row(call.db, "select name from collection where id = ?", number)
        return {
            "adult": False,
            "backdrop_path": backdrop_path("collection", number),
            "id": number,
            "name": name or (original["name"] if original else ""),
            "original_language": "en",
            "original_name": original["name"] if original else "",
            "overview": overview,
            "poster_path": poster_path(call, "collection", number),
        }

    return paginate(call, search.collections(call.db, _parse_query(call)), build_row)


def search_company(call: Call) -> JSON:
    def build_row(number: int) -> JSON:
        company = fetch_row(call.db, "select name, origin_country from company where id = ?", number)
        assert company
        return {"id": number, "logo_path": picture_path("company", number, "logo"), **dict(company)}

    return paginate(call, search.companies(call.db, _parse_query(call)), build_row)


def search_keyword(call: Call) -> JSON:
    def build_row(number: int) -> Any:
        keyword = fetch_row(call.db, "select id, name from keyword where id = ?", number)
        return dict(keyword) if keyword else {}

    return paginate(call, search.keywords(call.db, _parse_query(call)), build_row)


SOURCES = {
    "imdb_id", "facebook_id", "instagram_id", "tvdb_id", "tiktok_id", "twitter_id", "wikidata_id", "youtube_id",
    "freebase_mid", "freebase_id", "tvrage_id",
}  # fmt: skip


def find(call: Call) -> JSON:
    source = call.query.get("external_source", "")
    if source not in SOURCES:
        raise APIError(5)
    results: dict[str, list[JSON]] = {
        f"{kind}_results": [] for kind in ("movie", "person", "tv", "tv_episode", "tv_season")
    }
    sql = "select type, id from external_id where source = ? and value = ?"
    for kind, number in fetch_rows(call.db, sql, source, call.path["external_id"]):
        if kind in {"movie", "tv", "person"}:
            results[f"{kind}_results"].append(rows.build_mixed(call, kind, number))
    return dict(results)


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

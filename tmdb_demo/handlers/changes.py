"""Changes: the ids that changed in a span of days, and the changes of one item by field."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tmdb_demo import drawings, pictures, rows
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.errors import APIError
from tmdb_demo.handlers import people, titles
from tmdb_demo.paging import paginate
from tmdb_demo.state import format_time
from tmdb_demo.store import fetch_column, fetch_row, fetch_rows

MAX_SPAN = timedelta(days=14)
DAY = timedelta(days=1)
FEED_PAGE_SIZE = 100  # ids

Span = tuple[datetime, datetime]


def span(call: Call) -> Span:
    """Return the time from `start_date` to `end_date`, both days whole, or the last 24 hours without them.

    Raises APIError for an invalid date or span.
    """
    start, end = _date(call, "start_date"), _date(call, "end_date")
    if not start and not end:
        return call.now - DAY, call.now
    last = end or max(start or call.today, call.today)
    first = start or last - DAY
    if not timedelta(0) <= last - first <= MAX_SPAN:
        raise APIError(20)
    return datetime.combine(first, time.min, UTC), min(datetime.combine(last, time.max, UTC), call.now)


def _date(call: Call, name: str) -> date | None:
    value = call.query.get(name, "")
    if not value:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise APIError(23) from None


def _feed(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        ids = _find_changed(call, kind, span(call))
        page = paginate(call, ids, lambda number: _feed_row(call, kind, number), size=FEED_PAGE_SIZE)
        return {"results": page.pop("results"), **page}

    return handler


def _feed_row(call: Call, kind: str, number: int) -> JSON:
    return {"id": number, "adult": False if rows.exists(call, kind, number) else None, "softcore": False}


def _find_changed(call: Call, kind: str, times: Span) -> list[int]:
    """Return the ids that changed, the latest change first."""
    latest: dict[int, str] = {}
    for number in fetch_column(call.db, f"select id from {kind} where has_{drawings.SCHEDULES[kind].role}"):
        for drawing in drawings.changes(kind, number, *times):
            latest[number] = format_time(drawing.at)
    if kind == "tv":
        for show, episode in call.db.execute("select tv_id, id from episode"):
            for drawing in drawings.changes("episode", episode, *times):
                latest[show] = max(format_time(drawing.at), latest.get(show, ""))
    sql = "select media_id, max(time) as time from change where type = ? and time between ? and ? group by 1"
    for row in fetch_rows(call.state, sql, kind, *map(format_time, times)):
        latest[row["media_id"]] = max(row["time"], latest.get(row["media_id"], ""))
    return sorted(latest, key=lambda number: (latest[number], number), reverse=True)


def item_changes(call: Call, kind: str, number: int) -> JSON:
    """Return the changes by field, all on the first page: TMDB takes the number of a page, and answers without one."""
    times = span(call)
    sources = (_recorded_changes, _picture_changes, _changes_of_parts) if call.page == 1 else ()
    changes = [change for source in sources for change in source(call, kind, number, times)]
    by_key: dict[str, list[JSON]] = {}
    for key, item in sorted(changes, key=lambda change: str(change[1]["time"])):
        by_key.setdefault(key, []).append(item)
    return {"changes": [{"key": key, "items": items} for key, items in by_key.items()]}


def _recorded_changes(call: Call, kind: str, number: int, times: Span) -> Iterator[tuple[str, JSON]]:
    sql = "select * from change where type = ? and media_id = ? and time between ? and ? order by time"
    for row in fetch_rows(call.state, sql, kind, number, *map(format_time, times)):
        language = row["language"]
        item: JSON = {"id": row["id"], "action": row["action"], "time": row["time"], "iso_639_1": language}
        item["iso_3166_1"] = titles.TRANSLATION_COUNTRIES.get(language, language.upper())
        for key in ("value", "original_value"):
            if row[key] is not None:
                item[key] = json.loads(row[key])
        yield row["key"], item


def _picture_changes(call: Call, kind: str, number: int, times: Span) -> Iterator[tuple[str, JSON]]:
    if kind not in drawings.SCHEDULES:
        return
    role = drawings.SCHEDULES[kind].role
    if kind != "episode" and not fetch_row(call.db, f"select 1 from {kind} where id = ? and has_{role}", number):
        return
    for drawing in drawings.changes(kind, number, *times):
        path = pictures.picture_path(kind, number, role, variant=drawing.variant)
        value: dict[str, Any] = {role: {"file_path": path}}
        item = _item(f"{path}|{drawing.at}", drawing.action, drawing.at)
        yield "images", item | ({"original_value": value} if drawing.action == "deleted" else {"value": value})


# A season changes with its episodes, and a show with its seasons: the key, and what its values name.
_PARTS = {
    "season": (
        "episode",
        """select episode.id as drawn, episode.id as episode_id, episode_number
           from season join episode using (tv_id, season_number) where season.id = ?""",
    ),
    "tv": (
        "season",
        """select episode.id as drawn, season.id as season_id, season_number
           from season join episode using (tv_id, season_number) where tv_id = ?""",
    ),
}


def _changes_of_parts(call: Call, kind: str, number: int, times: Span) -> Iterator[tuple[str, JSON]]:
    if kind not in _PARTS:
        return
    key, sql = _PARTS[kind]
    for row in fetch_rows(call.db, sql, number):
        value = dict(row)
        for drawing in drawings.changes("episode", value.pop("drawn"), *times):
            if drawing.action == "added":
                yield key, _item(f"{kind}|{row['drawn']}|{drawing.at}", "updated", drawing.at) | {"value": value}


def _item(seed: str, action: str, at: datetime) -> JSON:
    identity = hashlib.sha256(seed.encode()).hexdigest()[:24]
    return {"id": identity, "action": action, "time": format_time(at), "iso_639_1": "", "iso_3166_1": ""}


def movie(call: Call) -> JSON:
    return item_changes(call, "movie", titles.title_row(call, "movie")["id"])


def show(call: Call) -> JSON:
    return item_changes(call, "tv", titles.title_row(call, "tv")["id"])


def person(call: Call) -> JSON:
    return item_changes(call, "person", people.person_row(call)["id"])


def _by_id(kind: str) -> Handler:
    """Return the handler for a season's or an episode's changes, by its own id."""

    def handler(call: Call) -> JSON:
        number = call.number(f"{kind}_id")
        if not fetch_row(call.db, f"select 1 from {kind} where id = ?", number):
            raise APIError(34)
        return item_changes(call, kind, number)

    return handler


HANDLERS: dict[str, Handler] = {
    "/movie/changes": _feed("movie"),
    "/tv/changes": _feed("tv"),
    "/person/changes": _feed("person"),
    "/movie/{movie_id}/changes": movie,
    "/tv/{series_id}/changes": show,
    "/person/{person_id}/changes": person,
    "/tv/season/{season_id}/changes": _by_id("season"),
    "/tv/episode/{episode_id}/changes": _by_id("episode"),
}

"""What has changed: ids by day, and an item's changes field by field."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tmdb_demo import drawings, pictures, rows
from tmdb_demo.call import JSON, Call
from tmdb_demo.errors import Refused
from tmdb_demo.handlers import people, titles
from tmdb_demo.handlers.titles import Handler
from tmdb_demo.paging import paged
from tmdb_demo.state import stamp
from tmdb_demo.store import column, many, one

LONGEST = timedelta(days=14)
DAY = timedelta(days=1)
ROWS = 100  # a page of ids

Span = tuple[datetime, datetime]


def span(call: Call) -> Span:
    """From `start_date` to `end_date`, both whole; the last day where neither is given. Raises Refused."""
    start, end = _date(call, "start_date"), _date(call, "end_date")
    if not start and not end:
        return call.now - DAY, call.now
    last = end or max(start or call.today, call.today)
    first = start or last - DAY
    if not timedelta(0) <= last - first <= LONGEST:
        raise Refused(20)
    return datetime.combine(first, time.min, UTC), min(datetime.combine(last, time.max, UTC), call.now)


def _date(call: Call, name: str) -> date | None:
    value = call.query.get(name, "")
    if not value:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise Refused(23) from None


def _feed(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        found = _changed(call, kind, span(call))
        page = paged(call, found, lambda number: _feed_row(call, kind, number), size=ROWS)
        return {"results": page.pop("results"), **page}

    return handler


def _feed_row(call: Call, kind: str, number: int) -> JSON:
    return {"id": number, "adult": False if rows.known(call, kind, number) else None, "softcore": False}


def _changed(call: Call, kind: str, times: Span) -> list[int]:
    """Ids, the latest change first."""
    latest: dict[int, str] = {}
    for number in column(call.db, f"select id from {kind} where has_{drawings.HABITS[kind].role}"):
        for drawn in drawings.changes(kind, number, *times):
            latest[number] = stamp(drawn.at)
    if kind == "tv":
        for show, episode in call.db.execute("select tv_id, id from episode"):
            for drawn in drawings.changes("episode", episode, *times):
                latest[show] = max(stamp(drawn.at), latest.get(show, ""))
    sql = "select media_id, max(time) as time from change where type = ? and time between ? and ? group by 1"
    for row in many(call.state, sql, kind, *map(stamp, times)):
        latest[row["media_id"]] = max(row["time"], latest.get(row["media_id"], ""))
    return sorted(latest, key=lambda number: (latest[number], number), reverse=True)


def item_changes(call: Call, kind: str, number: int) -> JSON:
    """All on the first page; TMDB takes the number of one, and names none in its answer."""
    times = span(call)
    sources = (_recorded, _drawn, _of_parts) if call.page == 1 else ()
    found = [one for source in sources for one in source(call, kind, number, times)]
    by_key: dict[str, list[JSON]] = {}
    for key, item in sorted(found, key=lambda one: str(one[1]["time"])):
        by_key.setdefault(key, []).append(item)
    return {"changes": [{"key": key, "items": items} for key, items in by_key.items()]}


def _recorded(call: Call, kind: str, number: int, times: Span) -> Iterator[tuple[str, JSON]]:
    sql = "select * from change where type = ? and media_id = ? and time between ? and ? order by time"
    for row in many(call.state, sql, kind, number, *map(stamp, times)):
        language = row["language"]
        item: JSON = {"id": row["id"], "action": row["action"], "time": row["time"], "iso_639_1": language}
        item["iso_3166_1"] = titles.COUNTRIES.get(language, language.upper())
        for key in ("value", "original_value"):
            if row[key] is not None:
                item[key] = json.loads(row[key])
        yield row["key"], item


def _drawn(call: Call, kind: str, number: int, times: Span) -> Iterator[tuple[str, JSON]]:
    if kind not in drawings.HABITS:
        return
    role = drawings.HABITS[kind].role
    if kind != "episode" and not one(call.db, f"select 1 from {kind} where id = ? and has_{role}", number):
        return
    for drawn in drawings.changes(kind, number, *times):
        path = pictures.path(kind, number, role, variant=drawn.variant)
        value: dict[str, Any] = {role: {"file_path": path}}
        item = _item(f"{path}|{drawn.at}", drawn.action, drawn.at)
        yield "images", item | ({"original_value": value} if drawn.action == "deleted" else {"value": value})


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


def _of_parts(call: Call, kind: str, number: int, times: Span) -> Iterator[tuple[str, JSON]]:
    if kind not in _PARTS:
        return
    key, sql = _PARTS[kind]
    for row in many(call.db, sql, number):
        value = dict(row)
        for drawn in drawings.changes("episode", value.pop("drawn"), *times):
            if drawn.action == "added":
                yield key, _item(f"{kind}|{row['drawn']}|{drawn.at}", "updated", drawn.at) | {"value": value}


def _item(seed: str, action: str, at: datetime) -> JSON:
    identity = hashlib.sha256(seed.encode()).hexdigest()[:24]
    return {"id": identity, "action": action, "time": stamp(at), "iso_639_1": "", "iso_3166_1": ""}


def movie(call: Call) -> JSON:
    return item_changes(call, "movie", titles.found(call, "movie")["id"])


def show(call: Call) -> JSON:
    return item_changes(call, "tv", titles.found(call, "tv")["id"])


def person(call: Call) -> JSON:
    return item_changes(call, "person", people.person_row(call)["id"])


def _by_id(kind: str) -> Handler:
    """A season's or an episode's, by its own id."""

    def handler(call: Call) -> JSON:
        number = call.number(f"{kind}_id")
        if not one(call.db, f"select 1 from {kind} where id = ?", number):
            raise Refused(34)
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

"""Other orders of a show's episodes, by their dates: by year of broadcast, and all in one group.

An id is 24 hexadecimal digits like TMDB's: the show's id, then the type of the order.
"""

import re
from collections.abc import Iterable

from tmdb_demo import rows
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.errors import APIError
from tmdb_demo.handlers import titles, tv
from tmdb_demo.store import Row, fetch_row, fetch_rows

BY_DATE, ABSOLUTE = 1, 2  # TMDB's types
NAMES = {
    BY_DATE: ("By year of broadcast", "The episodes in the order of their first broadcast, year by year."),
    ABSOLUTE: ("Absolute order", "Every episode in one row, from the first to the last, without seasons."),
}
_ID = re.compile(r"^[0-9a-f]{24}$")

Group = tuple[str, list[Row]]


def of_show(call: Call) -> JSON:
    """Return the orders of a show, none for a show with a single season."""
    show = titles.title_row(call, "tv")["id"]
    orders = {kind: _fetch_groups(call, show, kind) for kind in NAMES} if _has_seasons(call, show) else {}
    results = [_build_summary(call, show, kind, groups) for kind, groups in orders.items() if groups]
    return {"id": show, "results": results}


def details(call: Call) -> JSON:
    show, kind = _parse_id(call.path["tv_episode_group_id"])
    groups = _fetch_groups(call, show, kind) if kind in NAMES and _has_seasons(call, show) else []
    if not groups:
        raise APIError(34)
    summary = _build_summary(call, show, kind, groups)
    shown = [_build_group(call, show, kind, order, *group) for order, group in enumerate(groups, start=1)]
    ordered = ("description", "episode_count", "group_count")
    return {key: summary[key] for key in ordered} | {"groups": shown, **summary}


def _parse_id(identity: str) -> tuple[int, int]:
    if not _ID.match(identity):
        raise APIError(34)
    return int(identity[:20], 16), int(identity[20:], 16)


def _has_seasons(call: Call, show: int) -> bool:
    # Ids are SQLite's 64-bit integers; no show has a longer one.
    sql = "select count(*) as number from season where tv_id = ? and season_number > 0"
    count = fetch_row(call.db, sql, show) if show < 2**63 else None
    return bool(count and count["number"] > 1)


def _fetch_groups(call: Call, show: int, kind: int) -> list[Group]:
    sql = """select * from episode where tv_id = ? and season_number > 0 and air_date <> ''
             order by air_date, season_number, episode_number"""
    episodes = fetch_rows(call.db, sql, show)
    if kind == ABSOLUTE:
        return [("All episodes", episodes)] if episodes else []
    years: dict[str, list[Row]] = {}
    for episode in episodes:
        years.setdefault(episode["air_date"][:4], []).append(episode)
    return list(years.items())


def _build_summary(call: Call, show: int, kind: int, groups: list[Group]) -> JSON:
    name, description = NAMES[kind]
    networks = tv.fetch_networks(call, show)
    return {
        "description": description,
        "episode_count": sum(len(episodes) for _, episodes in groups),
        "group_count": len(groups),
        "id": _group_id(show, kind),
        "name": name,
        "network": networks[0] if networks else None,
        "type": kind,
    }


def _build_group(call: Call, show: int, kind: int, order: int, name: str, episodes: Iterable[Row]) -> JSON:
    listed = [{**rows.build_episode(call, row), "order": place} for place, row in enumerate(episodes)]
    return {
        "id": f"{show:018x}{kind:02x}{order:04x}",
        "name": name,
        "order": order,
        "episodes": listed,
        "locked": True,
    }


def _group_id(show: int, kind: int) -> str:
    return f"{show:020x}{kind:04x}"


HANDLERS: dict[str, Handler] = {
    "/tv/{series_id}/episode_groups": of_show,
    "/tv/episode_group/{tv_episode_group_id}": details,
}

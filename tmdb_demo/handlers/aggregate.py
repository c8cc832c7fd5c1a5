"""The people of a show, or of a season of it: each once, with all their roles or jobs counted in episodes."""

from collections import Counter
from typing import Any

from tmdb_demo import rows
from tmdb_demo.call import JSON, Call
from tmdb_demo.handlers.credits import MAIN, SQL
from tmdb_demo.store import Row, fetch_column, fetch_rows


def aggregate_credits(call: Call, show: int, season: int | None = None) -> JSON:
    """Return the cast and crew of a show or a season.

    Regulars and the show's own crew come first, with every episode; then guests and the crews of episodes.
    """
    where, values = ("", []) if season is None else ("and season_number = ?", [season])
    (total,) = fetch_column(call.db, f"select count(*) from episode where tv_id = ? {where}", show, *values)
    regulars = fetch_rows(call.db, MAIN, "tv", show, "cast")
    regular_ids = {row["id"] for row in regulars}
    guests = [row for row in _fetch_episodic(call, show, season, "guest") if row["id"] not in regular_ids]
    cast = _count_episodes(call, regulars, guests, total, "character")
    crew = _count_episodes(
        call, fetch_rows(call.db, MAIN, "tv", show, "crew"), _fetch_episodic(call, show, season, "crew"), total, "job"
    )
    return {"cast": [{**row, "order": order} for order, row in enumerate(cast)], "crew": crew}


def _fetch_episodic(call: Call, show: int, season: int | None, kind: str) -> list[Row]:
    where, values = ("is not null", []) if season is None else ("= ?", [season])
    sql = f"{SQL} where credit.type = 'tv' and credit.id = ? and credit.season_number {where} and credit.kind = ?"
    return fetch_rows(call.db, sql, show, *values, kind)


def _count_episodes(call: Call, always: list[Row], episodic: list[Row], total: int, part: str) -> list[JSON]:
    """Return a row for each person (and department, for a crew) with the episodes of each of their parts.

    `part` is "character" or "job".
    """
    counts = Counter((row["id"], row["department"], row[part]) for row in episodic)
    first = {(row["id"], row["department"], row[part]): row for row in reversed([*always, *episodic])}
    keys = dict.fromkeys((row["id"], row["department"], row[part]) for row in always)
    keys |= dict.fromkeys(key for key, _ in counts.most_common())
    people: dict[tuple[Any, ...], JSON] = {}
    for key in keys:
        person = people.setdefault(key[:2], _start_person(call, first[key], part))
        episodes = counts.get(key, total)
        role = {"credit_id": first[key]["credit_id"], part: key[2], "episode_count": episodes}
        person["roles" if part == "character" else "jobs"].append(role)
        person["total_episode_count"] += episodes
    return list(people.values())


def _start_person(call: Call, row: Row, part: str) -> JSON:
    parts: JSON = {"roles": []} if part == "character" else {"jobs": [], "department": row["department"]}
    return {**rows.build_person(call, row), **parts, "total_episode_count": 0}

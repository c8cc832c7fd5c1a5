"""Who made a show, or a season of it: each once, with all their roles or jobs counted in episodes."""

from collections import Counter
from typing import Any

from tmdb_demo import rows
from tmdb_demo.call import JSON, Call
from tmdb_demo.handlers.credits import MAIN, SQL
from tmdb_demo.store import Row, column, many


def aggregate(call: Call, show: int, season: int | None = None) -> JSON:
    """Regulars and the show's own crew count for every episode; then guests and the crews of episodes."""
    where, values = ("", []) if season is None else ("and season_number = ?", [season])
    (total,) = column(call.db, f"select count(*) from episode where tv_id = ? {where}", show, *values)
    regulars = many(call.db, MAIN, "tv", show, "cast")
    known = {row["id"] for row in regulars}
    guests = [row for row in _episodic(call, show, season, "guest") if row["id"] not in known]
    cast = _gathered(call, regulars, guests, total, "character")
    crew = _gathered(call, many(call.db, MAIN, "tv", show, "crew"), _episodic(call, show, season, "crew"), total, "job")
    return {"cast": [{**row, "order": order} for order, row in enumerate(cast)], "crew": crew}


def _episodic(call: Call, show: int, season: int | None, kind: str) -> list[Row]:
    where, values = ("is not null", []) if season is None else ("= ?", [season])
    sql = f"{SQL} where credit.type = 'tv' and credit.id = ? and credit.season_number {where} and credit.kind = ?"
    return many(call.db, sql, show, *values, kind)


def _gathered(call: Call, always: list[Row], episodic: list[Row], total: int, part: str) -> list[JSON]:
    """A row a person (and department, for a crew). `part`: "character" or "job", what their parts are told by."""
    counts = Counter((row["id"], row["department"], row[part]) for row in episodic)
    first = {(row["id"], row["department"], row[part]): row for row in reversed([*always, *episodic])}
    keys = dict.fromkeys((row["id"], row["department"], row[part]) for row in always)
    keys |= dict.fromkeys(key for key, _ in counts.most_common())
    found: dict[tuple[Any, ...], JSON] = {}
    for key in keys:
        person = found.setdefault(key[:2], _person(call, first[key], part))
        episodes = counts.get(key, total)
        one = {"credit_id": first[key]["credit_id"], part: key[2], "episode_count": episodes}
        person["roles" if part == "character" else "jobs"].append(one)
        person["total_episode_count"] += episodes
    return list(found.values())


def _person(call: Call, row: Row, part: str) -> JSON:
    parts: JSON = {"roles": []} if part == "character" else {"jobs": [], "department": row["department"]}
    return {**rows.person_of(call, row), **parts, "total_episode_count": 0}

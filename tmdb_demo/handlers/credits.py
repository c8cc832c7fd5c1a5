"""Who made it: cast, crew, guests, roles counted in episodes, and single credits."""

from typing import Any

from tmdb_demo import rows
from tmdb_demo.call import JSON, Call
from tmdb_demo.errors import Refused
from tmdb_demo.store import Row, many, one

_SQL = """select person.*, credit.credit_id, credit.character, credit.department, credit.job, credit.position,
          credit.season_number, credit.episode_number, credit.type as media_type, credit.id as media_id, credit.kind
          from credit join person on person.id = credit.person_id"""
_MAIN = (
    f"{_SQL} where credit.type = ? and credit.id = ? and credit.season_number is null and credit.kind = ? "
    "order by position"
)
_EPISODE = (
    f"{_SQL} where credit.type = 'tv' and credit.id = ? and credit.season_number = ? and credit.episode_number = ? "
    "and credit.kind = ? order by position"
)


MADE = ("department", "job", "credit_id")
PLAYED = ("character", "credit_id", "order")


def cast_row(call: Call, row: Row) -> JSON:
    return {
        **rows.person_of(call, row),
        "cast_id": row["position"] + 1,
        "character": row["character"],
        "credit_id": row["credit_id"],
        "order": row["position"],
    }


def crew_row(call: Call, row: Row) -> JSON:
    return {
        **rows.person_of(call, row),
        "credit_id": row["credit_id"],
        "department": row["department"],
        "job": row["job"],
    }


def of_title(call: Call, kind: str, number: int) -> JSON:
    cast = [cast_row(call, row) for row in many(call.db, _MAIN, kind, number, "cast")]
    crew = [crew_row(call, row) for row in many(call.db, _MAIN, kind, number, "crew")]
    if kind == "movie":
        return {"id": number, "cast": cast, "crew": crew}
    for row in cast:
        del row["cast_id"]
    return {"cast": cast, "crew": crew, "id": number}


def of_episode(call: Call, show: int, season: int, episode: int) -> tuple[list[JSON], list[JSON]]:
    """(crew, guest stars); what they did stands before who they are."""
    crew = many(call.db, _EPISODE, show, season, episode, "crew")
    guests = many(call.db, _EPISODE, show, season, episode, "guest")
    return (
        [_led(crew_row(call, row), MADE) for row in crew],
        [_led(cast_row(call, row), PLAYED) for row in guests],
    )


def _led(row: JSON, first: tuple[str, ...]) -> JSON:
    return {key: row[key] for key in first} | {key: value for key, value in row.items() if key != "cast_id"}


def regulars(call: Call, show: int) -> list[JSON]:
    return list(of_title(call, "tv", show)["cast"])


def aggregate(call: Call, show: int, season: int | None = None) -> JSON:
    """Roles and jobs with the number of episodes they span, in the whole show or one season."""
    total = _episodes(call, show, season)
    where, values = _within(season)
    episodic = f"{_SQL} where credit.type = 'tv' and credit.id = ? {where} and credit.kind = ?"
    guests = many(call.db, episodic, show, *values, "guest")
    cast = [_with_role(call, row, total) for row in many(call.db, _MAIN, "tv", show, "cast")]
    known = {one["id"] for one in cast}
    cast += [_with_role(call, row, n) for row, n in _counted(guests, "character") if row["id"] not in known]
    crew = [_with_job(call, row, total) for row in many(call.db, _MAIN, "tv", show, "crew")]
    crew += [_with_job(call, row, n) for row, n in _counted(many(call.db, episodic, show, *values, "crew"), "job")]
    for order, row in enumerate(cast):
        row["order"] = order
    return {"cast": cast, "crew": crew}


def _within(season: int | None) -> tuple[str, list[Any]]:
    if season is None:
        return "and credit.season_number is not null", []
    return "and credit.season_number = ?", [season]


def _episodes(call: Call, show: int, season: int | None) -> int:
    where, values = ("", []) if season is None else ("and season_number = ?", [season])
    row = one(call.db, f"select count(*) from episode where tv_id = ? {where}", show, *values)
    return int(row[0]) if row else 0


def _counted(found: list[Row], key: str) -> list[tuple[Row, int]]:
    """Each person once with each role or job, most episodes first."""
    counts: dict[tuple[int, str], int] = {}
    first: dict[tuple[int, str], Row] = {}
    for row in found:
        identity = (row["id"], row[key])
        counts[identity] = counts.get(identity, 0) + 1
        first.setdefault(identity, row)
    return sorted(((first[one], n) for one, n in counts.items()), key=lambda pair: -pair[1])


def _with_role(call: Call, row: Row, episodes: int) -> JSON:
    role = {"credit_id": row["credit_id"], "character": row["character"], "episode_count": episodes}
    return {**rows.person_of(call, row), "roles": [role], "total_episode_count": episodes, "order": 0}


def _with_job(call: Call, row: Row, episodes: int) -> JSON:
    job = {"credit_id": row["credit_id"], "job": row["job"], "episode_count": episodes}
    person = rows.person_of(call, row)
    return {**person, "jobs": [job], "department": row["department"], "total_episode_count": episodes}


def details(call: Call) -> JSON:
    """One credit: who, as what, in which title, and for a show in which episodes."""
    row = one(call.db, f"{_SQL} where credit.credit_id = ?", call.path["credit_id"])
    if not row:
        raise Refused(34)
    kind = row["media_type"]
    media = {**rows.mixed(call, kind, row["media_id"]), "character": row["character"]}
    if kind == "tv":
        media |= _where(call, row)
    return {
        "credit_type": "crew" if row["kind"] == "crew" else "cast",
        "department": row["department"],
        "job": row["job"] or "Actor",
        "media": media,
        "media_type": kind,
        "id": row["credit_id"],
        "person": rows.mixed_person(call, row),
    }


def _where(call: Call, row: Row) -> JSON:
    """The episode of a guest or of its crew; the seasons of a regular."""
    if row["episode_number"] is None:
        found = many(call.db, "select * from season where tv_id = ? and season_number > 0", row["media_id"])
        return {"episodes": [], "seasons": [{**rows.season(call, one), "show_id": one["tv_id"]} for one in found]}
    sql = "select * from episode where tv_id = ? and season_number = ? and episode_number = ?"
    episodes = many(call.db, sql, row["media_id"], row["season_number"], row["episode_number"])
    return {"episodes": [rows.episode(call, one) for one in episodes], "seasons": []}

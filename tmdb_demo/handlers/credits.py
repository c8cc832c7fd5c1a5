"""Who made it: cast, crew, guests, roles counted in episodes, and single credits."""

from tmdb_demo import rows
from tmdb_demo.call import JSON, Call
from tmdb_demo.errors import Refused
from tmdb_demo.store import Row, many, one

SQL = """select person.*, credit.credit_id, credit.character, credit.department, credit.job, credit.position,
          credit.season_number, credit.episode_number, credit.type as media_type, credit.id as media_id, credit.kind
          from credit join person on person.id = credit.person_id"""
MAIN = (
    f"{SQL} where credit.type = ? and credit.id = ? and credit.season_number is null and credit.kind = ? "
    "order by position"
)
_EPISODE = (
    f"{SQL} where credit.type = 'tv' and credit.id = ? and credit.season_number = ? and credit.episode_number = ? "
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
    cast = [cast_row(call, row) for row in many(call.db, MAIN, kind, number, "cast")]
    crew = [crew_row(call, row) for row in many(call.db, MAIN, kind, number, "crew")]
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


def details(call: Call) -> JSON:
    """One credit: who, as what, in which title, and for a show in which episodes."""
    row = one(call.db, f"{SQL} where credit.credit_id = ?", call.path["credit_id"])
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

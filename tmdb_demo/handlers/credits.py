"""Credits: cast, crew, guests, and single credits."""

from tmdb_demo import rows
from tmdb_demo.call import JSON, Call
from tmdb_demo.errors import APIError
from tmdb_demo.store import Row, fetch_row, fetch_rows

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


CREW_KEYS = ("department", "job", "credit_id")
CAST_KEYS = ("character", "credit_id", "order")


def cast_row(call: Call, row: Row) -> JSON:
    return {
        **rows.build_person(call, row),
        "cast_id": row["position"] + 1,
        "character": row["character"],
        "credit_id": row["credit_id"],
        "order": row["position"],
    }


def crew_row(call: Call, row: Row) -> JSON:
    return {
        **rows.build_person(call, row),
        "credit_id": row["credit_id"],
        "department": row["department"],
        "job": row["job"],
    }


def title_credits(call: Call, kind: str, number: int) -> JSON:
    cast = [cast_row(call, row) for row in fetch_rows(call.db, MAIN, kind, number, "cast")]
    crew = [crew_row(call, row) for row in fetch_rows(call.db, MAIN, kind, number, "crew")]
    if kind == "movie":
        return {"id": number, "cast": cast, "crew": crew}
    for row in cast:
        del row["cast_id"]
    return {"cast": cast, "crew": crew, "id": number}


def episode_credits(call: Call, show: int, season: int, episode: int) -> tuple[list[JSON], list[JSON]]:
    """Return (crew, guest stars), with the keys of what they did before those of who they are."""
    crew = fetch_rows(call.db, _EPISODE, show, season, episode, "crew")
    guests = fetch_rows(call.db, _EPISODE, show, season, episode, "guest")
    return (
        [_reorder(crew_row(call, row), CREW_KEYS) for row in crew],
        [_reorder(cast_row(call, row), CAST_KEYS) for row in guests],
    )


def _reorder(row: JSON, first: tuple[str, ...]) -> JSON:
    return {key: row[key] for key in first} | {key: value for key, value in row.items() if key != "cast_id"}


def regulars(call: Call, show: int) -> list[JSON]:
    return list(title_credits(call, "tv", show)["cast"])


def details(call: Call) -> JSON:
    """Return a credit: who, as what, in which title, and for a show in which episodes."""
    row = fetch_row(call.db, f"{SQL} where credit.credit_id = ?", call.path["credit_id"])
    if not row:
        raise APIError(34)
    kind = row["media_type"]
    media = {**rows.build_mixed(call, kind, row["media_id"]), "character": row["character"]}
    if kind == "tv":
        media |= _find_place(call, row)
    return {
        "credit_type": "crew" if row["kind"] == "crew" else "cast",
        "department": row["department"],
        "job": row["job"] or "Actor",
        "media": media,
        "media_type": kind,
        "id": row["credit_id"],
        "person": rows.build_mixed_person(call, row),
    }


def _find_place(call: Call, row: Row) -> JSON:
    """Return the episode of a guest or of an episode's crew, the seasons of a regular."""
    if row["episode_number"] is None:
        seasons = fetch_rows(call.db, "select * from season where tv_id = ? and season_number > 0", row["media_id"])
        return {
            "episodes": [],
            "seasons": [{**rows.build_season(call, season), "show_id": season["tv_id"]} for season in seasons],
        }
    sql = "select * from episode where tv_id = ? and season_number = ? and episode_number = ?"
    episodes = fetch_rows(call.db, sql, row["media_id"], row["season_number"], row["episode_number"])
    return {"episodes": [rows.build_episode(call, episode) for episode in episodes], "seasons": []}

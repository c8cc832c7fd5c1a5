"""Ratings of films, shows and episodes, by members and guests; and what they are to a title."""

from decimal import Decimal, InvalidOperation
from typing import Any

from tmdb_demo import rows, sessions
from tmdb_demo.call import JSON, Call
from tmdb_demo.errors import Refused, done
from tmdb_demo.handlers import seasons, titles
from tmdb_demo.handlers.titles import Handler
from tmdb_demo.paging import paged
from tmdb_demo.sessions import Owner
from tmdb_demo.state import stamp, writing
from tmdb_demo.store import Row, many, one

EPISODE = seasons.EPISODE
TITLES = {"movie": "/movie/{movie_id}", "tv": "/tv/{series_id}", "episode": EPISODE}


def media_id(call: Call, kind: str) -> int:
    row = seasons.episode_row(call) if kind == "episode" else titles.found(call, kind)
    return int(row["id"])


def _value(call: Call) -> float:
    """From 0.5 to 10 in halves; also as text. Checked before the id, as TMDB does."""
    try:
        value = Decimal(str(call.body.get("value")))
        if isinstance(call.body.get("value"), bool) or not value.is_finite():
            raise Refused(5)
    except InvalidOperation:
        raise Refused(5) from None
    if value <= 0:
        raise Refused(18, "Value too low: Value must be greater than 0.0.")
    if value > 10:
        raise Refused(18, "Value too high: Value must be less than, or equal to 10.0.")
    if value % Decimal("0.5"):
        raise Refused(18, "Value invalid: Values must be a multiple of 0.50.")
    return float(value)


def _rate(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        value = _value(call)
        owner, number = sessions.owner(call), media_id(call, kind)
        with writing(call.state):
            known = one(call.state, f"select 1 from rating where {_KEY}", owner.key, kind, number)
            call.state.execute(_SET, (owner.key, kind, number, value, stamp(call.now)))
        return done(12 if known else 1)

    return handler


_KEY = "owner = ? and type = ? and id = ?"
_SET = """insert into rating values (?, ?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from rating))
          on conflict do update set value = excluded.value"""


def _unrate(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        owner, number = sessions.owner(call), media_id(call, kind)
        gone = call.state.execute(f"delete from rating where {_KEY}", (owner.key, kind, number)).rowcount
        if not gone and owner.account:
            raise Refused(34)
        return done(13)

    return handler


def rated(call: Call, owner: Owner, kind: str) -> JSON:
    """A page of what was rated, each with its `rating` as the last key."""
    found = many(
        call.state, f"select * from rating where owner = ? and type = ? order by {order(call)}", owner.key, kind
    )
    found = [row for row in found if rows.known(call, kind, row["id"])]
    return paged(call, found, lambda row: {**rated_row(call, kind, row["id"]), "rating": row["value"]})


def order(call: Call) -> str:
    return f"position {'desc' if call.query.get('sort_by') == 'created_at.desc' else 'asc'}"


def rated_row(call: Call, kind: str, number: int) -> JSON:
    if kind != "episode":
        return rows.by_id(call, kind, number)
    row = one(call.db, "select * from episode where id = ?", number)
    assert row
    return rows.episode(call, row)


def _guest_rated(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        return rated(call, sessions.guest_owner(call, call.path["guest_session_id"]), kind)

    return handler


def _states(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        owner, number = sessions.owner(call), media_id(call, kind)
        marks = _marks(call, owner, kind, number)
        return {
            "id": number,
            "favorite": "favorite" in marks,
            "rated": _rated_value(call, owner, kind, number),
            "watchlist": "watchlist" in marks,
        }

    return handler


def _marks(call: Call, owner: Owner, kind: str, number: int) -> set[str]:
    if not owner.account:
        return set()
    sql = "select kind from mark where account_id = ? and type = ? and id = ?"
    return {row["kind"] for row in many(call.state, sql, owner.account["id"], kind, number)}


def _rated_value(call: Call, owner: Owner, kind: str, number: int) -> Any:
    row = one(call.state, f"select value from rating where {_KEY}", owner.key, kind, number)
    return {"value": row["value"]} if row else False


def season_states(call: Call) -> JSON:
    """Of each episode whether, and how, it was rated."""
    owner, season = sessions.owner(call), seasons.season_row(call)

    def state(row: Row) -> JSON:
        rated = _rated_value(call, owner, "episode", row["id"])
        return {"id": row["id"], "episode_number": row["episode_number"], "rated": rated}

    sql = "select id, episode_number from episode where tv_id = ? and season_number = ? order by episode_number"
    found = many(call.db, sql, season["tv_id"], season["season_number"])
    return {"id": season["id"], "results": [state(row) for row in found]}


HANDLERS: dict[str, Handler] = {
    **{f"{path}/account_states": _states(kind) for kind, path in TITLES.items()},
    f"{seasons.SEASON}/account_states": season_states,
    "/guest_session/{guest_session_id}/rated/movies": _guest_rated("movie"),
    "/guest_session/{guest_session_id}/rated/tv": _guest_rated("tv"),
    "/guest_session/{guest_session_id}/rated/tv/episodes": _guest_rated("episode"),
}
WRITES: dict[tuple[str, str], Handler] = {
    **{("POST", f"{path}/rating"): _rate(kind) for kind, path in TITLES.items()},
    **{("DELETE", f"{path}/rating"): _unrate(kind) for kind, path in TITLES.items()},
}

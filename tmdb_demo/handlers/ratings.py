"""Ratings of films, shows and episodes by members and guests, and the account states of titles."""

from decimal import Decimal, InvalidOperation
from typing import Any

from tmdb_demo import rows, sessions
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.errors import APIError, success
from tmdb_demo.handlers import seasons, titles
from tmdb_demo.paging import paginate
from tmdb_demo.sessions import Owner
from tmdb_demo.state import format_time, transaction
from tmdb_demo.store import Row, fetch_row, fetch_rows

EPISODE = seasons.EPISODE
TITLES = {"movie": "/movie/{movie_id}", "tv": "/tv/{series_id}", "episode": EPISODE}


def _find_media_id(call: Call, kind: str) -> int:
    row = seasons.episode_row(call) if kind == "episode" else titles.title_row(call, kind)
    return int(row["id"])


def _parse_value(call: Call) -> float:
    """Return a rating from 0.5 to 10 in halves, which may be text.

    Raises APIError.

    It is checked before the id, as TMDB does.
    """
    try:
        value = Decimal(str(call.body.get("value")))
        if isinstance(call.body.get("value"), bool) or not value.is_finite():
            raise APIError(5)
    except InvalidOperation:
        raise APIError(5) from None
    if value <= 0:
        raise APIError(18, "Value too low: Value must be greater than 0.0.")
    if value > 10:
        raise APIError(18, "Value too high: Value must be less than, or equal to 10.0.")
    if value % Decimal("0.5"):
        raise APIError(18, "Value invalid: Values must be a multiple of 0.50.")
    return float(value)


def _rate(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        value = _parse_value(call)
        owner, number = sessions.current_owner(call), _find_media_id(call, kind)
        with transaction(call.state):
            is_old = fetch_row(call.state, f"select 1 from rating where {_KEY}", owner.key, kind, number)
            call.state.execute(_SET, (owner.key, kind, number, value, format_time(call.now)))
        return success(12 if is_old else 1)

    return handler


_KEY = "owner = ? and type = ? and id = ?"
_SET = """insert into rating values (?, ?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from rating))
          on conflict do update set value = excluded.value"""


def _unrate(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        owner, number = sessions.current_owner(call), _find_media_id(call, kind)
        count = call.state.execute(f"delete from rating where {_KEY}", (owner.key, kind, number)).rowcount
        if not count and owner.account:
            raise APIError(34)
        return success(13)

    return handler


def rated_page(call: Call, owner: Owner, kind: str) -> JSON:
    """Return a page of what was rated, each row with its `rating` as the last key."""
    ratings = fetch_rows(
        call.state, f"select * from rating where owner = ? and type = ? order by {sort_order(call)}", owner.key, kind
    )
    ratings = [row for row in ratings if rows.exists(call, kind, row["id"])]
    return paginate(call, ratings, lambda row: {**_build_rated_row(call, kind, row["id"]), "rating": row["value"]})


def sort_order(call: Call) -> str:
    return f"position {'desc' if call.query.get('sort_by') == 'created_at.desc' else 'asc'}"


def _build_rated_row(call: Call, kind: str, number: int) -> JSON:
    if kind != "episode":
        return rows.build(call, kind, number)
    row = fetch_row(call.db, "select * from episode where id = ?", number)
    assert row
    return rows.build_episode(call, row)


def _guest_rated(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        return rated_page(call, sessions.guest_owner(call, call.path["guest_session_id"]), kind)

    return handler


def _states(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        owner, number = sessions.current_owner(call), _find_media_id(call, kind)
        marks = _fetch_marks(call, owner, kind, number)
        return {
            "id": number,
            "favorite": "favorite" in marks,
            "rated": _fetch_rating(call, owner, kind, number),
            "watchlist": "watchlist" in marks,
        }

    return handler


def _fetch_marks(call: Call, owner: Owner, kind: str, number: int) -> set[str]:
    if not owner.account:
        return set()
    sql = "select kind from mark where account_id = ? and type = ? and id = ?"
    return {row["kind"] for row in fetch_rows(call.state, sql, owner.account["id"], kind, number)}


def _fetch_rating(call: Call, owner: Owner, kind: str, number: int) -> Any:
    row = fetch_row(call.state, f"select value from rating where {_KEY}", owner.key, kind, number)
    return {"value": row["value"]} if row else False


def season_states(call: Call) -> JSON:
    """Return for each episode of a season whether and how it was rated."""
    owner, season = sessions.current_owner(call), seasons.season_row(call)

    def build_state(row: Row) -> JSON:
        rated = _fetch_rating(call, owner, "episode", row["id"])
        return {"id": row["id"], "episode_number": row["episode_number"], "rated": rated}

    sql = "select id, episode_number from episode where tv_id = ? and season_number = ? order by episode_number"
    episodes = fetch_rows(call.db, sql, season["tv_id"], season["season_number"])
    return {"id": season["id"], "results": [build_state(row) for row in episodes]}


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

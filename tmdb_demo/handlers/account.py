"""A member's account: profile, favourites and watchlist, ratings, lists."""

import hashlib
import sqlite3

from tmdb_demo import rows, sessions
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.errors import APIError, success
from tmdb_demo.handlers import member_lists, ratings
from tmdb_demo.paging import paginate
from tmdb_demo.sessions import Owner
from tmdb_demo.state import format_time, transaction
from tmdb_demo.store import fetch_row, fetch_rows

ACCOUNT = "/account/{account_id}"


def details(call: Call) -> JSON:
    account = sessions.account_in_path(call) if "account_id" in call.path else sessions.current_account(call)
    gravatar = hashlib.md5(account["username"].encode(), usedforsecurity=False).hexdigest()
    return {
        "avatar": {"gravatar": {"hash": gravatar}, "tmdb": {"avatar_path": None}},
        "id": account["id"],
        "iso_639_1": account["iso_639_1"],
        "iso_3166_1": account["iso_3166_1"],
        "name": account["name"],
        "include_adult": bool(account["include_adult"]),
        "username": account["username"],
    }


def _mark(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        account = sessions.account_in_path(call)
        media, number = _media(call)
        is_marked = call.body.get(kind)
        if not isinstance(is_marked, bool):
            raise APIError(5)
        key = (account["id"], kind, media, number)
        with transaction(call.state):
            if not is_marked:
                call.state.execute(f"delete from mark where {_KEY}", key)
                return success(13)
            is_old = fetch_row(call.state, f"select 1 from mark where {_KEY}", *key)
            call.state.execute(_SET, (*key, format_time(call.now)))
        return success(12 if is_old else 1)

    return handler


_KEY = "account_id = ? and kind = ? and type = ? and id = ?"
_SET = "insert or ignore into mark values (?, ?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from mark))"


def _media(call: Call) -> tuple[str, int]:
    media, number = call.body.get("media_type"), call.body_id("media_id")
    if media not in ("movie", "tv"):  # a tuple, since an object can't be looked up in a set
        raise APIError(34)
    if not fetch_row(call.db, f"select 1 from {media} where id = ?", number):
        raise APIError(34)
    return media, number


def _marked(kind: str, media: str) -> Handler:
    def handler(call: Call) -> JSON:
        account = sessions.account_in_path(call)
        sql = f"select id from mark where account_id = ? and kind = ? and type = ? order by {ratings.sort_order(call)}"
        marks = [
            row
            for row in fetch_rows(call.state, sql, account["id"], kind, media)
            if rows.exists(call, media, row["id"])
        ]
        return paginate(call, marks, lambda row: rows.build(call, media, row["id"]))

    return handler


def _rated(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        account = sessions.account_in_path(call)
        return ratings.rated_page(call, Owner(f"account:{account['id']}", account), kind)

    return handler


def lists(call: Call) -> JSON:
    account = sessions.account_in_path(call)
    member_rows = fetch_rows(call.state, "select * from list where account_id = ? order by id desc", account["id"])

    def build_row(row: sqlite3.Row) -> JSON:
        summary = member_lists.build_summary(call, row)
        del summary["iso_3166_1"]
        return summary

    return paginate(call, member_rows, build_row)


HANDLERS: dict[str, Handler] = {
    "/account": details,
    ACCOUNT: details,
    f"{ACCOUNT}/lists": lists,
    f"{ACCOUNT}/favorite/movies": _marked("favorite", "movie"),
    f"{ACCOUNT}/favorite/tv": _marked("favorite", "tv"),
    f"{ACCOUNT}/watchlist/movies": _marked("watchlist", "movie"),
    f"{ACCOUNT}/watchlist/tv": _marked("watchlist", "tv"),
    f"{ACCOUNT}/rated/movies": _rated("movie"),
    f"{ACCOUNT}/rated/tv": _rated("tv"),
    f"{ACCOUNT}/rated/tv/episodes": _rated("episode"),
}
WRITES: dict[tuple[str, str], Handler] = {
    ("POST", f"{ACCOUNT}/favorite"): _mark("favorite"),
    ("POST", f"{ACCOUNT}/watchlist"): _mark("watchlist"),
}

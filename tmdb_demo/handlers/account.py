"""A member's account: who they are, their favourites and watchlist, what they have rated, their lists."""

import hashlib
import sqlite3

from tmdb_demo import rows, sessions
from tmdb_demo.call import JSON, Call
from tmdb_demo.errors import Refused, done
from tmdb_demo.handlers import member_lists, ratings
from tmdb_demo.handlers.titles import Handler
from tmdb_demo.paging import paged
from tmdb_demo.sessions import Owner
from tmdb_demo.state import stamp, writing
from tmdb_demo.store import many, one

ACCOUNT = "/account/{account_id}"


def details(call: Call) -> JSON:
    account = sessions.own_account(call) if "account_id" in call.path else sessions.member(call)
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
        account = sessions.own_account(call)
        media, number = _media(call)
        wanted = call.body.get(kind)
        if not isinstance(wanted, bool):
            raise Refused(5)
        key = (account["id"], kind, media, number)
        with writing(call.state):
            if not wanted:
                call.state.execute(f"delete from mark where {_KEY}", key)
                return done(13)
            known = one(call.state, f"select 1 from mark where {_KEY}", *key)
            call.state.execute(_SET, (*key, stamp(call.now)))
        return done(12 if known else 1)

    return handler


_KEY = "account_id = ? and kind = ? and type = ? and id = ?"
_SET = "insert or ignore into mark values (?, ?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from mark))"


def _media(call: Call) -> tuple[str, int]:
    media, number = call.body.get("media_type"), call.body_id("media_id")
    if media not in ("movie", "tv"):  # whatever it is: an object is in no set
        raise Refused(34)
    if not one(call.db, f"select 1 from {media} where id = ?", number):
        raise Refused(34)
    return media, number


def _marked(kind: str, media: str) -> Handler:
    def handler(call: Call) -> JSON:
        account = sessions.own_account(call)
        sql = f"select id from mark where account_id = ? and kind = ? and type = ? order by {ratings.order(call)}"
        found = [row for row in many(call.state, sql, account["id"], kind, media) if rows.known(call, media, row["id"])]
        return paged(call, found, lambda row: rows.by_id(call, media, row["id"]))

    return handler


def _rated(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        account = sessions.own_account(call)
        return ratings.rated(call, Owner(f"account:{account['id']}", account), kind)

    return handler


def lists(call: Call) -> JSON:
    account = sessions.own_account(call)
    found = many(call.state, "select * from list where account_id = ? order by id desc", account["id"])

    def row(one: sqlite3.Row) -> JSON:
        listed = member_lists.summary(call, one)
        del listed["iso_3166_1"]
        return listed

    return paged(call, found, row)


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

"""Lists that members keep. Version 3 puts films on them only."""

from tmdb_demo import pictures, rows, sessions
from tmdb_demo.call import JSON, Call
from tmdb_demo.errors import Refused, done
from tmdb_demo.handlers import titles
from tmdb_demo.handlers.titles import Handler
from tmdb_demo.paging import paged
from tmdb_demo.state import stamp, writing
from tmdb_demo.store import Row, column, many, one

LIST = "/list/{list_id}"
LONGEST = 5000  # characters of a description


def summary(call: Call, row: Row) -> JSON:
    """A list as rows of lists show it, under its first film's poster."""
    items = _items(call, row["id"])
    return {
        "description": row["description"],
        "favorite_count": 0,
        "id": row["id"],
        "item_count": len(items),
        "iso_639_1": row["language"],
        "iso_3166_1": titles.COUNTRIES.get(row["language"], row["language"].upper()),
        "list_type": "movie",
        "name": row["name"],
        "poster_path": pictures.poster(call, items[0]["type"], items[0]["id"]) if items else None,
    }


def _items(call: Call, number: int) -> list[Row]:
    found = many(call.state, "select type, id from list_item where list_id = ? order by position", number)
    return [item for item in found if rows.known(call, item["type"], item["id"])]


def holding(kind: str) -> Handler:
    """Lists that hold the title."""

    def handler(call: Call) -> JSON:
        number = titles.found(call, kind)["id"]
        sql = "select list.* from list join list_item on list_id = list.id where type = ? and list_item.id = ?"
        found = many(call.state, f"{sql} order by list.id desc", kind, number)
        return {"id": number, **paged(call, found, lambda row: _holding_row(call, row, kind))}

    return handler


def _holding_row(call: Call, row: Row, kind: str) -> JSON:
    listed = summary(call, row)
    if kind == "tv":
        del listed["list_type"]
    return listed


def _found(call: Call) -> Row:
    row = one(call.state, "select * from list where id = ?", call.number("list_id"))
    if not row:
        raise Refused(34)
    return row


def _own(call: Call) -> Row:
    """The list, if it is the member's."""
    account, row = sessions.member(call), _found(call)
    if row["account_id"] != account["id"]:
        raise Refused(38)
    return row


def details(call: Call) -> JSON:
    row = _found(call)
    items = _items(call, row["id"])
    page = paged(call, items, lambda item: rows.mixed(call, item["type"], item["id"]))
    (username,) = column(call.state, "select username from account where id = ?", row["account_id"]) or ("",)
    shown = summary(call, row)
    return {
        "created_by": username,
        **{key: shown[key] for key in ("description", "favorite_count", "id", "iso_639_1", "item_count")},
        "items": page["results"],
        "name": row["name"],
        "page": page["page"],
        "poster_path": shown["poster_path"],
        "total_pages": page["total_pages"],
        "total_results": page["total_results"],
    }


def item_status(call: Call) -> JSON:
    row, asked = _found(call), call.query.get("movie_id", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 11):
        raise Refused(6)
    sql = "select 1 from list_item where list_id = ? and type = 'movie' and id = ?"
    return {"id": row["id"], "item_present": one(call.state, sql, row["id"], int(asked)) is not None}


def create(call: Call) -> JSON:
    account = sessions.member(call)
    name, description = (call.body.get(key, "") for key in ("name", "description"))
    language = call.body.get("language") or ""
    if not isinstance(name, str) or not name.strip() or len(name) > 255:
        raise Refused(18)
    if not isinstance(description, str) or len(description) > LONGEST or not isinstance(language, str):
        raise Refused(18)
    sql = "insert into list (account_id, name, description, language, created_at) values (?, ?, ?, ?, ?)"
    values = (account["id"], name.strip(), description, language[:2] or "en", stamp(call.now))
    number = call.state.execute(sql, values).lastrowid
    message = "The item/record was created successfully."
    return {"status_message": message, "success": True, "status_code": 1, "list_id": number}


def delete(call: Call) -> JSON:
    row = _own(call)
    with writing(call.state):
        call.state.execute("delete from list_item where list_id = ?", (row["id"],))
        call.state.execute("delete from list where id = ?", (row["id"],))
    return done(12)


def clear(call: Call) -> JSON:
    row = _own(call)
    if call.query.get("confirm") != "true" and call.body.get("confirm") is not True:
        raise Refused(29)
    gone = call.state.execute("delete from list_item where list_id = ?", (row["id"],)).rowcount
    return done(12) if gone else done(40)


def add_item(call: Call) -> JSON:
    row, film = _own(call), call.body_id("media_id")
    if not one(call.db, "select 1 from movie where id = ?", film):
        raise Refused(34)
    added = call.state.execute(_ADD, (row["id"], film)).rowcount
    if not added:
        raise Refused(8)
    return done(12)


_ADD = "insert or ignore into list_item values (?, 'movie', ?, (select coalesce(max(position), 0) + 1 from list_item))"


def remove_item(call: Call) -> JSON:
    row, film = _own(call), call.body_id("media_id")
    sql = "delete from list_item where list_id = ? and type = 'movie' and id = ?"
    if not call.state.execute(sql, (row["id"], film)).rowcount:
        raise Refused(21)
    return done(13)


HANDLERS: dict[str, Handler] = {
    LIST: details,
    f"{LIST}/item_status": item_status,
    "/movie/{movie_id}/lists": holding("movie"),
    "/tv/{series_id}/lists": holding("tv"),
}
WRITES: dict[tuple[str, str], Handler] = {
    ("POST", "/list"): create,
    ("DELETE", LIST): delete,
    ("POST", f"{LIST}/clear"): clear,
    ("POST", f"{LIST}/add_item"): add_item,
    ("POST", f"{LIST}/remove_item"): remove_item,
}

"""Members' lists.

Version 3 of the API adds only films to them.
"""

from tmdb_demo import pictures, rows, sessions
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.errors import APIError, success
from tmdb_demo.handlers import titles
from tmdb_demo.paging import paginate
from tmdb_demo.state import format_time, transaction
from tmdb_demo.store import Row, fetch_column, fetch_row, fetch_rows

LIST = "/list/{list_id}"
MAX_DESCRIPTION_LENGTH = 5000  # characters of a description


def build_summary(call: Call, row: Row) -> JSON:
    """Return a list in the form of a row, with the poster of its first film."""
    items = _items(call, row["id"])
    return {
        "description": row["description"],
        "favorite_count": 0,
        "id": row["id"],
        "item_count": len(items),
        "iso_639_1": row["language"],
        "iso_3166_1": titles.TRANSLATION_COUNTRIES.get(row["language"], row["language"].upper()),
        "list_type": "movie",
        "name": row["name"],
        "poster_path": pictures.poster_path(call, items[0]["type"], items[0]["id"]) if items else None,
    }


def _items(call: Call, number: int) -> list[Row]:
    items = fetch_rows(call.state, "select type, id from list_item where list_id = ? order by position", number)
    return [item for item in items if rows.exists(call, item["type"], item["id"])]


def holding(kind: str) -> Handler:
    """Return the handler for the lists that a title is on."""

    def handler(call: Call) -> JSON:
        number = titles.title_row(call, kind)["id"]
        sql = "select list.* from list join list_item on list_id = list.id where type = ? and list_item.id = ?"
        lists = fetch_rows(call.state, f"{sql} order by list.id desc", kind, number)
        return {"id": number, **paginate(call, lists, lambda row: _holding_row(call, row, kind))}

    return handler


def _holding_row(call: Call, row: Row, kind: str) -> JSON:
    summary = build_summary(call, row)
    if kind == "tv":
        del summary["list_type"]
    return summary


def _list_row(call: Call) -> Row:
    row = fetch_row(call.state, "select * from list where id = ?", call.number("list_id"))
    if not row:
        raise APIError(34)
    return row


def _editable_list_row(call: Call) -> Row:
    """Return the list if it is the member's own.

    Raises APIError.
    """
    account, row = sessions.current_account(call), _list_row(call)
    if row["account_id"] != account["id"]:
        raise APIError(38)
    return row


def details(call: Call) -> JSON:
    row = _list_row(call)
    items = _items(call, row["id"])
    page = paginate(call, items, lambda item: rows.build_mixed(call, item["type"], item["id"]))
    (username,) = fetch_column(call.state, "select username from account where id = ?", row["account_id"]) or ("",)
    summary = build_summary(call, row)
    return {
        "created_by": username,
        **{key: summary[key] for key in ("description", "favorite_count", "id", "iso_639_1", "item_count")},
        "items": page["results"],
        "name": row["name"],
        "page": page["page"],
        "poster_path": summary["poster_path"],
        "total_pages": page["total_pages"],
        "total_results": page["total_results"],
    }


def item_status(call: Call) -> JSON:
    row, movie_id = _list_row(call), call.query.get("movie_id", "")
    if not (movie_id.isascii() and movie_id.isdecimal() and len(movie_id) < 11):
        raise APIError(6)
    sql = "select 1 from list_item where list_id = ? and type = 'movie' and id = ?"
    return {"id": row["id"], "item_present": fetch_row(call.state, sql, row["id"], int(movie_id)) is not None}


def create(call: Call) -> JSON:
    account = sessions.current_account(call)
    name, description = (call.body.get(key, "") for key in ("name", "description"))
    language = call.body.get("language") or ""
    if not isinstance(name, str) or not name.strip() or len(name) > 255:
        raise APIError(18)
    if not isinstance(description, str) or len(description) > MAX_DESCRIPTION_LENGTH or not isinstance(language, str):
        raise APIError(18)
    sql = "insert into list (account_id, name, description, language, created_at) values (?, ?, ?, ?, ?)"
    values = (account["id"], name.strip(), description, language[:2] or "en", format_time(call.now))
    number = call.state.execute(sql, values).lastrowid
    message = "The item/record was created successfully."
    return {"status_message": message, "success": True, "status_code": 1, "list_id": number}


def delete(call: Call) -> JSON:
    row = _editable_list_row(call)
    with transaction(call.state):
        call.state.execute("delete from list_item where list_id = ?", (row["id"],))
        call.state.execute("delete from list where id = ?", (row["id"],))
    return success(12)


def clear(call: Call) -> JSON:
    row = _editable_list_row(call)
    if call.query.get("confirm") != "true" and call.body.get("confirm") is not True:
        raise APIError(29)
    count = call.state.execute("delete from list_item where list_id = ?", (row["id"],)).rowcount
    return success(12) if count else success(40)


def add_item(call: Call) -> JSON:
    row, film = _editable_list_row(call), call.body_id("media_id")
    if not fetch_row(call.db, "select 1 from movie where id = ?", film):
        raise APIError(34)
    added = call.state.execute(_ADD, (row["id"], film)).rowcount
    if not added:
        raise APIError(8)
    return success(12)


_ADD = "insert or ignore into list_item values (?, 'movie', ?, (select coalesce(max(position), 0) + 1 from list_item))"


def remove_item(call: Call) -> JSON:
    row, film = _editable_list_row(call), call.body_id("media_id")
    sql = "delete from list_item where list_id = ? and type = 'movie' and id = ?"
    if not call.state.execute(sql, (row["id"], film)).rowcount:
        raise APIError(21)
    return success(13)


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

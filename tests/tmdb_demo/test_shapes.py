"""Every answer of the stand-in has the keys and types that the API's description shows (`shapes.py`)."""

import re
from typing import Any

import pytest

from tests.tmdb_demo.addresses import VALUES
from tests.tmdb_demo.conftest import Asker
from tests.tmdb_demo.shapes import SHAPES, WRITES
from tmdb import OPERATIONS

QUERIES = {"/find/{external_id}": "external_source=imdb_id", "/list/{list_id}/item_status": "movie_id=603"}
SEARCHED = {
    "movie": "matrix",
    "tv": "thrones",
    "person": "reeves",
    "collection": "matrix",
    "company": "warner",
    "keyword": "dystopia",
}
# Keys that only one kind has where an answer mixes kinds, or that today's answers no longer have.
LACKING = {".results[].known_for"}
# Lists in which the bundled data have nothing: no logos of titles, no videos of seasons; and what the film that is
# found by its IMDb id is not. All other lists hold something, so that their rows are looked at.
EMPTY = {
    ".logos", ".results[].descriptors", ".episode_run_time", ".also_known_as", ".crew", ".media.episodes",
    ".person_results", ".tv_episode_results", ".tv_results", ".tv_season_results", ".episodes[].crew",
    ".episodes[].guest_stars",
}  # fmt: skip
MAY_BE_EMPTY = re.compile(
    r".*/(?:season|episode)/.*/(?:changes|videos|translations)$|/tv/(?:season|episode)/.*/changes$"
)
# Lists that mix films and shows, whose rows have a title or a name.
MIXED = {".cast[]", ".crew[]", ".results[].known_for[]", ".parts[]"}


def address(ask: Asker, path: str) -> tuple[str, str]:
    values = dict(VALUES)
    if "{credit_id}" in path:
        values["credit_id"] = ask.fine("/tv/1399/credits")["cast"][0]["credit_id"]
    if "{review_id}" in path:
        reviews = ask.fine("/movie/603/reviews")["results"]
        if not reviews:
            pytest.skip("the data set has no reviews")
        values["review_id"] = reviews[0]["id"]
    query = QUERIES.get(path, "")
    if path.startswith(("/account", "/guest_session")) or path.endswith("/account_states"):
        values |= {"account_id": "{account_id}", "guest_session_id": "mona"}
        query = f"session_id={ask.session('mona')}"
        for kind in ("favorite", "watchlist"):
            ask.write("POST", f"/account/0/{kind}", query, media_type="tv", media_id=1399, **{kind: True})
    if "{guest_session_id}" in path:
        values["guest_session_id"] = _guest(ask)
    if path.endswith("/changes"):
        query = "start_date=2026-11-10&end_date=2026-11-23"
        values |= {name: _changed(ask, kind, query) for kind, name in CHANGED.items()}
    if path == "/tv/{series_id}/lists":
        values["series_id"] = "87917"
    if path.startswith("/search/"):
        query = f"query={SEARCHED.get(path.removeprefix('/search/'), 'matrix')}"
    return re.sub(r"\{(\w+)\}", lambda found: values[found[1]], path), query


CHANGED = {"movie": "movie_id", "tv": "series_id", "person": "person_id"}


def _changed(ask: Asker, kind: str, query: str) -> str:
    """One that has changed in that time."""
    return str(ask.fine(f"/{kind}/changes", query)["results"][0]["id"])


def _guest(ask: Asker) -> str:
    """A guest who has rated one of everything."""
    guest = str(ask.fine("/authentication/guest_session/new")["guest_session_id"])
    for path in ("/movie/603", "/tv/1399", "/tv/1399/season/1/episode/1"):
        assert ask.write("POST", f"{path}/rating", f"guest_session_id={guest}", value=8)[0] == 201
    return guest


def misfit(shape: Any, data: Any, where: str = "") -> str:
    """Where the data do not have the shape; "" when they have it."""
    if data is None or shape in ("any", "null"):
        return ""
    if isinstance(shape, dict):
        return _object(shape, data, where)
    if isinstance(shape, list):
        if not isinstance(data, list):
            return f"{where} is no list"
        return next((found for one in data[:20] if (found := misfit(shape[0], one, f"{where}[]"))), "")
    kinds = {"number": int | float, "text": str, "bool": bool}
    return "" if isinstance(data, kinds[shape]) else f"{where} is {type(data).__name__}, not {shape}"


def _object(shape: dict[str, Any], data: Any, where: str) -> str:
    if not isinstance(data, dict):
        return f"{where} is no object"
    if "*" in shape:
        return next((found for key, one in data.items() if (found := misfit(shape["*"], one, f"{where}.{key}"))), "")
    for key, expected in shape.items():
        if key not in data:
            if f"{where}.{key}" in LACKING or where in MIXED:
                continue
            return f"{where}.{key} is missing"
        if found := misfit(expected, data[key], f"{where}.{key}"):
            return found
    return ""


def gaps(shape: Any, data: Any, where: str = "") -> set[str]:
    """Lists that hold nothing where TMDB's example has rows."""
    if isinstance(shape, list) and isinstance(data, list):
        inner = [gaps(shape[0], one, f"{where}[]") for one in data]
        return {where} - EMPTY if not data else set.intersection(*inner)
    if isinstance(shape, dict) and isinstance(data, dict):
        inner = [gaps(shape.get("*", shape.get(key)), one, f"{where}.{key}") for key, one in data.items()]
        return set[str]().union(*inner)
    return set()


@pytest.mark.parametrize("path", sorted(SHAPES))
def test_an_answer_has_the_shape_of_tmdbs(ask: Asker, path: str) -> None:
    found, query = address(ask, path)
    answer = ask.fine(found, query)
    assert misfit(SHAPES[path], answer) == ""
    assert MAY_BE_EMPTY.match(path) or gaps(SHAPES[path], answer) == set()


def test_all_152_operations_are_looked_at() -> None:
    reads = {one.path for one in OPERATIONS.values() if one.method == "GET"}
    assert reads == set(SHAPES)
    assert {one.id for one in OPERATIONS.values() if one.method != "GET"} == set(WRITES)


def test_the_answer_to_a_write_has_the_shape_of_tmdbs(own: Asker) -> None:
    """In the order of the table, so that what is taken away was there."""
    session = own.session("newcomer")
    new, approved = (str(own.fine("/authentication/token/new")["request_token"]) for _ in range(2))
    own.write("POST", "/authentication/token/validate_with_login", **_login(approved))
    placed = {"APPROVED": approved, "NEW": new, "SESSION": own.session("otto")}
    made: dict[str, Any] = {}
    for identity, (fields, shape) in WRITES.items():
        operation = OPERATIONS[identity]
        values = VALUES | {"account_id": "{account_id}", "list_id": str(made.get("list_id", ""))}
        path = re.sub(r"\{(\w+)\}", lambda found, values=values: values[found[1]], operation.path)
        given = {key: placed.get(str(value), value) for key, value in fields.items()}
        query = "" if path.startswith("/authentication") else f"session_id={session}&confirm=true"
        status, answer = own.write(operation.method, path, query, **given)
        assert status in {200, 201}, (identity, answer)
        assert misfit(shape, answer) == "", identity
        assert set(answer) == set(shape), identity
        made |= answer


def _login(token: str) -> dict[str, str]:
    return {"username": "mona", "password": "demo", "request_token": token}

"""Every answer of the stand-in has the keys and types that the API's description shows (`shapes.py`)."""

import re
from typing import Any

import pytest

from tests.tmdb_demo.addresses import VALUES
from tests.tmdb_demo.conftest import Demo
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


def address(demo: Demo, path: str) -> tuple[str, str]:
    values = dict(VALUES)
    if "{credit_id}" in path:
        values["credit_id"] = demo.get_ok("/tv/1399/credits")["cast"][0]["credit_id"]
    if "{review_id}" in path:
        reviews = demo.get_ok("/movie/603/reviews")["results"]
        if not reviews:
            pytest.skip("the data set has no reviews")
        values["review_id"] = reviews[0]["id"]
    query = QUERIES.get(path, "")
    if path.startswith(("/account", "/guest_session")) or path.endswith("/account_states"):
        values |= {"account_id": "{account_id}", "guest_session_id": "mona"}
        query = f"session_id={demo.session('mona')}"
        for kind in ("favorite", "watchlist"):
            demo.write("POST", f"/account/0/{kind}", query, media_type="tv", media_id=1399, **{kind: True})
    if "{guest_session_id}" in path:
        values["guest_session_id"] = _guest(demo)
    if path.endswith("/changes"):
        query = "start_date=2026-11-10&end_date=2026-11-23"
        values |= {name: _changed(demo, kind, query) for kind, name in CHANGED.items()}
    if path == "/tv/{series_id}/lists":
        values["series_id"] = "87917"
    if path.startswith("/search/"):
        query = f"query={SEARCHED.get(path.removeprefix('/search/'), 'matrix')}"
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], path), query


CHANGED = {"movie": "movie_id", "tv": "series_id", "person": "person_id"}


def _changed(demo: Demo, kind: str, query: str) -> str:
    """One that has changed in that time."""
    return str(demo.get_ok(f"/{kind}/changes", query)["results"][0]["id"])


def _guest(demo: Demo) -> str:
    """A guest who has rated one of everything."""
    guest = str(demo.get_ok("/authentication/guest_session/new")["guest_session_id"])
    for path in ("/movie/603", "/tv/1399", "/tv/1399/season/1/episode/1"):
        assert demo.write("POST", f"{path}/rating", f"guest_session_id={guest}", value=8)[0] == 201
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
        return next((problem for row in data[:20] if (problem := misfit(shape[0], row, f"{where}[]"))), "")
    kinds = {"number": int | float, "text": str, "bool": bool}
    return "" if isinstance(data, kinds[shape]) else f"{where} is {type(data).__name__}, not {shape}"


def _object(shape: dict[str, Any], data: Any, where: str) -> str:
    if not isinstance(data, dict):
        return f"{where} is no object"
    if "*" in shape:
        return next(
            (problem for key, value in data.items() if (problem := misfit(shape["*"], value, f"{where}.{key}"))), ""
        )
    for key, expected in shape.items():
        if key not in data:
            if f"{where}.{key}" in LACKING or where in MIXED:
                continue
            return f"{where}.{key} is missing"
        if problem := misfit(expected, data[key], f"{where}.{key}"):
            return problem
    return ""


def gaps(shape: Any, data: Any, where: str = "") -> set[str]:
    """Lists that hold nothing where TMDB's example has rows."""
    if isinstance(shape, list) and isinstance(data, list):
        inner = [gaps(shape[0], row, f"{where}[]") for row in data]
        return {where} - EMPTY if not data else set.intersection(*inner)
    if isinstance(shape, dict) and isinstance(data, dict):
        inner = [gaps(shape.get("*", shape.get(key)), value, f"{where}.{key}") for key, value in data.items()]
        return set[str]().union(*inner)
    return set()


@pytest.mark.parametrize("path", sorted(SHAPES))
def test_an_answer_has_the_shape_of_tmdbs(demo: Demo, path: str) -> None:
    real_path, query = address(demo, path)
    answer = demo.get_ok(real_path, query)
    assert misfit(SHAPES[path], answer) == ""
    assert MAY_BE_EMPTY.match(path) or gaps(SHAPES[path], answer) == set()


def test_all_152_operations_are_looked_at() -> None:
    reads = {operation.path for operation in OPERATIONS.values() if operation.method == "GET"}
    assert reads == set(SHAPES)
    assert {operation.id for operation in OPERATIONS.values() if operation.method != "GET"} == set(WRITES)


def test_the_answer_to_a_write_has_the_shape_of_tmdbs(fresh: Demo) -> None:
    """In the order of the table, so that what is taken away was there."""
    session = fresh.session("newcomer")
    new, approved = (str(fresh.get_ok("/authentication/token/new")["request_token"]) for _ in range(2))
    fresh.write("POST", "/authentication/token/validate_with_login", **_login(approved))
    placed = {"APPROVED": approved, "NEW": new, "SESSION": fresh.session("otto")}
    latest: dict[str, Any] = {}
    for identity, (fields, shape) in WRITES.items():
        operation = OPERATIONS[identity]
        values = VALUES | {"account_id": "{account_id}", "list_id": str(latest.get("list_id", ""))}
        path = re.sub(r"\{(\w+)\}", lambda match, values=values: values[match[1]], operation.path)
        body = {key: placed.get(str(value), value) for key, value in fields.items()}
        query = "" if path.startswith("/authentication") else f"session_id={session}&confirm=true"
        status, answer = fresh.write(operation.method, path, query, **body)
        assert status in {200, 201}, (identity, answer)
        assert misfit(shape, answer) == "", identity
        assert set(answer) == set(shape), identity
        latest |= answer


def _login(token: str) -> dict[str, str]:
    return {"username": "mona", "password": "demo", "request_token": token}

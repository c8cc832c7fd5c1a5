"""Every answer has the keys and types that the API's description shows. `shapes.json` holds them, without the
examples' values.

A shape is "number", "text", "bool", "null", "any" (also where today's answers differ from the example); a list holds
the shape of its elements, an object those of its keys; "*" stands for any key. What the stand-in leaves out on purpose
is named in LACKING.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.tmdb_demo.addresses import VALUES
from tests.tmdb_demo.conftest import Asker

SHAPES: dict[str, Any] = json.loads((Path(__file__).parent / "shapes.json").read_text())
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
    if "{guest_session_id}" in path:
        values["guest_session_id"] = _guest(ask)
    if path.endswith("/changes"):
        query = "start_date=2026-11-10&end_date=2026-11-23"
    if path.startswith("/search/"):
        query = f"query={SEARCHED.get(path.removeprefix('/search/'), 'matrix')}"
    return re.sub(r"\{(\w+)\}", lambda found: values[found[1]], path), query


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


@pytest.mark.parametrize("path", sorted(SHAPES))
def test_an_answer_has_the_shape_of_tmdbs(ask: Asker, path: str) -> None:
    found, query = address(ask, path)
    assert misfit(SHAPES[path], ask.fine(found, query)) == ""

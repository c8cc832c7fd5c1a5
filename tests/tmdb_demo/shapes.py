"""The keys and types of TMDB's answers, as the API's description shows them, without the examples' values.

A shape is "number", "text", "bool", "null", "any" (also where today's answers differ from the example); a list holds
the shape of its elements, an object those of its keys; "*" stands for any key.
"""

import json
from pathlib import Path
from typing import Any

SHAPES: dict[str, Any] = json.loads((Path(__file__).parent / "shapes.json").read_text(encoding="utf-8"))
STATUS = {"success": "bool", "status_code": "number", "status_message": "text"}
TOKEN_GIVEN = {"success": "bool", "expires_at": "text", "request_token": "text"}
SESSION_GIVEN = {"success": "bool", "session_id": "text"}
RATED = {"value": 8.5}
# Of each write: its fields, and the shape of its answer.
WRITES: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "account-add-favorite": ({"media_type": "movie", "media_id": 550, "favorite": True}, STATUS),
    "account-add-to-watchlist": ({"media_type": "movie", "media_id": 550, "watchlist": True}, STATUS),
    "authentication-create-session": ({"request_token": "APPROVED"}, SESSION_GIVEN),
    "authentication-create-session-from-v4-token": ({"access_token": "demo.mona.write"}, SESSION_GIVEN),
    "authentication-create-session-from-login": (
        {"username": "mona", "password": "demo", "request_token": "NEW"}, TOKEN_GIVEN,
    ),
    "authentication-delete-session": ({"session_id": "SESSION"}, {"success": "bool"}),
    "list-create": (
        {"name": "Owls", "description": "Not what they seem", "language": "en"}, STATUS | {"list_id": "number"},
    ),
    "list-add-movie": ({"media_id": 18}, STATUS),
    "list-remove-movie": ({"media_id": 18}, STATUS),
    "list-clear": ({}, STATUS),
    "list-delete": ({}, STATUS),
    "movie-add-rating": (RATED, STATUS),
    "movie-delete-rating": ({}, STATUS),
    "tv-series-add-rating": (RATED, STATUS),
    "tv-series-delete-rating": ({}, STATUS),
    "tv-episode-add-rating": (RATED, STATUS),
    "tv-episode-delete-rating": ({}, STATUS),
}  # fmt: skip

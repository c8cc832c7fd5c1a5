"""Answers made sound, once, where they come in: for pages and for members' calls alike.

What stands in an answer is up to TMDB's members, or to something in front of TMDB. So texts hold no lone surrogates
and no NUL (neither UTF-8 nor a database takes them), numbers are finite and fit into 64 bits, ids and the numbers of
seasons and episodes can be such, nothing is nested without end, and an answer is what its operation answers, about what
was asked for (the last column of tmdb.routes).
"""

import json
import re
from typing import Any

from tmdb import errors
from tmdb.call import Call

MAX_DEPTH = 32  # of lists and objects within each other; TMDB's own are nine deep
LIMIT = 2**63  # numbers from here on are none
MAX_ID = 2**31 - 1

_UNSOUND = re.compile("[\0\ud800-\udfff]")
_IMDB_ID = re.compile(r"tt[0-9]+")
_LEADING_INTEGER = re.compile(r"[0-9]+")


def parse(body: bytes) -> Any:
    """Return the JSON of a body with sound texts and numbers; None for what is no JSON, or nested too deeply."""
    try:
        return _sound(json.loads(body.decode("utf-8-sig", "replace")), 0)
    except (ValueError, RecursionError):
        return None


def _sound(value: Any, depth: int) -> Any:
    """Return a value with lone surrogates and NUL replaced, and None for a number that is out of bounds. Raises
    ValueError for what is nested too deeply."""
    if depth > MAX_DEPTH:
        raise ValueError("nested too deeply")
    kind = type(value)
    if kind is str:
        return _sound_text(value)
    if kind is dict:
        return {_sound_text(key): _sound_entry(key, entry, depth + 1) for key, entry in value.items()}
    if kind is list:
        return [_sound(entry, depth + 1) for entry in value]
    if kind is int or kind is float:
        return value if -LIMIT < value < LIMIT else None  # NaN is neither
    return value


def _sound_entry(key: str, value: Any, depth: int) -> Any:
    if type(value) is int or type(value) is float:
        if key == "id" or key.endswith("_id"):
            return value if 0 < value <= MAX_ID else None
        if key.endswith("_number"):
            return value if 0 <= value <= MAX_ID else None
    return _sound(value, depth)


def _sound_text(text: str) -> str:
    return text if text.isascii() and "\0" not in text else _UNSOUND.sub("\ufffd", text)


def check(call: Call, data: Any) -> None:
    """Raise BadAnswer unless an answer is of the kind that its operation answers, and about what was asked for."""
    problem = _problem(call, data)
    if problem:
        raise errors.BadAnswer(f"TMDB's answer {problem}.", http_status=200, path=call.loggable_path)


def _problem(call: Call, data: Any) -> str:
    operation = call.operation
    if operation.answers_list:
        return "" if isinstance(data, list) else "is not a list"
    if not isinstance(data, dict):
        return "is not an object"
    if operation.method != "GET" and not {"success", "status_code"} & data.keys():
        return "does not say what became of it"
    requested = dict(call.path_values)
    for key, parameter in operation.answer:
        if not _is_there(key, data.get(key), is_compared=bool(parameter)):
            return f"has no {key}"
        if parameter and not _is_same(requested[parameter], data, key):
            return "is about something else"
    return ""


def _is_there(key: str, value: Any, *, is_compared: bool) -> bool:
    """Return whether a value can be what stands under a key. An id that was asked for is compared, whatever it is."""
    if key in {"id", "list_id"}:
        return isinstance(value, int | str) if is_compared else isinstance(value, int)
    if key == "results":
        return isinstance(value, list)
    return isinstance(value, str) if key.endswith(("session_id", "_token")) else value is not None


def _is_same(requested: str, data: dict[str, Any], key: str) -> bool:
    """Return whether an answer is about the id that was asked for. TMDB reads an id up to its last leading digit, and
    takes a film's IMDb id as well."""
    if key == "id" and _IMDB_ID.fullmatch(requested):
        return data.get("imdb_id") in (None, "", requested)
    answered = str(data[key])
    number = _LEADING_INTEGER.match(requested)
    return answered == requested or bool(number and answered == str(int(number[0][:20])))

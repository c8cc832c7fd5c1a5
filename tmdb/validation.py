"""Validation of answers, once, where they come in: for pages and for members' calls alike.

Anybody can have written what stands in an answer: TMDB's members, or something in front of TMDB. So texts hold no lone
surrogates and no NUL (neither UTF-8 nor a database accepts them), numbers are finite and fit into 64 bits, ids and the
numbers of seasons and episodes are possible ones, nesting has an end, and an answer has the form that its operation
has, and is about the same thing (the last column of tmdb.routes).
"""

import json
import re
from typing import Any

from tmdb import errors
from tmdb.call import Call

MAX_DEPTH = 32  # lists and objects within each other; TMDB's own answers have nine
MAX_NUMBER = 2**63  # numbers from here on do not fit into 64 bits
MAX_ID = 2**31 - 1

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_IMDB_ID = re.compile(r"tt[0-9]+")
_LEADING_INTEGER = re.compile(r"[0-9]+")


def parse(body: bytes) -> Any:
    """Return the JSON of a body with clean texts and numbers, None for what is not JSON or is nested too deeply."""
    try:
        return _clean(json.loads(body.decode("utf-8-sig", "replace")), 0)
    except (ValueError, RecursionError):
        return None


def _clean(value: Any, depth: int) -> Any:
    """Return a value with lone surrogates and NUL replaced, and with None for each number that is out of bounds.

    Raises ValueError for what is nested too deeply.
    """
    if depth > MAX_DEPTH:
        raise ValueError("nested too deeply")
    type_ = type(value)
    if type_ is str:
        return _clean_text(value)
    if type_ is dict:
        return {_clean_text(key): _clean_entry(key, entry, depth + 1) for key, entry in value.items()}
    if type_ is list:
        return [_clean(entry, depth + 1) for entry in value]
    if type_ is int or type_ is float:
        return value if -MAX_NUMBER < value < MAX_NUMBER else None  # NaN fails both comparisons
    return value


def _clean_entry(key: str, value: Any, depth: int) -> Any:
    """Return a value of an object; an id or a number of a season or an episode that can't be one becomes None."""
    if type(value) is int or type(value) is float:
        if key == "id" or key.endswith("_id"):
            return value if 0 < value <= MAX_ID else None
        if key.endswith("_number"):
            return value if 0 <= value <= MAX_ID else None
    return _clean(value, depth)


def _clean_text(text: str) -> str:
    return text if text.isascii() and "\0" not in text else _UNSTORABLE.sub("\ufffd", text)


def check(call: Call, data: Any) -> None:
    """Raise BadAnswer unless an answer has the form that its operation has, and is about the same thing as the call."""
    problem = _find_problem(call, data)
    if problem:
        raise errors.BadAnswer(f"TMDB's answer {problem}.", http_status=200, path=call.loggable_path)


def _find_problem(call: Call, data: Any) -> str:
    """Return what is wrong with an answer, as the end of a sentence; "" when nothing is."""
    operation = call.operation
    if operation.answers_list:
        return "" if isinstance(data, list) else "is not a list"
    if not isinstance(data, dict):
        return "is not an object"
    if operation.method != "GET" and not {"success", "status_code"} & data.keys():
        return "does not say what became of it"
    requested = dict(call.path_values)
    for key, parameter in operation.required_keys:
        if not _is_possible(key, data.get(key), is_compared=bool(parameter)):
            return f"has no {key}"
        if parameter and not _is_about(requested[parameter], data, key):
            return "is about something else"
    return ""


def _is_possible(key: str, value: Any, *, is_compared: bool) -> bool:
    """Return whether a value can stand under a key; an id that will be compared may be of any form."""
    if key in {"id", "list_id"}:
        return isinstance(value, int | str) if is_compared else isinstance(value, int)
    if key == "results":
        return isinstance(value, list)
    return isinstance(value, str) if key.endswith(("session_id", "_token")) else value is not None


def _is_about(requested: str, data: dict[str, Any], key: str) -> bool:
    """Return whether an answer is about the id that was requested.

    TMDB reads an id up to its last leading digit, and accepts the IMDb id of a film as well.
    """
    if key == "id" and _IMDB_ID.fullmatch(requested):
        return data.get("imdb_id") in (None, "", requested)
    answer_id = str(data[key])
    number = _LEADING_INTEGER.match(requested)
    return answer_id == requested or bool(number and answer_id == str(int(number[0][:20])))

"""The base of all endpoint groups: from a method's arguments to a call."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from tmdb.call import SECRET_PARAMETERS, Call, Pairs
from tmdb.errors import SessionDenied, TooManyAppended, ValidationFailed
from tmdb.routes import OPERATIONS, Operation

R = TypeVar("R")
MAX_APPENDED = 20  # parts in one request


class Group(Generic[R]):
    """Methods that each describe a call, hand it to `handler`, and return what that returns."""

    def __init__(self, handler: Callable[[Call], R]) -> None:
        self._handler = handler

    def _call(self, operation_id: str, **values: Any) -> R:
        """Sort the values into path, query and body of the operation, and handle the call; None means not given."""
        operation = OPERATIONS[operation_id]
        path_values = {name: values.pop(name) for name in list(values) if f"{{{name}}}" in operation.path}
        query = {name: value for name, value in values.items() if value is not None}
        _check_appended(query.get("append_to_response", ()))
        _check_sessions(path_values | query)
        body = {name: query.pop(name) for name in operation.body if name in query}
        call = Call(operation, _format_path_values(path_values), _format_query(query), _format_body(operation, body))
        return self._handler(call)


def _format_path_values(values: dict[str, Any]) -> Pairs:
    """Return the values as text.

    Raises ValidationFailed for one that would make another path: empty, or dots.
    """
    texts = {name: "" if value is None else format_value(value) for name, value in values.items()}
    for name, text in texts.items():
        if text.strip() in ("", ".", ".."):
            raise ValidationFailed(f"{name} is missing.", tmdb_code=6)
    return tuple(sorted(texts.items()))


def _format_query(values: dict[str, Any]) -> Pairs:
    """Return the values as text, without empty ones."""
    texts = {name: format_value(value) for name, value in values.items()}
    return tuple(sorted((name, text) for name, text in texts.items() if text))


def _format_body(operation: Operation, values: dict[str, Any]) -> str:
    """Return the values as JSON.

    Raises ValidationFailed for NaN and infinity.
    """
    if not operation.body:
        return ""
    try:
        return _check_text(json.dumps(values, ensure_ascii=False, allow_nan=False))
    except ValueError:
        raise ValidationFailed("A number that is none can't be sent.", tmdb_code=5) from None


def format_value(value: Any) -> str:
    """Return a value as TMDB reads it: booleans in lower case, several values joined by commas."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ",".join(format_value(part) for part in value)
    return _check_text(str(value))


def _check_text(text: str) -> str:
    """Return a text.

    Raises ValidationFailed for one with a lone surrogate, which can't be written as UTF-8.
    """
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValidationFailed("The text holds half a character.", tmdb_code=5)
    return text


def _check_sessions(values: dict[str, Any]) -> None:
    """Raise SessionDenied for an empty session.

    With a token and no session TMDB acts for the owner of the token: an empty one must never be left out unnoticed.
    """
    for name in SECRET_PARAMETERS & values.keys():
        if not values[name]:
            raise SessionDenied(f"{name} is empty.", tmdb_code=17)


def _check_appended(parts: Sequence[str]) -> None:
    """Raise TooManyAppended for more parts than TMDB takes."""
    count = sum(1 for part in format_value(parts).split(",") if part)
    if count > MAX_APPENDED:
        raise TooManyAppended(f"{count} parts appended, and TMDB takes {MAX_APPENDED}.", tmdb_code=27)

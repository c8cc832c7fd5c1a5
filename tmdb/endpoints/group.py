"""What all endpoint groups are made of."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from tmdb.call import SECRET_PARAMETERS, Call, Pairs
from tmdb.errors import SessionDenied, TooManyAppended, ValidationFailed
from tmdb.routes import OPERATIONS, Operation

R = TypeVar("R")
MAX_APPENDED = 20


class Group(Generic[R]):
    """Methods that describe calls, and hand them to `call`."""

    def __init__(self, call: Callable[[Call], R]) -> None:
        self._call = call

    def _make(self, operation: str, **values: Any) -> R:
        """Sort the values into path, query and body, as the operation has them; None means not given."""
        route = OPERATIONS[operation]
        in_path = {name: values.pop(name) for name in list(values) if f"{{{name}}}" in route.path}
        given = {name: value for name, value in values.items() if value is not None}
        _check_appended(given.get("append_to_response", ()))
        _check_sessions(in_path | given)
        body = {name: given.pop(name) for name in route.body if name in given}
        return self._call(Call(route, _in_path(in_path), _texts(given), _body(route, body)))


def _in_path(values: dict[str, Any]) -> Pairs:
    """What is empty, or a step up, would make another path of it."""
    texts = {name: "" if value is None else as_text(value) for name, value in values.items()}
    for name, text in texts.items():
        if text.strip() in ("", ".", ".."):
            raise ValidationFailed(f"{name} is missing.", tmdb_code=6)
    return tuple(sorted(texts.items()))


def _body(route: Operation, values: dict[str, Any]) -> str:
    if not route.body:
        return ""
    try:
        return _whole(json.dumps(values, ensure_ascii=False, allow_nan=False))
    except ValueError:
        raise ValidationFailed("A number that is none can't be sent.", tmdb_code=5) from None


def _texts(values: dict[str, Any]) -> Pairs:
    """As TMDB reads them; what is empty is not sent."""
    texts = {name: as_text(value) for name, value in values.items()}
    return tuple(sorted((name, text) for name, text in texts.items() if text))


def as_text(value: Any) -> str:
    """Booleans in lower case, several values joined by commas."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ",".join(as_text(one) for one in value)
    return _whole(str(value))


def _whole(text: str) -> str:
    """The text, if it can travel: half a character, as broken input leaves behind, can't."""
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValidationFailed("The text holds half a character.", tmdb_code=5)
    return text


def _check_sessions(given: dict[str, Any]) -> None:
    """With a token and no session TMDB acts for the token's owner: an empty one must never be left out unnoticed."""
    for name in SECRET_PARAMETERS & given.keys():
        if not given[name]:
            raise SessionDenied(f"{name} is empty.", tmdb_code=17)


def _check_appended(parts: Sequence[str]) -> None:
    count = sum(1 for part in as_text(parts).split(",") if part)
    if count > MAX_APPENDED:
        raise TooManyAppended(f"{count} parts appended, and TMDB takes {MAX_APPENDED}.", tmdb_code=27)

"""Calls: requests in the form in which handlers take them."""

import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from tmdb_demo.errors import APIError

JSON = dict[str, Any]
MAX_ID = 2**31
_DIGITS = re.compile(r"[0-9]{1,12}(?![0-9])")
_NUMBER = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True)
class Call:
    """A request below `/3`, with the databases that its handler reads.

    `path` holds the values of the path's parameters, `query` the last value of each parameter, `body` the fields of a
    write. `db` is the data set, `state` what members did, `cache` what is decoded once per data set. `bearer` is True
    for a request with a token instead of a key. Handlers add headers of their answers to `response_headers`.
    """

    db: sqlite3.Connection
    state: sqlite3.Connection
    path: Mapping[str, str]
    query: Mapping[str, str]
    today: date
    now: datetime
    image_base_url: str = ""
    cache: dict[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    bearer: bool = False
    response_headers: dict[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """Return the code of the requested language without its country, "en" for none and for an invalid one."""
        value = self.query.get("language", "en")[:2].lower()
        return value if value.isalpha() and len(value) == 2 else "en"

    @property
    def region(self) -> str:
        return self.query.get("region", "").upper()

    def number(self, name: str, *, minimum: int = 1) -> int:
        """Return an id in the path: the digits that it begins with, so `550-fight-club` is 550.

        Raises APIError.
        """
        match = _DIGITS.match(self.path[name])
        if not match or not minimum <= int(match[0]) < MAX_ID:
            raise APIError(6)
        return int(match[0])

    def parameter(self, name: str) -> str:
        """Return a parameter from the query or the body, "" when it is in neither.

        Clients send sessions in either.
        """
        value = self.query.get(name) or self.body.get(name) or ""
        return value if isinstance(value, str) else ""

    def body_id(self, name: str) -> int:
        """Return an id among a write's fields, which may be a number or text.

        Raises APIError.
        """
        value = self.body.get(name)
        if isinstance(value, bool) or not _NUMBER.fullmatch(str(value)) or int(value or 0) >= MAX_ID:
            raise APIError(6)
        return int(value or 0)

    @property
    def page(self) -> int:
        """Return the requested page, from 1 to 500.

        Raises APIError.
        """
        value = self.query.get("page", "1")
        if not (value.isascii() and value.isdecimal() and len(value) < 5 and 1 <= int(value) <= 500):
            raise APIError(22)
        return int(value)

    @property
    def image_languages(self) -> set[str] | None:
        """Return the languages that pictures may have, with "" for pictures without text; None for all."""
        requested = self.query.get("include_image_language")
        if requested is None:
            return {self.language} if "language" in self.query else None
        return {"" if part == "null" else part[:2] for part in requested.split(",")} | (
            {self.language} if "language" in self.query else set()
        )

    def with_path(self, **path: str) -> "Call":
        """Return the same request with other values in its path."""
        return replace(self, path={**self.path, **path})


Handler = Callable[[Call], JSON]

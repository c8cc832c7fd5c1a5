"""Calls: requests as their handlers see them."""

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
    """`path` holds the values of the path's names, `query` the last value of each parameter, `body` a write's fields.

    `db` is the data set, `state` what members did. `bearer`: the request brought a token instead of a key. `sent`
    takes headers that go out with the answer.
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
        """The bare language asked for; English when none is, or no such thing."""
        value = self.query.get("language", "en")[:2].lower()
        return value if value.isalpha() and len(value) == 2 else "en"

    @property
    def region(self) -> str:
        return self.query.get("region", "").upper()

    def number(self, name: str, *, minimum: int = 1) -> int:
        """An id in the path. TMDB reads the digits it begins with, so `550-fight-club` is 550."""
        match = _DIGITS.match(self.path[name])
        if not match or not minimum <= int(match[0]) < MAX_ID:
            raise APIError(6)
        return int(match[0])

    def parameter(self, name: str) -> str:
        """A parameter, from the query or the body: clients send sessions in either. "" when it is in neither."""
        value = self.query.get(name) or self.body.get(name) or ""
        return value if isinstance(value, str) else ""

    def body_id(self, name: str) -> int:
        """An id in a write's fields: a number, or one as text."""
        value = self.body.get(name)
        if isinstance(value, bool) or not _NUMBER.fullmatch(str(value)) or int(value or 0) >= MAX_ID:
            raise APIError(6)
        return int(value or 0)

    @property
    def page(self) -> int:
        value = self.query.get("page", "1")
        if not (value.isascii() and value.isdecimal() and len(value) < 5 and 1 <= int(value) <= 500):
            raise APIError(22)
        return int(value)

    @property
    def image_languages(self) -> set[str] | None:
        """Languages that pictures may have, "" for none; None for all."""
        requested = self.query.get("include_image_language")
        if requested is None:
            return {self.language} if "language" in self.query else None
        return {"" if part == "null" else part[:2] for part in requested.split(",")} | (
            {self.language} if "language" in self.query else set()
        )

    def with_path(self, **path: str) -> "Call":
        """The same request for another part of the same namespace."""
        return replace(self, path={**self.path, **path})


Handler = Callable[[Call], JSON]

"""Calls: descriptions of requests that can be compared, cached by, and handed to a task before anything is sent."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from tmdb.redaction import MASK
from tmdb.routes import OPERATIONS, Operation

SECRET_PARAMETERS = frozenset({"session_id", "guest_session_id"})
SECRET_PATH_PARAMETERS = frozenset({"guest_session_id"})
MAX_KEY_LENGTH, KEY_START_LENGTH = 200, 150  # characters; a longer key is its start and a hash

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A description of one request.

    `path_values` and `query` are (name, value) pairs sorted by name; `body` is JSON as text, or "".
    """

    operation: Operation
    path_values: Pairs = ()
    query: Pairs = ()
    body: str = ""

    @property
    def path(self) -> str:
        """Return the path below the API's base address, for example `/movie/603`."""
        values = {name: quote(value, safe="") for name, value in self.path_values}
        return self.operation.path.format(**values)

    @property
    def loggable_path(self) -> str:
        """Return the path with its secrets masked."""
        values = {
            name: MASK if name in SECRET_PATH_PARAMETERS else quote(value, safe="") for name, value in self.path_values
        }
        return self.operation.path.format(**values)

    @property
    def key(self) -> str:
        """Return the cache key: `operation?path&query`, stable, unique, and at most MAX_KEY_LENGTH characters.

        A session is in it as a hash, from which it can't be read back.
        """
        query = [(name, _hash(value) if name in SECRET_PARAMETERS else value) for name, value in self.query]
        values = [(name, _hash(value) if name in SECRET_PATH_PARAMETERS else value) for name, value in self.path_values]
        start = f"{self.operation.id}?{urlencode(values)}"
        text = f"{start}&{urlencode(query)}{_hash(self.body) if self.body else ''}"
        return text if len(text) < MAX_KEY_LENGTH else f"{start[:KEY_START_LENGTH]}#{_hash(text)}"

    def to_json(self) -> dict[str, Any]:
        """Return the call as JSON, for a task.

        Raises ValueError for a write, and for a call with a session.
        """
        if self.operation.method != "GET":
            raise ValueError("Only a read can be handed on.")
        if SECRET_PARAMETERS & {name for name, _ in (*self.query, *self.path_values)}:
            raise ValueError("A call with a session stays in its process.")
        return {
            "operation": self.operation.id,
            "path": dict(self.path_values),
            "query": dict(self.query),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Call":
        return cls(OPERATIONS[data["operation"]], _sort_pairs(data["path"]), _sort_pairs(data["query"]))

    def __repr__(self) -> str:
        query = [(name, MASK if name in SECRET_PARAMETERS else value) for name, value in self.query]
        return f"Call({self.operation.method} {self.loggable_path}?{urlencode(query, safe=f',|{MASK}')})"


def _sort_pairs(values: Mapping[str, str]) -> Pairs:
    return tuple(sorted(values.items()))


def _hash(value: str) -> str:
    return hashlib.blake2b(value.encode(), digest_size=16).hexdigest()

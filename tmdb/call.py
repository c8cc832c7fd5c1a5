"""A call that has been described and not been made: a value that can be cached by, sent to a task, compared."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from tmdb.routes import OPERATIONS, Operation

SECRET_PARAMETERS = frozenset({"session_id", "guest_session_id"})
SECRET_IN_PATH = frozenset({"guest_session_id"})

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """`path_values` and `query` are sorted pairs of text; `body` is JSON as text, or ""."""

    operation: Operation
    path_values: Pairs = ()
    query: Pairs = ()
    body: str = ""

    @property
    def path(self) -> str:
        """Below the API's base address, for example `/movie/603`."""
        values = {name: quote(value, safe="") for name, value in self.path_values}
        return self.operation.path.format(**values)

    @property
    def shown_path(self) -> str:
        """The path as it may be logged: what is secret in it left out."""
        values = {name: "•" if name in SECRET_IN_PATH else quote(v, safe="") for name, v in self.path_values}
        return self.operation.path.format(**values)

    @property
    def key(self) -> str:
        """Stable and unique, to keep an answer under: `operation?path&query`, a long query as `#hash`. A session in it
        cannot be read back."""
        query = [(name, _hashed(value) if name in SECRET_PARAMETERS else value) for name, value in self.query]
        values = [(name, _hashed(value) if name in SECRET_IN_PATH else value) for name, value in self.path_values]
        beginning = f"{self.operation.id}?{urlencode(values)}"
        text = f"{beginning}&{urlencode(query)}{_hashed(self.body) if self.body else ''}"
        return text if len(text) < 200 else f"{beginning[:150]}#{_hashed(text)}"

    def to_json(self) -> dict[str, Any]:
        """For a task. Only for reads, without a member's secrets."""
        if self.operation.method != "GET":
            raise ValueError("Only a read can be handed on.")
        if SECRET_PARAMETERS & {name for name, _ in (*self.query, *self.path_values)}:
            raise ValueError("A call with a session stays in the process that made it.")
        return {
            "operation": self.operation.id,
            "path": dict(self.path_values),
            "query": dict(self.query),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Call":
        return cls(OPERATIONS[data["operation"]], _pairs(data["path"]), _pairs(data["query"]))

    def __repr__(self) -> str:
        query = [(name, "•" if name in SECRET_PARAMETERS else value) for name, value in self.query]
        return f"Call({self.operation.method} {self.shown_path}?{urlencode(query, safe=',|•')})"


def _pairs(values: Mapping[str, str]) -> Pairs:
    return tuple(sorted(values.items()))


def _hashed(value: str) -> str:
    return hashlib.blake2b(value.encode(), digest_size=16).hexdigest()

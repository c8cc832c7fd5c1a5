"""Untidy answers: rewritten value by value, to test what a client makes of them.

The identity of an answer (its own `id`, and the numbers of a season or episode) stays, so that it still belongs to its
request.
"""

import json
from collections.abc import Callable
from typing import Any

IDENTITY = frozenset({"id", "season_number", "episode_number"})
ADDRESSES = frozenset({"url", "link", "homepage", "secure_base_url", "base_url", "key", "file_path"})
SCRIPT = "javascript:alert(1)//"
CONTENT = f"[a]({SCRIPT}) <a href='data:text/html,x'>b</a> ![c]({SCRIPT}) <{SCRIPT}> [d](//else.example)"

Rewrite = Callable[[str, Any, int], Any]  # (key, value, depth) → value


def _surrogates(key: str, value: Any, depth: int) -> Any:
    return f"{value}\ud800\0" if isinstance(value, str) else value


def _infinity(key: str, value: Any, depth: int) -> Any:
    return float("nan") if isinstance(value, float) else float("inf") if _is_number(value) else value


def _negative(key: str, value: Any, depth: int) -> Any:
    return -abs(value) - 1 if _is_number(value) else value


def _huge(key: str, value: Any, depth: int) -> Any:
    return 10**40 if isinstance(value, int) and _is_number(value) else 1e308 if isinstance(value, float) else value


def _swapped(key: str, value: Any, depth: int) -> Any:
    return 7 if isinstance(value, str) else "seven" if _is_number(value) else value


def _nulls(key: str, value: Any, depth: int) -> Any:
    return value if isinstance(value, dict | list) else None


def _addresses(key: str, value: Any, depth: int) -> Any:
    if not isinstance(value, str):
        return value
    if key == "content":
        return CONTENT
    return SCRIPT if key in ADDRESSES else f"{value}/../#" if key.endswith("_id") else value


def _objects(key: str, value: Any, depth: int) -> Any:
    return {} if isinstance(value, list) else value


def _lists(level: int) -> Rewrite:
    def rewrite(key: str, value: Any, depth: int) -> Any:
        return [] if isinstance(value, dict) and depth == level else value

    return rewrite


KINDS: dict[str, Rewrite] = {
    "surrogates": _surrogates,
    "infinity": _infinity,
    "negative": _negative,
    "huge": _huge,
    "swapped": _swapped,
    "nulls": _nulls,
    "addresses": _addresses,
    "objects": _objects,
    "lists1": _lists(1),
    "lists2": _lists(2),
    "lists3": _lists(3),
}


def untidy(body: bytes, kind: str) -> bytes:
    """Return a JSON answer rewritten by one of KINDS; what is no JSON stays as it is."""
    try:
        data = json.loads(body)
    except ValueError:
        return body
    return json.dumps(_rewrite(data, KINDS[kind], 0)).encode()


def _rewrite(value: Any, rewrite: Rewrite, depth: int) -> Any:
    """Return a value rewritten; lists add no depth, since `level` counts objects."""
    if isinstance(value, dict):
        return {key: _rewrite_entry(key, entry, rewrite, depth) for key, entry in value.items()}
    if isinstance(value, list):
        return [_rewrite(rewrite("", entry, depth + 1), rewrite, depth + 1) for entry in value]
    return value


def _rewrite_entry(key: str, value: Any, rewrite: Rewrite, depth: int) -> Any:
    if depth == 0 and key in IDENTITY:
        return value
    return _rewrite(rewrite(key, value, depth + 1), rewrite, depth + 1)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)

"""Reading TMDB's answers, in which a thing that is not there may be "", null, 0, [], of another type, or missing."""

from typing import Any

JSON = dict[str, Any]


def pick(data: Any, *path: str) -> Any:
    """What lies at the end of the path, or None."""
    for key in path:
        if not isinstance(data, dict):
            return None
        data = data.get(key)
    return data


def text(data: Any, *path: str) -> str:
    value = pick(data, *path)
    return value.strip() if isinstance(value, str) else ""


def number(data: Any, *path: str) -> float:
    value = pick(data, *path)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def whole(data: Any, *path: str) -> int:
    return int(number(data, *path))


def rows(data: Any, *path: str) -> list[JSON]:
    """The objects of a list at the end of the path."""
    return listed(pick(data, *path))


def listed(value: Any) -> list[JSON]:
    """The objects of a list; anything else in it is passed over."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def names(data: Any, *path: str, key: str = "name") -> list[str]:
    return [name for row in rows(data, *path) if (name := text(row, key))]


def year(date: str) -> str:
    """The year of a date, or "" when it is none."""
    return date[:4] if len(date) >= 4 and date[:4].isdecimal() else ""

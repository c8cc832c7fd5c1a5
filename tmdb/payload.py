"""Reading TMDB's answers, in which a thing that is not there may be "", null, 0, [], of another type, or missing."""

from typing import Any

JSON = dict[str, Any]
LARGEST = 2**63  # a number from here on is none


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
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and -LARGEST < value < LARGEST else 0.0  # NaN is neither


def whole(data: Any, *path: str) -> int:
    return int(number(data, *path))


def rows(data: Any, *path: str) -> list[JSON]:
    """The objects of a list at the end of the path."""
    return listed(pick(data, *path))


def listed(value: Any) -> list[JSON]:
    """The objects of a list; anything else in it is passed over."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def mapping(data: Any, *path: str) -> JSON:
    """Return the object at the end of the path; {} for anything else, such as the [] that TMDB has for an empty one."""
    value = pick(data, *path)
    return value if isinstance(value, dict) else {}


def strings(data: Any, *path: str) -> list[str]:
    """Return the texts of a list at the end of the path; anything else in it is passed over."""
    value = pick(data, *path)
    return [one for one in value if isinstance(one, str) and one.strip()] if isinstance(value, list) else []


def names(data: Any, *path: str, key: str = "name") -> list[str]:
    return [name for row in rows(data, *path) if (name := text(row, key))]


def year(date: str) -> str:
    """The year of a date, or "" when it is none."""
    return date[:4] if len(date) >= 4 and date[:4].isdecimal() else ""

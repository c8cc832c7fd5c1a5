"""Reading TMDB's answers, in which a thing that is not there may be "", null, 0, [], of another type, or missing."""

from typing import Any

JSON = dict[str, Any]
MAX_NUMBER = 2**63  # a number from here on is none


def get_value(data: Any, *path: str) -> Any:
    """What lies at the end of the path, or None."""
    for key in path:
        if not isinstance(data, dict):
            return None
        data = data.get(key)
    return data


def get_str(data: Any, *path: str) -> str:
    value = get_value(data, *path)
    return value.strip() if isinstance(value, str) else ""


def get_float(data: Any, *path: str) -> float:
    value = get_value(data, *path)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and -MAX_NUMBER < value < MAX_NUMBER else 0.0  # NaN is neither


def get_int(data: Any, *path: str) -> int:
    return int(get_float(data, *path))


def get_rows(data: Any, *path: str) -> list[JSON]:
    """The objects of a list at the end of the path."""
    return objects_in(get_value(data, *path))


def objects_in(value: Any) -> list[JSON]:
    """The objects of a list; anything else in it is passed over."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def get_dict(data: Any, *path: str) -> JSON:
    """Return the object at the end of the path; {} for anything else, such as the [] that TMDB has for an empty one."""
    value = get_value(data, *path)
    return value if isinstance(value, dict) else {}


def get_strings(data: Any, *path: str) -> list[str]:
    """Return the texts of a list at the end of the path; anything else in it is passed over."""
    value = get_value(data, *path)
    return [one for one in value if isinstance(one, str) and one.strip()] if isinstance(value, list) else []


def get_names(data: Any, *path: str, key: str = "name") -> list[str]:
    return [name for row in get_rows(data, *path) if (name := get_str(row, key))]


def year_of(date: str) -> str:
    """The year of a date, or "" when it is none."""
    return date[:4] if len(date) >= 4 and date[:4].isdecimal() else ""

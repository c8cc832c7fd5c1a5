"""Readers of TMDB's answers, in which a missing value may be "", null, 0, [], of another type, or no key at all.

Each takes an answer and the keys that lead to a value, and returns that value in one type, or that type's empty value:
`get_str(movie, "belongs_to_collection", "name")`. Without keys it reads the answer itself.
"""

from typing import Any

JSON = dict[str, Any]
MAX_NUMBER = 2**63  # numbers from here on do not fit into 64 bits, and count as missing


def get_value(data: Any, *path: str) -> Any:
    """Return the value at the end of the path, of any type; None when there is none."""
    for key in path:
        if not isinstance(data, dict):
            return None
        data = data.get(key)
    return data


def get_str(data: Any, *path: str) -> str:
    """Return the text at the end of the path, without blanks around it."""
    value = get_value(data, *path)
    return value.strip() if isinstance(value, str) else ""


def get_float(data: Any, *path: str) -> float:
    """Return the number at the end of the path; 0.0 for one that is not finite."""
    value = get_value(data, *path)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and -MAX_NUMBER < value < MAX_NUMBER else 0.0  # NaN fails both comparisons


def get_int(data: Any, *path: str) -> int:
    """Return the number at the end of the path, its decimals cut off."""
    return int(get_float(data, *path))


def get_rows(data: Any, *path: str) -> list[JSON]:
    """Return the objects in the list at the end of the path, without what else is in it."""
    value = get_value(data, *path)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def get_dict(data: Any, *path: str) -> JSON:
    """Return the object at the end of the path; {} also for the [] that TMDB sends in place of an empty object."""
    value = get_value(data, *path)
    return value if isinstance(value, dict) else {}


def get_strings(data: Any, *path: str) -> list[str]:
    """Return the texts in the list at the end of the path, without blank ones and what else is in it."""
    value = get_value(data, *path)
    return [text for text in value if isinstance(text, str) and text.strip()] if isinstance(value, list) else []


def get_names(data: Any, *path: str, key: str = "name") -> list[str]:
    """Return the name of each object in the list at the end of the path; `key` tells where an object has it."""
    return [name for row in get_rows(data, *path) if (name := get_str(row, key))]


def parse_year(date: str) -> str:
    """Return the four digits of the year of a date (YYYY-MM-DD), "" for what is no date."""
    return date[:4] if len(date) >= 4 and date[:4].isdecimal() else ""

"""Which handler answers which path."""

import re
from typing import Any

from tmdb_demo.handlers import configuration, lists, movies, people, places, seasons, tv

HANDLERS: dict[str, Any] = (
    configuration.HANDLERS
    | lists.HANDLERS
    | movies.HANDLERS
    | tv.HANDLERS
    | seasons.HANDLERS
    | people.HANDLERS
    | places.HANDLERS
)


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile("^" + re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path)) + "$")


# Paths without names first: `/movie/popular` is not a film.
_ROUTES = sorted(((_pattern(path), handler) for path, handler in HANDLERS.items()), key=lambda route: route[0].groups)


def resolve(path: str) -> tuple[Any, dict[str, str]] | None:
    """(handler, values in the path) for a path below the API's base address."""
    for pattern, handler in _ROUTES:
        if found := pattern.match(path):
            return handler, found.groupdict()
    return None


# Paths whose answers can have parts appended.
APPENDING = re.compile(
    r"^/(?:movie/[^/]+|tv/[^/]+|tv/[^/]+/season/[^/]+|tv/[^/]+/season/[^/]+/episode/[^/]+|person/[^/]+|collection/[^/]+"
    r"|company/[^/]+)$"
)

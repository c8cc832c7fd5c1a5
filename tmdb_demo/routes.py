"""Routes: the handler of each path."""

import re
from typing import Any

from tmdb_demo.handlers import (
    account,
    authentication,
    changes,
    configuration,
    episode_groups,
    legacy,
    lists,
    member_lists,
    movies,
    people,
    places,
    ratings,
    seasons,
    tv,
)

_GROUPS = (
    configuration, lists, movies, tv, seasons, people, places, account, authentication, changes, episode_groups,
    member_lists, ratings, legacy,
)  # fmt: skip
HANDLERS: dict[str, Any] = {path: handler for group in _GROUPS for path, handler in group.HANDLERS.items()}
# Handlers of writes by (method, path).
WRITES: dict[tuple[str, str], Any] = {
    key: handler for group in (account, authentication, member_lists, ratings) for key, handler in group.WRITES.items()
}


def _compile_path(path: str) -> re.Pattern[str]:
    """Return the pattern of a path.

    A value ends at a slash, except for ids of other sites: Freebase's have slashes in them (`/m/02kb_z`).
    """
    values = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path))
    return re.compile("^" + values.replace("(?P<external_id>[^/]+)", "(?P<external_id>.+)") + "$", re.DOTALL)


Route = tuple[re.Pattern[str], Any]


def _build_routes(handlers: dict[str, Any]) -> list[Route]:
    """Return the routes, those without parameters first: `/movie/popular` is not a film."""
    routes = [(_compile_path(path), handler) for path, handler in handlers.items()]
    return sorted(routes, key=lambda route: route[0].groups)


_READS = _build_routes(HANDLERS)
_WRITES = {
    method: _build_routes({path: handler for (verb, path), handler in WRITES.items() if verb == method})
    for method in ("POST", "DELETE")
}


def resolve(path: str) -> tuple[Any, dict[str, str]] | None:
    """Return (handler, values in the path) for a path below the API's base address, None for an unknown one."""
    return _find_route(_READS, path)


def resolve_write(method: str, path: str) -> tuple[Any, dict[str, str]] | None:
    return _find_route(_WRITES[method], path)


def _find_route(routes: list[Route], path: str) -> tuple[Any, dict[str, str]] | None:
    for pattern, handler in routes:
        if match := pattern.match(path):
            return handler, match.groupdict()
    return None


# Paths whose answers can have parts appended.
CAN_APPEND = re.compile(
    r"^/(?:movie/[^/]+|tv/[^/]+|tv/[^/]+/season/[^/]+|tv/[^/]+/season/[^/]+/episode/[^/]+|person/[^/]+|collection/[^/]+"
    r"|company/[^/]+)$"
)

"""TTLs by kind of answer: how long it is fresh, and how long it is kept to be served stale."""

from dataclasses import dataclass

MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True, slots=True)
class TTL:
    """Two ages of an answer, in seconds: refreshed after `fresh`, dropped after `keep`."""

    fresh: int
    keep: int


DETAILS = TTL(6 * HOUR, 30 * DAY)
CHARTS = TTL(2 * HOUR, 7 * DAY)
TRENDING = TTL(30 * MINUTE, 7 * DAY)
RESULTS = TTL(HOUR, 2 * DAY)
CHANGES = TTL(HOUR, 2 * DAY)
LATEST = TTL(5 * MINUTE, DAY)
REFERENCE = TTL(7 * DAY, 90 * DAY)
NOT_FOUND = TTL(10 * MINUTE, 10 * MINUTE)

_BY_PREFIX = {
    "trending-": TRENDING,
    "search-": RESULTS,
    "discover-": RESULTS,
    "find-": RESULTS,
    "configuration-": REFERENCE,
    "genre-": REFERENCE,
    "certification": REFERENCE,
    "watch-provider": REFERENCE,
}
_BY_SUFFIX = {"-latest-id": LATEST, "-changes": CHANGES, "-changes-by-id": CHANGES, "-list": CHARTS}


def ttl_of(operation: str) -> TTL:
    """Return the TTL of an operation, by TMDB's operation id."""
    for prefix, ttl in _BY_PREFIX.items():
        if operation.startswith(prefix):
            return ttl
    for suffix, ttl in _BY_SUFFIX.items():
        if operation.endswith(suffix):
            return ttl
    return DETAILS

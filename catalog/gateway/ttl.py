"""For how long an answer is fresh, and for how long it is kept to be served stale, by kind; in seconds."""

from dataclasses import dataclass

MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True, slots=True)
class Freshness:
    fresh: int
    keep: int


DETAILS = Freshness(6 * HOUR, 30 * DAY)
CHARTS = Freshness(2 * HOUR, 7 * DAY)
TRENDING = Freshness(30 * MINUTE, 7 * DAY)
RESULTS = Freshness(HOUR, 2 * DAY)
CHANGES = Freshness(HOUR, 2 * DAY)
LATEST = Freshness(5 * MINUTE, DAY)
REFERENCE = Freshness(7 * DAY, 90 * DAY)
NOT_FOUND = Freshness(10 * MINUTE, 10 * MINUTE)

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


def freshness(operation: str) -> Freshness:
    """The times for an operation, by TMDB's operation id."""
    for prefix, times in _BY_PREFIX.items():
        if operation.startswith(prefix):
            return times
    for suffix, times in _BY_SUFFIX.items():
        if operation.endswith(suffix):
            return times
    return DETAILS

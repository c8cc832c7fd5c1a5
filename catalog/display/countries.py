"""Names of countries, from TMDB's list once a task has fetched it; until then their codes."""

import time
from functools import lru_cache

from catalog.gateway import api, gateway
from tmdb.payload import get_rows, get_str

LOOKUP_INTERVAL = 600  # seconds


def country_name(code: str) -> str:
    """Return the name of a country: "United Kingdom" for "GB"."""
    names = _names(int(time.time() // LOOKUP_INTERVAL))
    if not names:
        _names.cache_clear()  # look again at once: a task is fetching them
    return names.get(code, code)


@lru_cache(maxsize=2)
def _names(period: int) -> dict[str, str]:
    answer = gateway().peek(api.configuration.countries(language="en-US"))
    return {
        get_str(row, "iso_3166_1"): get_str(row, "english_name") for row in get_rows(answer.data if answer else None)
    }


def reset_caches() -> None:
    """Look for TMDB's list again, for tests."""
    _names.cache_clear()

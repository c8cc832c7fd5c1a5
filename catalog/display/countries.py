"""Names of countries, from TMDB's list once a task has fetched it; until then their codes."""

import time
from functools import lru_cache

from catalog.gateway import ask, gateway
from tmdb.payload import listed, text

LOOK_AGAIN = 600  # seconds


def country_name(code: str) -> str:
    """ "GB" → "United Kingdom"."""
    names = _names(int(time.time() // LOOK_AGAIN))
    if not names:
        _names.cache_clear()  # look again at once: a task is fetching them
    return names.get(code, code)


@lru_cache(maxsize=2)
def _names(period: int) -> dict[str, str]:
    answer = gateway().peek(ask.configuration.countries(language="en-US"))
    return {text(row, "iso_3166_1"): text(row, "english_name") for row in listed(answer.data if answer else None)}

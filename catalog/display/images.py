"""Addresses of pictures: from TMDB's configuration, once a task has fetched it; until then from the built-in one."""

import time
from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix

from catalog.gateway import api, gateway
from catalog.locale import Locale
from tmdb.images import Images
from tmdb.payload import JSON, get_str

LOOKUP_INTERVAL = 600  # seconds
RETRY_INTERVAL = 2  # seconds, while there is no answer


def sort_by_language(rows: list[JSON], locale: Locale) -> list[JSON]:
    """Return pictures in the visitor's language, then those without text, then the English ones; no others."""
    order = (locale.iso, "", "en")
    return sorted(
        (row for row in rows if get_str(row, "iso_639_1") in order),
        key=lambda row: order.index(get_str(row, "iso_639_1")),
    )


def choose_poster_path(tmdb_choice: str, rows: list[JSON], locale: Locale) -> str:
    """Return TMDB's choice if it is among the posters in the best language there is, else the first of these.

    TMDB itself would rather give the poster of the original language than one without text or an English one.
    """
    ordered = sort_by_language(rows, locale)
    best = [
        get_str(row, "file_path") for row in ordered if get_str(row, "iso_639_1") == get_str(ordered[0], "iso_639_1")
    ]
    return tmdb_choice if tmdb_choice in best or not best else best[0]


def images() -> Images:
    """Return where pictures are, and their sizes.

    As long as TMDB's configuration is not there, it is looked for every two seconds.
    """
    now, prefix = time.time(), get_script_prefix()
    return _images(int(now // LOOKUP_INTERVAL), prefix) or _images_meanwhile(int(now // RETRY_INTERVAL), prefix)


@lru_cache(maxsize=2)
def _images(period: int, prefix: str) -> Images | None:
    answer = gateway().peek(api.configuration.details())
    return Images.from_configuration(answer.data, base_url=_base_url(prefix)) if answer else None


@lru_cache(maxsize=2)
def _images_meanwhile(period: int, prefix: str) -> Images:
    answer = gateway().peek(api.configuration.details())
    return Images.from_configuration(answer.data if answer else {}, base_url=_base_url(prefix))


def _base_url(prefix: str) -> str | None:
    return settings.TMDB_IMAGE_URL or (f"{prefix}demo/t/p" if settings.TMDB_DEMO else None)


def reset_caches() -> None:
    """Look for TMDB's configuration again, for tests."""
    _images.cache_clear()
    _images_meanwhile.cache_clear()

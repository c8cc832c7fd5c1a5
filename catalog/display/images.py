"""Addresses of pictures: from TMDB's configuration, once a task has fetched it; until then from the built-in one."""

import time
from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix

from catalog.gateway import api, gateway
from catalog.locale import Locale
from tmdb.images import Images
from tmdb.payload import JSON, get_str

LOOK_AGAIN = 600  # seconds
LOOK_AGAIN_SOON = 2  # seconds, while there is no answer


def in_order(found: list[JSON], locale: Locale) -> list[JSON]:
    """Pictures in the visitor's language, then those without text, then the English ones; no others."""
    order = (locale.iso, "", "en")
    return sorted(
        (row for row in found if get_str(row, "iso_639_1") in order),
        key=lambda row: order.index(get_str(row, "iso_639_1")),
    )


def poster_path(own: str, found: list[JSON], locale: Locale) -> str:
    """Of the best language there is, TMDB's choice if it is one of these, else the first. TMDB itself would rather give
    the poster of the original language than one without text or an English one."""
    ordered = in_order(found, locale)
    best = [
        get_str(row, "file_path") for row in ordered if get_str(row, "iso_639_1") == get_str(ordered[0], "iso_639_1")
    ]
    return own if own in best or not best else best[0]


def images() -> Images:
    """Return where pictures are and their sizes. As long as TMDB's configuration is not there, look again soon."""
    now, prefix = time.time(), get_script_prefix()
    return _images(int(now // LOOK_AGAIN), prefix) or _images_so_far(int(now // LOOK_AGAIN_SOON), prefix)


@lru_cache(maxsize=2)
def _images(period: int, prefix: str) -> Images | None:
    answer = gateway().peek(api.configuration.details())
    return Images.from_configuration(answer.data, base_url=_base_url(prefix)) if answer else None


@lru_cache(maxsize=2)
def _images_so_far(period: int, prefix: str) -> Images:
    answer = gateway().peek(api.configuration.details())
    return Images.from_configuration(answer.data if answer else {}, base_url=_base_url(prefix))


def _base_url(prefix: str) -> str | None:
    return settings.TMDB_IMAGE_URL or (f"{prefix}demo/t/p" if settings.TMDB_DEMO else None)


def reset_caches() -> None:
    """Look for TMDB's configuration again, for tests."""
    _images.cache_clear()
    _images_so_far.cache_clear()

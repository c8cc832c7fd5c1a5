"""Addresses of pictures: from TMDB's configuration, once a task has fetched it; until then from the built-in one."""

import time
from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix

from catalog.gateway import ask, gateway
from tmdb.images import Images

LOOK_AGAIN = 600  # seconds


def images() -> Images:
    return _images(int(time.time() // LOOK_AGAIN), get_script_prefix())


@lru_cache(maxsize=2)
def _images(period: int, prefix: str) -> Images:
    base_url = settings.TMDB_IMAGE_URL or (f"{prefix}demo/t/p" if settings.TMDB_DEMO else None)
    answer = gateway().peek(ask.configuration.details())
    return Images.from_configuration(answer.data if answer else {}, base_url=base_url)

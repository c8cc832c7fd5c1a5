"""Answers in the cache, as tests look at them and make them older."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from catalog.gateway import gateway
from catalog.gateway.results import CacheMetadata
from catalog.locale import Locale
from catalog.pages.title.kinds import title_call
from jobs import redis_client
from tmdb import Call

MATRIX = "/movie/603-the-matrix/"
MATRIX_CALL = title_call("movie", 603, Locale("en-GB", "GB"))
HOUR = 3600
KEEP = 30 * 24 * HOUR


def metadata_of(call: Call) -> CacheMetadata:
    """The metadata of an answer that has to be there."""
    metadata = gateway().store.metadata([call.key])[0]
    assert metadata
    return metadata


def make_older(call: Call, hours: float) -> None:
    metadata = metadata_of(call)
    older = replace(metadata, fetched_at=metadata.fetched_at - hours * HOUR)
    gateway().store.update_metadata(call.key, metadata, older, KEEP)


def forget_failure(call: Call) -> None:
    """As two seconds later."""
    redis_client.client().delete(gateway().store.redis_key(f"failure:{call.key}"))


def write_to_redis(name: str, value: Any) -> None:
    """Put something else in the place of an entry."""
    redis_client.client().delete(name)
    if isinstance(value, dict):
        redis_client.client().hset(name, mapping=value)
    else:
        redis_client.client().set(name, value)


def wait_until(is_true: Callable[[], bool], seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)

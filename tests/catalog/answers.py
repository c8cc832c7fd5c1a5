"""Answers of TMDB as view-models get them, for tests that need no page."""

from typing import Any

from catalog.gateway import Answer
from catalog.gateway.results import CacheMetadata


def answer(data: Any) -> Answer:
    return Answer(data=data, metadata=CacheMetadata(fetched_at=0.0, digest=""))

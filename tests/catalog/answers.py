"""Answers of TMDB as view-models get them, for tests that need no page."""

from typing import Any

from catalog.gateway import Answer
from catalog.gateway.results import CacheMetadata
from catalog.locale import Locale
from catalog.pages.title.sections import SectionRequest

BRITISH, GERMAN = Locale("en-GB", "GB"), Locale("de-DE", "DE")
# What an answer may hold in the place of an object or a list.
ODD_VALUES: list[Any] = [None, "", 0, [], {}, "text", 7, [None, "text", 7], {"results": "text"}, {"results": [None, 7]}]


def answer(data: Any) -> Answer:
    return Answer(data=data, metadata=CacheMetadata(fetched_at=0.0, digest=""))


def section_request(kind: str = "movie", number: int = 1, choice: str = "", locale: Locale = GERMAN) -> SectionRequest:
    return SectionRequest(kind, 603, locale, number, choice)

"""What a page behind a film's or show's page is made of."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from catalog.gateway import Call
from catalog.locale import Locale
from catalog.pages.page import Answers
from tmdb.payload import JSON


@dataclass(frozen=True)
class SectionRequest:
    """What a visitor asked for: which title, which page of a list, which language or department of it."""

    kind: str
    id: int
    locale: Locale
    number: int = 1
    choice: str = ""


def _no_calls(asked: SectionRequest) -> dict[str, Call]:
    return {}


@dataclass(frozen=True)
class Section:
    """`content` makes what the template gets as `content`, of the title's details and the answers to `calls`.

    `is_paged`: its list has pages; `parameter` of the address chooses one of `choices` of it.
    """

    label: str
    content: Callable[[JSON, SectionRequest, Answers], Any]
    calls: Callable[[SectionRequest], Mapping[str, Call]] = _no_calls
    heading: str = ""
    is_paged: bool = False
    parameter: str = ""
    choices: Collection[str] = ()

"""Sections: the pages behind a film's, show's or person's page."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from catalog.gateway import Call
from catalog.locale import Locale
from catalog.pages.page import Answers
from tmdb.payload import JSON

ContentT_co = TypeVar("ContentT_co", covariant=True)


@dataclass(frozen=True)
class SectionRequest:
    """A visitor's request for a section: of which title, which page of its list, which language or department of it."""

    kind: str
    id: int
    locale: Locale
    number: int = 1
    choice: str = ""


def _no_calls(request: SectionRequest) -> dict[str, Call]:
    return {}


@dataclass(frozen=True)
class Section(Generic[ContentT_co]):
    """A page behind a title's page.

    `content` builds what the template gets as `content`, from the title's details and the answers to `calls`.
    `is_paged`: its list has pages; `parameter` of the address chooses one of `choices` of it.
    """

    label: str
    content: Callable[[JSON, SectionRequest, Answers], ContentT_co]
    calls: Callable[[SectionRequest], Mapping[str, Call]] = _no_calls
    heading: str = ""
    is_paged: bool = False
    parameter: str = ""
    choices: Collection[str] = ()

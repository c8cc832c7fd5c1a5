"""What a page behind a film's or show's page is made of."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.gateway import Answer, Call
from catalog.locale import Locale
from catalog.rendering import Outcome
from tmdb.payload import JSON


@dataclass(frozen=True)
class SectionRequest:
    """What a visitor asked for: which title, which page of a list, which language or department of it."""

    kind: str
    id: int
    locale: Locale
    number: int = 1
    choice: str = ""


def _nothing(asked: SectionRequest) -> Sequence[Call]:
    return ()


@dataclass(frozen=True)
class Section:
    """`content` makes what the template gets as `content`, of the title's details and the answers to `calls`.

    `is_paged`: its list has pages; `parameter` of the address chooses one of `choices` of it.
    """

    label: str
    content: Callable[[JSON, SectionRequest, Sequence[Outcome]], Any]
    calls: Callable[[SectionRequest], Sequence[Call]] = _nothing
    heading: str = ""
    is_paged: bool = False
    parameter: str = ""
    choices: Collection[str] = ()


def data_of(outcome: Outcome) -> Any:
    """For what a page can do without: None when there is no answer."""
    return outcome.data if isinstance(outcome, Answer) else None

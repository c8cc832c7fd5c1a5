"""The facts of a title, as a list of labelled values."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.display import urls
from tmdb.payload import JSON, get_int, get_str


@dataclass(frozen=True, slots=True)
class Link:
    """A text of a fact, with the address that it leads to, if any."""

    text: str
    url: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    values: tuple[Link, ...]


def build_fact(label: str, *values: str | Link) -> Fact:
    return Fact(label, tuple(Link(value) if isinstance(value, str) else value for value in values if value))


def build_page_link(kind: str, row: JSON) -> Link:
    """Return a link to the page of a company or network."""
    return Link(get_str(row, "name"), urls.page(kind, get_int(row, "id"), get_str(row, "name")))


def non_empty(facts: Iterable[Fact]) -> list[Fact]:
    """Leave out facts of which TMDB knows no value."""
    return [fact for fact in facts if fact.values]

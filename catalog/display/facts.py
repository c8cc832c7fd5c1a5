"""The facts of a title, as a list of labelled values."""

from collections.abc import Iterable
from dataclasses import dataclass


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


def non_empty(facts: Iterable[Fact]) -> list[Fact]:
    """Leave out facts of which TMDB knows no value."""
    return [fact for fact in facts if fact.values]

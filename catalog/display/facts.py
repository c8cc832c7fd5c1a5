"""The facts of a title, as a list of labelled values."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    values: tuple[Link, ...]


def fact(label: str, *values: str | Link) -> Fact:
    return Fact(label, tuple(Link(v) if isinstance(v, str) else v for v in values if v))


def known(facts: Iterable[Fact]) -> list[Fact]:
    """Without those nobody knows."""
    return [one for one in facts if one.values]

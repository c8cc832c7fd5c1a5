"""A list of cards, or what stands in its place."""

from dataclasses import dataclass

from catalog.display.cards import Card
from catalog.display.paging import Pager


@dataclass(frozen=True, slots=True)
class EmptyState:
    """What stands where nothing is: a heading, a sentence, and a way out if there is one."""

    heading: str
    text: str
    url: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class CardList:
    """A page of a list of cards, with the ways to its other pages; or what stands in its place."""

    cards: list[Card]
    pager: Pager | None = None
    empty: EmptyState | None = None

    @classmethod
    def of(cls, cards: list[Card], pager: Pager, empty: EmptyState) -> "CardList":
        """Build a list; beyond its end the pager says so, and leads back."""
        return cls(cards, pager) if cards or pager.is_beyond else cls([], empty=empty)

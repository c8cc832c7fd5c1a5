"""A list of cards, or what stands in its place."""

from catalog.display.cards import Card
from catalog.display.lists import CardList, EmptyState
from catalog.display.paging import Pager

CARDS = [Card("movie", 603, "The Matrix", "/movie/603/")]
EMPTY = EmptyState("Nothing", "There is nothing.")


def test_cards_stand_with_their_pager() -> None:
    assert CardList.of(CARDS, Pager(1, 3), EMPTY) == CardList(CARDS, Pager(1, 3))


def test_without_cards_stands_why() -> None:
    assert CardList.of([], Pager(1, 3), EMPTY) == CardList([], empty=EMPTY)


def test_beyond_the_last_page_stands_the_pager() -> None:
    assert CardList.of([], Pager(4, 3), EMPTY) == CardList([], Pager(4, 3))

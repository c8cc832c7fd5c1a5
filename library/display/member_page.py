"""A member's first page: the beginning of each shelf, and who may see it."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from catalog.display.cards import Card
from library.display.list_page import EmptyState
from library.shelves import SHELVES, Shelf, ShelfQuery, build_card, filter_rows

MAX_PREVIEW_CARDS = 12  # of each shelf
PRIVATE = "Nobody else sees these pages: you keep them to yourself."
SHARED = "Members of the club see these pages; strangers do not."


@dataclass(frozen=True)
class ShelfPreview:
    """The first cards of a shelf, of which there are `number` in all."""

    slug: str
    name: str
    url: str
    number: int
    cards: list[Card]
    empty_text: str

    @property
    def template(self) -> str:
        return "library/shelf_preview.html" if self.cards else "library/shelf_empty.html"


def build_shelf_previews(owner: User, *, is_own: bool) -> list[ShelfPreview]:
    """Build the beginning of each of a member's shelves."""
    return [_build_shelf_preview(shelf, owner, is_own) for shelf in SHELVES.values()]


def _build_shelf_preview(shelf: Shelf, owner: User, is_own: bool) -> ShelfPreview:
    rows = filter_rows(shelf, owner, ShelfQuery())
    return ShelfPreview(
        slug=shelf.slug,
        name=shelf.name,
        url=reverse("library:shelf", args=[owner.username, shelf.slug]),
        number=rows.count(),
        cards=[
            build_card(row.title, None if is_own else getattr(row, "value", None)) for row in rows[:MAX_PREVIEW_CARDS]
        ],
        empty_text=f"{shelf.empty_heading}. {shelf.empty_text}" if is_own else f"{shelf.empty_heading}.",
    )


def describe_privacy(owner: User) -> str:
    """Return who sees a member's pages, for that member."""
    return PRIVATE if owner.is_private else SHARED


def build_empty_shelf(shelf: Shelf, query: ShelfQuery, path: str, *, is_own: bool) -> EmptyState:
    """Build what stands on a shelf without anything that fits. `path` is the shelf's own address."""
    if query.is_filtered:
        return EmptyState("Nothing fits", "Nothing here is all of that at once.", path, "Show everything")
    if not is_own:
        return EmptyState(shelf.empty_heading)
    return EmptyState(shelf.empty_heading, shelf.empty_text, reverse("catalog:discover_movie"), "Find something")

"""A member's ratings, favourites and watchlist as lists that can be sorted, filtered and paged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower
from django.http import QueryDict

from catalog.display.cards import Card
from catalog.display.images import images
from catalog.numbers import parse_number
from library.models import Kind, Mark, MarkKind, Rating, Title

PAGE_SIZE = 40
SORTS: dict[str, tuple[str, str]] = {
    "newest": ("Latest first", "-{at}"),
    "oldest": ("Oldest first", "{at}"),
    "title": ("By title", "name_folded"),
    "year": ("By year", "-title__date"),
    "score": ("By TMDB's score", "-title__vote_average"),
    "runtime": ("Shortest first", "title__runtime"),
    "rating": ("By rating", "-halves"),
}
RUNTIMES = {"90": "up to 90 minutes", "120": "up to 2 hours", "150": "up to 2½ hours"}


@dataclass(frozen=True)
class Shelf:
    """A kind of rows of a member's. `slug` is its address, `at` the field that tells since when."""

    slug: str
    name: str
    empty_heading: str
    empty_text: str
    model: type[Rating] | type[Mark]
    at: str
    kind: str = ""

    def rows(self, user: Any) -> "QuerySet[Any]":
        rows: QuerySet[Any] = self.model._default_manager.filter(user=user).select_related("title")
        return rows.filter(kind=self.kind) if self.kind else rows

    @property
    def sorts(self) -> dict[str, str]:
        return {key: label for key, (label, _) in SORTS.items() if key != "rating" or self.model is Rating}


SHELVES = {
    shelf.slug: shelf
    for shelf in (
        Shelf(
            "ratings",
            "Ratings",
            "Nothing rated yet",
            "Give a film its stars on its page, and it stands here.",
            Rating,
            "rated_at",
        ),
        Shelf(
            "favorites",
            "Favourites",
            "No favourites yet",
            "Press the heart on a film or show, and it stands here.",
            Mark,
            "marked_at",
            MarkKind.FAVORITE,
        ),
        Shelf(
            "watchlist",
            "Watchlist",
            "Nothing waits",
            "Press the bookmark on what you want to see, and it waits here for an evening.",
            Mark,
            "marked_at",
            MarkKind.WATCHLIST,
        ),
    )
}


@dataclass(frozen=True)
class ShelfQuery:
    """How a shelf is sorted and filtered."""

    sort: str = "newest"
    type: str = ""
    genre: str = ""
    year: str = ""
    runtime: str = ""
    least: str = ""

    @classmethod
    def parse(cls, query: QueryDict, shelf: Shelf) -> "ShelfQuery":
        """Read the parameters of an address, without those that make no sense."""

        def choice(name: str, allowed: Iterable[str]) -> str:
            value = query.get(name, "")
            return value if value in allowed else ""

        def digits(name: str, longest: int) -> str:
            value = query.get(name, "")
            return value if parse_number(value, longest) else ""

        return cls(
            choice("sort", shelf.sorts) or "newest",
            choice("type", Kind.values),
            digits("genre", 6),
            digits("year", 4),
            choice("runtime", RUNTIMES),
            digits("least", 2),
        )

    @property
    def is_filtered(self) -> bool:
        return bool(self.type or self.genre or self.year or self.runtime or self.least)

    @property
    def query_string(self) -> str:
        parameters = QueryDict(mutable=True)
        parameters.update(
            {name: value for name, value in vars(self).items() if value and (name, value) != ("sort", "newest")}
        )
        return parameters.urlencode()


def filter_rows(shelf: Shelf, user: Any, query: ShelfQuery) -> "QuerySet[Any]":
    """Return the rows of a member's shelf that a query asks for, in its order."""
    rows: QuerySet[Any] = shelf.rows(user).filter(_build_filter(shelf, query))
    rows = rows.annotate(name_folded=Lower("title__name"))
    field = SORTS[query.sort][1].format(at=shelf.at)
    name = field.removeprefix("-")
    # What is not known stands last, whichever way the rest goes.
    ordering = F(name).desc(nulls_last=True) if field.startswith("-") else F(name).asc(nulls_last=True)
    return rows.order_by(ordering, "-pk")


def _build_filter(shelf: Shelf, query: ShelfQuery) -> Q:
    condition = Q()
    if query.type:
        condition &= Q(title__kind=query.type)
    if query.genre:
        condition &= Q(title__genres__contains=f"|{query.genre}|")
    if query.year:
        condition &= Q(title__date__startswith=query.year)
    if query.runtime:
        condition &= Q(title__runtime__lte=int(query.runtime), title__runtime__gt=0)
    if query.least:
        least = int(query.least)
        condition &= Q(halves__gte=least * 2) if shelf.model is Rating else Q(title__vote_average__gte=least)
    return condition


@dataclass
class ShelfPage:
    """One page of a shelf or list, as cards, with the `rows` that they are made of."""

    cards: list[Card]
    total: int
    number: int
    pages: int
    rows: list[Any]


def build_page(rows: "QuerySet[Any]", number: int, *, shows_rating: bool = False) -> ShelfPage:
    """Build a page. `shows_rating` is for others than the member, whose own buttons show theirs."""
    paginator = Paginator(rows, PAGE_SIZE)
    page = paginator.get_page(number)
    page_rows = list(page.object_list)
    cards = [build_card(row.title, row.value if shows_rating and hasattr(row, "value") else None) for row in page_rows]
    return ShelfPage(cards, paginator.count, page.number, paginator.num_pages, page_rows)


def build_card(title: Title, value: float | None = None) -> Card:
    """Build the card of a title, with a rating where there is one to show."""
    picture = images().still if title.kind == Kind.EPISODE else images().poster
    return Card(
        kind=title.kind,
        id=title.tmdb_id,
        title=str(title),
        url=title.get_absolute_url(),
        picture=picture(title.poster_path),
        year=title.year,
        note=_card_note(title, value),
        score=title.vote_average,
        subject=f"{title.show_id} {title.season} {title.number}" if title.kind == Kind.EPISODE else "",
    )


def _card_note(title: Title, value: float | None) -> str:
    note = title.year
    if title.kind == Kind.EPISODE:
        note = f"{title.show_name} S{title.season} E{title.number}".strip()
    if value is None:
        return note
    return f"{note} · rated {value:g}" if note else f"rated {value:g}"


def find_genres(shelf: Shelf, user: Any) -> Sequence[int]:
    """Return the ids of the genres that occur on a member's shelf."""
    ids: set[int] = set()
    for genres in shelf.rows(user).values_list("title__genres", flat=True).distinct():
        ids.update(number for part in genres.split("|") if (number := parse_number(part)))
    return sorted(ids)


def find_years(shelf: Shelf, user: Any) -> list[str]:
    """Return the years that occur on a member's shelf, the latest first."""
    dates = shelf.rows(user).exclude(title__date="").values_list("title__date", flat=True).distinct()
    return sorted({date[:4] for date in dates}, reverse=True)

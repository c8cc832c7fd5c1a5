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

PAGE = 40
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
    """`slug` is its address; `at` the field that tells since when."""

    slug: str
    name: str
    empty_heading: str
    empty_text: str
    model: type[Rating] | type[Mark]
    at: str
    kind: str = ""

    def rows(self, user: Any) -> "QuerySet[Any]":
        found: QuerySet[Any] = self.model._default_manager.filter(user=user).select_related("title")
        return found.filter(kind=self.kind) if self.kind else found

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
    """What of a shelf is asked for; what makes no sense is as if it were not there."""

    sort: str = "newest"
    type: str = ""
    genre: str = ""
    year: str = ""
    runtime: str = ""
    least: str = ""

    @classmethod
    def of(cls, query: QueryDict, shelf: Shelf) -> "ShelfQuery":
        def known(name: str, allowed: Iterable[str]) -> str:
            value = query.get(name, "")
            return value if value in allowed else ""

        def digits(name: str, longest: int) -> str:
            value = query.get(name, "")
            return value if parse_number(value, longest) else ""

        return cls(
            known("sort", shelf.sorts) or "newest",
            known("type", Kind.values),
            digits("genre", 6),
            digits("year", 4),
            known("runtime", RUNTIMES),
            digits("least", 2),
        )

    @property
    def narrows(self) -> bool:
        return bool(self.type or self.genre or self.year or self.runtime or self.least)

    @property
    def query(self) -> str:
        parameters = QueryDict(mutable=True)
        parameters.update(
            {name: value for name, value in vars(self).items() if value and (name, value) != ("sort", "newest")}
        )
        return parameters.urlencode()


def found_on(shelf: Shelf, user: Any, asked: ShelfQuery) -> "QuerySet[Any]":
    rows: QuerySet[Any] = shelf.rows(user).filter(_conditions(shelf, asked))
    rows = rows.annotate(name_folded=Lower("title__name"))
    field = SORTS[asked.sort][1].format(at=shelf.at)
    name = field.removeprefix("-")
    # What is not known stands last, whichever way the rest goes.
    ordering = F(name).desc(nulls_last=True) if field.startswith("-") else F(name).asc(nulls_last=True)
    return rows.order_by(ordering, "-pk")


def _conditions(shelf: Shelf, asked: ShelfQuery) -> Q:
    found = Q()
    if asked.type:
        found &= Q(title__kind=asked.type)
    if asked.genre:
        found &= Q(title__genres__contains=f"|{asked.genre}|")
    if asked.year:
        found &= Q(title__date__startswith=asked.year)
    if asked.runtime:
        found &= Q(title__runtime__lte=int(asked.runtime), title__runtime__gt=0)
    if asked.least:
        least = int(asked.least)
        found &= Q(halves__gte=least * 2) if shelf.model is Rating else Q(title__vote_average__gte=least)
    return found


@dataclass
class ShelfPage:
    """One page of a shelf, as cards."""

    cards: list[Card]
    total: int
    number: int
    pages: int
    rows: list[Any]  # of which the cards are made

    @property
    def entries(self) -> list[tuple[Any, Card]]:
        return list(zip(self.rows, self.cards, strict=True))


def page_of(rows: "QuerySet[Any]", number: int, *, says_rating: bool = False) -> ShelfPage:
    """`says_rating`: for others than the member, whose own buttons tell them."""
    paginator = Paginator(rows, PAGE)
    page = paginator.get_page(number)
    found = list(page.object_list)
    cards = [card_of(row.title, getattr(row, "value", None) if says_rating else None) for row in found]
    return ShelfPage(cards, paginator.count, page.number, paginator.num_pages, found)


def card_of(title: Title, value: float | None = None) -> Card:
    picture = images().still if title.kind == Kind.EPISODE else images().poster
    note = title.year
    if title.kind == Kind.EPISODE:
        note = f"{title.show_name} S{title.season} E{title.number}".strip()
    if value is not None:
        note = f"{note} · rated {value:g}" if note else f"rated {value:g}"
    return Card(
        kind=title.kind,
        id=title.tmdb_id,
        title=str(title),
        url=title.get_absolute_url(),
        picture=picture(title.poster_path),
        year=title.year,
        note=note,
        score=title.vote_average,
        subject=f"{title.show_id} {title.season} {title.number}" if title.kind == Kind.EPISODE else "",
    )


def genres_on(shelf: Shelf, user: Any) -> Sequence[int]:
    """Ids of those that occur on it."""
    found: set[int] = set()
    for genres in shelf.rows(user).values_list("title__genres", flat=True).distinct():
        found.update(number for part in genres.split("|") if (number := parse_number(part)))
    return sorted(found)


def years_on(shelf: Shelf, user: Any) -> list[str]:
    dates = shelf.rows(user).exclude(title__date="").values_list("title__date", flat=True).distinct()
    return sorted({date[:4] for date in dates}, reverse=True)

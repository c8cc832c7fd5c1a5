"""The search page: by any or one type, with a year; and the cards that are suggested while somebody types."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from catalog import search
from catalog.display import urls
from catalog.display.cards import Card, build_cards
from catalog.display.countries import country_name
from catalog.display.images import images
from catalog.display.lists import CardList, EmptyState
from catalog.display.paging import Pager
from catalog.gateway import Call, Unavailable, api
from catalog.locale import Locale
from catalog.pages.page import Answers, PageMetadata, require
from tmdb.payload import JSON, get_int, get_rows, get_str

TYPES = {
    "multi": "Everything", "movie": "Films", "tv": "Shows", "person": "People", "collection": "Collections",
    "company": "Companies", "keyword": "Keywords",
}  # fmt: skip
TYPES_WITH_YEAR = {"movie", "tv"}
MAX_SUGGESTIONS = 8
MAX_FALLBACK_TITLES = 40  # of the index, in place of TMDB's answer
# Kinds in the index that a type looks for; () for all.
INDEX_KINDS: dict[str, tuple[str, ...]] = {"multi": (), "movie": ("movie",), "tv": ("tv",), "person": ("person",)}
NOTHING_OF_THAT_NAME = EmptyState(
    "Nothing of that name",
    "TMDB looks for words as they are written: fewer of them, or another spelling, often help.",
)


def build_hit_card(hit: search.Hit) -> Card:
    """Return the card of a title or person in the index."""
    is_person = hit.kind == "person"
    return Card(
        kind=hit.kind,
        id=hit.id,
        title=hit.name,
        url=urls.page(hit.kind, hit.id, hit.name),
        picture=None if is_person else images().poster(hit.poster),
        year=hit.year,
    )


@dataclass(frozen=True)
class SearchPage:
    """A search. `query` is stripped and has MAX_QUERY_LENGTH characters at most; `year` is four digits or ""."""

    query: str
    type: str
    year: str
    locale: Locale
    number: int = 1
    template = "catalog/search.html"

    def calls(self) -> dict[str, Call]:
        return {"search": self._build_call()} if self.query else {}

    def _build_call(self) -> Call:
        language, page, adult = self.locale.language, self.number, self.locale.include_adult
        options: dict[str, Any] = {"language": language, "page": page, "include_adult": adult}
        match self.type:
            case "movie":
                return api.search.movies(self.query, region=self.locale.region, year=self.year or None, **options)
            case "tv":
                return api.search.tv(self.query, first_air_date_year=int(self.year) if self.year else None, **options)
            case "person":
                return api.search.people(self.query, **options)
            case "collection":
                return api.search.collections(self.query, **options)
            case "company":
                return api.search.companies(self.query, page=page)
            case "keyword":
                return api.search.keywords(self.query, page=page)
        return api.search.multi(self.query, **options)

    def view(self, answers: Answers) -> "SearchView":
        """Return the view; while TMDB is away, of titles in the site's own index. Raises Unavailable without any."""
        unavailable = answers.get("search")
        if isinstance(unavailable, Unavailable) and self.number == 1:
            hits = search.title_index().find(self.query, MAX_FALLBACK_TITLES, INDEX_KINDS.get(self.type, ("",)))
            if hits:
                return SearchView(self, {}, [build_hit_card(hit) for hit in hits], unavailable.problem.value)
        return SearchView(self, require(answers["search"]) if answers else {})


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A company or keyword, which has no picture worth a card."""

    name: str
    url: str
    note: str


@dataclass
class SearchView:
    """The results. `fallback_cards`: titles of the index, shown in place of TMDB's; `problem`: why it gave none."""

    page: SearchPage
    data: JSON
    fallback_cards: list[Card] = field(default_factory=list)
    problem: str = ""

    def __post_init__(self) -> None:
        self.query, self.type, self.year = self.page.query, self.page.type, self.page.year
        self.heading = f"Search: {self.query}" if self.query else "Search"

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(self.heading)

    @cached_property
    def cards(self) -> list[Card]:
        if self.fallback_cards:
            return self.fallback_cards
        kind = "" if self.type == "multi" else self.type
        return build_cards(get_rows(self.data, "results"), self.page.locale, kind)

    @property
    def links(self) -> list[NamedLink]:
        """Return the companies or keywords of a search for those."""
        if self.type not in {"company", "keyword"}:
            return []
        links = (_build_link(self.type, row) for row in get_rows(self.data, "results"))
        return [link for link in links if link.name and link.url]

    @property
    def fallback_message(self) -> str:
        return f"{self.problem} These are titles that this site keeps itself." if self.problem else ""

    @property
    def count_line(self) -> str:
        """Return how many results there are; "" without any, and for titles of the index."""
        if self.fallback_cards or not (self.cards or self.links):
            return ""
        year = f" in {self.year}" if self.year else ""
        return f"{get_int(self.data, 'total_results'):,} found{year}"

    @property
    def results(self) -> CardList:
        """Return the cards, or what stands in their place; beside links there is nothing but their pager."""
        if self.fallback_cards:
            return CardList(self.fallback_cards)
        if self.links:
            return CardList([], self.pager)
        return CardList.of(self.cards, self.pager, self._empty())

    def _empty(self) -> EmptyState:
        if self.year:
            url = self._build_url(self.type, keep_year=False)
            return EmptyState(
                "Nothing of that name in that year", "TMDB takes the year to the letter.", url, "Look in every year"
            )
        return NOTHING_OF_THAT_NAME

    @cached_property
    def suggested_name(self) -> str:
        """Return the name that was probably meant; "" where there are results."""
        return "" if self.cards or self.links else search.title_index().suggest_name(self.query)

    @property
    def suggested_url(self) -> str:
        return f"{reverse('catalog:search')}?{urlencode({'q': self.suggested_name})}"

    @property
    def years_apply(self) -> bool:
        return self.type in TYPES_WITH_YEAR

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        return [(label, self._build_url(key), key == self.type) for key, label in TYPES.items()]

    def _build_url(self, kind: str, *, keep_year: bool = True) -> str:
        return f"{reverse('catalog:search')}?{self._build_query(kind, keep_year=keep_year)}"

    def _build_query(self, kind: str, *, keep_year: bool = True) -> str:
        parameters = QueryDict(mutable=True)
        parameters["q"] = self.query
        if kind != "multi":
            parameters["type"] = kind
        if keep_year and self.year and kind in TYPES_WITH_YEAR:
            parameters["year"] = self.year
        return parameters.urlencode()

    @property
    def pager(self) -> Pager:
        return Pager.of(self.page.number, get_int(self.data, "total_pages"), self._build_query(self.type))


def _build_link(kind: str, row: JSON) -> NamedLink:
    name = get_str(row, "name")
    return NamedLink(name, urls.page(kind, get_int(row, "id"), name), country_name(get_str(row, "origin_country")))


def build_suggestion_cards(data: JSON, locale: Locale) -> list[Card]:
    """Return the first cards of a multi search, for the list under the search box."""
    return build_cards(get_rows(data, "results"), locale)[:MAX_SUGGESTIONS]

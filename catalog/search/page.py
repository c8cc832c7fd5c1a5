"""Search: by any or one type, with a year; and what is suggested while typing."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from catalog import search
from catalog.display import urls
from catalog.display.cards import Card, cards
from catalog.display.countries import country_name
from catalog.display.images import images
from catalog.display.paging import Pager
from catalog.gateway import Call, Unavailable, api
from catalog.locale import Locale
from catalog.pages.page import Answers, PageMetadata, require
from tmdb.payload import JSON, get_int, get_rows, get_str

TYPES = {
    "multi": "Everything", "movie": "Films", "tv": "Shows", "person": "People", "collection": "Collections",
    "company": "Companies", "keyword": "Keywords",
}  # fmt: skip
WITH_YEAR = {"movie", "tv"}
SUGGESTIONS = 8
IN_PLACE = 40  # titles of the index that stand for TMDB's answer
INDEXED: dict[str, tuple[str, ...]] = {"multi": (), "movie": ("movie",), "tv": ("tv",), "person": ("person",)}
MAX_LENGTH = 200  # characters of a query that are looked for


def card_of(hit: search.Hit) -> Card:
    """Of what the index found."""
    person = hit.kind == "person"
    return Card(
        kind=hit.kind,
        id=hit.id,
        title=hit.name,
        url=urls.of(hit.kind, hit.id, hit.name),
        picture=None if person else images().poster(hit.poster),
        year=hit.year,
    )


@dataclass(frozen=True)
class SearchPage:
    """`query` is stripped and has MAX_LENGTH characters at most; `year` is four digits or ""."""

    query: str
    type: str
    year: str
    locale: Locale
    number: int = 1
    template = "catalog/search.html"

    def calls(self) -> dict[str, Call]:
        return {"search": self._call()} if self.query else {}

    def _call(self) -> Call:
        language, page, adult = self.locale.language, self.number, self.locale.include_adult
        usual: dict[str, Any] = {"language": language, "page": page, "include_adult": adult}
        match self.type:
            case "movie":
                return api.search.movies(self.query, region=self.locale.region, year=self.year or None, **usual)
            case "tv":
                return api.search.tv(self.query, first_air_date_year=int(self.year) if self.year else None, **usual)
            case "person":
                return api.search.people(self.query, **usual)
            case "collection":
                return api.search.collections(self.query, **usual)
            case "company":
                return api.search.companies(self.query, page=page)
            case "keyword":
                return api.search.keywords(self.query, page=page)
        return api.search.multi(self.query, **usual)

    def view(self, answers: Answers) -> "SearchView":
        """While TMDB is away, what the site's own index of titles knows. Raises Unavailable if that is nothing."""
        problem = answers.get("search")
        if isinstance(problem, Unavailable) and self.number == 1:
            hits = search.index().find(self.query, IN_PLACE, INDEXED.get(self.type, ("",)))
            if hits:
                return SearchView(self, {}, [card_of(hit) for hit in hits], problem.trouble.value)
        return SearchView(self, require(answers["search"]) if answers else {})


@dataclass(frozen=True, slots=True)
class Found:
    """A company or keyword: a name that leads somewhere."""

    name: str
    url: str
    note: str


@dataclass
class SearchView:
    """`instead`: what the index found, and `trouble` why TMDB was not asked."""

    page: SearchPage
    data: JSON
    instead: list[Card] = field(default_factory=list)
    trouble: str = ""

    def __post_init__(self) -> None:
        self.query, self.type, self.year = self.page.query, self.page.type, self.page.year
        self.heading = f"Search: {self.query}" if self.query else "Search"

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(self.heading)

    @cached_property
    def cards(self) -> list[Card]:
        if self.instead:
            return self.instead
        kind = "" if self.type == "multi" else self.type
        return cards(get_rows(self.data, "results"), self.page.locale, kind)

    @property
    def names(self) -> list[Found]:
        """Companies or keywords, which have no pictures worth a card."""
        if self.type not in {"company", "keyword"}:
            return []
        found = (_found(self.type, row) for row in get_rows(self.data, "results"))
        return [one for one in found if one.name and one.url]

    @property
    def total(self) -> int:
        return get_int(self.data, "total_results")

    @cached_property
    def meant(self) -> str:
        """What was probably meant, where nothing was found."""
        return "" if self.cards or self.names else search.index().meant(self.query)

    @property
    def meant_url(self) -> str:
        return f"{reverse('catalog:search')}?{urlencode({'q': self.meant})}"

    @property
    def years_apply(self) -> bool:
        return self.type in WITH_YEAR

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        return [(label, self._url(key), key == self.type) for key, label in TYPES.items()]

    @property
    def without_year_url(self) -> str:
        return self._url(self.type, keep_year=False)

    def _url(self, kind: str, *, keep_year: bool = True) -> str:
        return f"{reverse('catalog:search')}?{self._parameters(kind, keep_year=keep_year)}"

    def _parameters(self, kind: str, *, keep_year: bool = True) -> str:
        parameters = QueryDict(mutable=True)
        parameters["q"] = self.query
        if kind != "multi":
            parameters["type"] = kind
        if keep_year and self.year and kind in WITH_YEAR:
            parameters["year"] = self.year
        return parameters.urlencode()

    @property
    def pager(self) -> Pager:
        return Pager.of(self.page.number, get_int(self.data, "total_pages"), self._parameters(self.type))


def _found(kind: str, row: JSON) -> Found:
    name = get_str(row, "name")
    return Found(name, urls.of(kind, get_int(row, "id"), name), country_name(get_str(row, "origin_country")))


def suggestions(data: JSON, locale: Locale) -> list[Card]:
    """The first cards of a multi search, for the list under the box."""
    return cards(get_rows(data, "results"), locale)[:SUGGESTIONS]

"""The page of a list that a member of TMDB keeps."""

from dataclasses import dataclass
from functools import cached_property

from catalog.display import urls
from catalog.display.cards import Card, build_cards
from catalog.display.formatting import format_count
from catalog.display.lists import CardList, EmptyState
from catalog.display.paging import Pager
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.page import Answers, PageMetadata, require
from tmdb.payload import JSON, get_int, get_rows, get_str

NOTHING_ON_IT = EmptyState("Nothing on it", "Whoever keeps this list has not put anything on it.")


@dataclass(frozen=True)
class TmdbListPage:
    list_id: int
    locale: Locale
    number: int = 1
    template = "catalog/list.html"

    def calls(self) -> dict[str, Call]:
        return {"details": api.lists.details(self.list_id, language=self.locale.language, page=self.number)}

    def view(self, answers: Answers) -> "TmdbListView":
        return TmdbListView(self, require(answers["details"]))


@dataclass
class TmdbListView:
    page: TmdbListPage
    data: JSON

    def __post_init__(self) -> None:
        self.heading = get_str(self.data, "name") or "Nameless"
        self.intro = get_str(self.data, "description")

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(self.heading, self.intro, canonical=urls.page("list", self.page.list_id, self.heading))

    @property
    def kicker(self) -> str:
        author = get_str(self.data, "created_by")
        count = format_count(get_int(self.data, "item_count") or len(self.cards), "film")
        return f"A list by {author} on TMDB, {count}" if author else f"A list on TMDB, {count}"

    @cached_property
    def cards(self) -> list[Card]:
        return build_cards(get_rows(self.data, "items"), self.page.locale)

    @property
    def results(self) -> CardList:
        pager = Pager.of(self.page.number, get_int(self.data, "total_pages"))
        return CardList.of(self.cards, pager, NOTHING_ON_IT)

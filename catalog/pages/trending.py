"""The page of what is trending: what people on TMDB look at, today or this week."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from catalog.display.cards import Card, build_cards
from catalog.display.paging import Pager
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.charts import WORLDWIDE_NOTE
from catalog.pages.page import Answers, PageMetadata, require
from tmdb.payload import JSON, get_int, get_rows

TRENDING_KINDS = {"all": "Everything", "movie": "Films", "tv": "Shows", "person": "People"}
TRENDING_WINDOWS = {"day": "Today", "week": "This week"}


def trending_call(kind: str, window: str, locale: Locale, page: int = 1) -> Call:
    method = {
        "movie": api.trending.movies,
        "tv": api.trending.tv,
        "person": api.trending.people,
    }.get(kind, api.trending.all)
    return method(window, language=locale.language, page=page)


@dataclass(frozen=True)
class TrendingPage:
    kind: str
    window: str
    locale: Locale
    number: int = 1
    template = "catalog/trending.html"

    def calls(self) -> dict[str, Call]:
        return {"trending": trending_call(self.kind, self.window, self.locale, self.number)}

    def view(self, answers: Answers) -> "TrendingView":
        return TrendingView(self, require(answers["trending"]))


@dataclass
class TrendingView:
    page: TrendingPage
    data: JSON
    heading = "Trending"
    intro = f"What people on TMDB are looking at, today and this week. {WORLDWIDE_NOTE}"

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(self.heading, self.intro)

    @cached_property
    def cards(self) -> list[Card]:
        kind = "" if self.page.kind == "all" else self.page.kind
        return build_cards(get_rows(self.data, "results"), self.page.locale, kind)

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        return [
            (label, self._url(kind, self.page.window), kind == self.page.kind) for kind, label in TRENDING_KINDS.items()
        ]

    @property
    def windows(self) -> list[tuple[str, str, bool]]:
        """Return tabs for today and this week; and for what the site's own record says of longer times."""
        tabs = [
            (label, self._url(self.page.kind, key), key == self.page.window) for key, label in TRENDING_WINDOWS.items()
        ]
        kind = "" if self.page.kind == "all" else f"?type={self.page.kind}"
        return [*tabs, ("Rising and falling", f"{reverse('catalog:movers')}{kind}", False)]

    @staticmethod
    def _url(kind: str, window: str) -> str:
        return f"{reverse('catalog:trending')}?type={kind}&window={window}"

    @property
    def pager(self) -> Pager:
        query = f"type={self.page.kind}&window={self.page.window}"
        return Pager.of(self.page.number, get_int(self.data, "total_pages"), query)

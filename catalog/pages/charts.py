"""The charts and what is trending: lists that TMDB makes, twenty a page."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from typing import Any
from zoneinfo import available_timezones

from django.urls import reverse

from catalog.display.cards import Card, build_cards
from catalog.display.countries import country_name
from catalog.display.formatting import with_article
from catalog.display.paging import Pager
from catalog.gateway import Call, api, gateway
from catalog.locale import Locale
from catalog.pages.page import Answers, PageMetadata, data_or_none, require
from tmdb.payload import JSON, get_int, get_rows, get_str


@dataclass(frozen=True, slots=True)
class Chart:
    """`has_region`: TMDB answers for a country; where it has no such filter, the page says so."""

    kind: str
    slug: str
    title: str
    about: str
    has_region: bool = False
    has_timezone: bool = False


CHARTS = {
    (chart.kind, chart.slug): chart
    for chart in (
        Chart(
            "movie",
            "popular",
            "Popular films",
            "What people on TMDB look at, rate and save these days.",
            True,
        ),
        Chart(
            "movie",
            "top-rated",
            "Top rated films",
            "The best scores among films with enough votes.",
            True,
        ),
        Chart("movie", "now-playing", "Now playing", "In cinemas these weeks.", True),
        Chart(
            "movie",
            "this-week",
            "New this week",
            "What came to the cinemas in the last seven days, or comes tomorrow.",
            True,
        ),
        Chart("movie", "upcoming", "Upcoming films", "Coming to cinemas in the next weeks.", True),
        Chart(
            "tv",
            "popular",
            "Popular shows",
            "What people on TMDB look at, rate and save these days.",
        ),
        Chart("tv", "top-rated", "Top rated shows", "The best scores among shows with enough votes."),
        Chart("tv", "on-the-air", "On the air", "With an episode in the next seven days.", has_timezone=True),
        Chart("tv", "airing-today", "Airing today", "With an episode today.", has_timezone=True),
        Chart("person", "popular", "Popular people", "Whom people on TMDB look at these days."),
    )
}


@cache
def timezones() -> frozenset[str]:
    """Return the time zones that a chart may go by."""
    return frozenset(available_timezones())


WORLDWIDE = "TMDB makes this list for the whole world."  # where it has no filter for a country
CINEMAS = "2|3"  # TMDB's types of release: limited, and everywhere
WEEK = timedelta(days=6)
DAY = timedelta(days=1)


def chart_call(chart: Chart, locale: Locale, page: int = 1, timezone: str = "") -> Call:
    """`timezone`: whose day it is on television; without one, that of the visitor's country."""
    language, region = locale.language, locale.region
    match chart.kind, chart.slug:
        case "movie", "popular":
            return api.movies.popular(language=language, page=page, region=region)
        case "movie", "top-rated":
            return api.movies.top_rated(language=language, page=page, region=region)
        case "movie", "now-playing":
            return api.movies.now_playing(language=language, page=page, region=region)
        case "movie", "upcoming":
            return api.movies.upcoming(language=language, page=page, region=region)
        case "movie", "this-week":
            return _this_week(locale, page)
        case "tv", "popular":
            return api.tv.popular(language=language, page=page)
        case "tv", "top-rated":
            return api.tv.top_rated(language=language, page=page)
        case "tv", "on-the-air":
            return api.tv.on_the_air(language=language, page=page, timezone=timezone or default_timezone(region))
        case "tv", "airing-today":
            return api.tv.airing_today(language=language, page=page, timezone=timezone or default_timezone(region))
    return api.people.popular(language=language, page=page)


def _this_week(locale: Locale, page: int) -> Call:
    """Films that come to the cinemas of the visitor's country in the week around today."""
    today = datetime.now(UTC).date()
    dates = {"release_date_gte": (today - WEEK).isoformat(), "release_date_lte": (today + DAY).isoformat()}
    return _in_cinemas(locale, page, **dates)


def _before_this_week(locale: Locale) -> Call:
    """The newest before those: in many a country, and many a week, nothing new comes."""
    end = datetime.now(UTC).date() - WEEK - DAY
    return _in_cinemas(locale, 1, release_date_lte=end.isoformat(), sort_by="primary_release_date.desc")


def _in_cinemas(locale: Locale, page: int, **more: Any) -> Call:
    region, language = locale.region, locale.language
    return api.discover.movie(language=language, page=page, region=region, with_release_type=CINEMAS, **more)


def default_timezone(region: str) -> str | None:
    """The first that TMDB lists for a country; None while its list is not kept."""
    kept = gateway().peek(api.configuration.timezones())
    for row in get_rows(kept.data if kept else None):
        zones = row.get("zones")
        if get_str(row, "iso_3166_1") == region and isinstance(zones, list) and zones:
            return str(zones[0])
    return None


def build_chart_tabs(kind: str, current: str) -> list[tuple[str, str, bool]]:
    """The charts of a kind, and what was entered last."""
    tabs = [
        (chart.title, chart_url(kind, chart.slug), chart.slug == current)
        for chart in CHARTS.values()
        if chart.kind == kind
    ]
    return [*tabs, ("Latest", chart_url(kind, "latest"), current == "latest")]


def chart_url(kind: str, slug: str) -> str:
    if kind == "person":
        return reverse("catalog:people_latest" if slug == "latest" else "catalog:people")
    return reverse("catalog:movies" if kind == "movie" else "catalog:shows", args=[slug])


@dataclass(frozen=True)
class ChartPage:
    chart: Chart
    locale: Locale
    number: int = 1
    timezone: str = ""
    template = "catalog/chart.html"

    def calls(self) -> dict[str, Call]:
        calls = {"chart": chart_call(self.chart, self.locale, self.number, self.timezone)}
        if self.chart.has_timezone:
            calls["timezones"] = api.configuration.timezones()
        if self.chart.slug == "this-week" and self.number == 1:
            calls["earlier"] = _before_this_week(self.locale)
        return calls

    def view(self, answers: Answers) -> "ChartView":
        return ChartView(
            self,
            require(answers["chart"]),
            earlier=data_or_none(answers.get("earlier")),
            zones=data_or_none(answers.get("timezones")),
        )


@dataclass
class ChartView:
    page: ChartPage
    data: JSON
    earlier: Any = None
    zones: Any = None

    def __post_init__(self) -> None:
        self.chart = self.page.chart
        self.heading = self.chart.title

    @property
    def metadata(self) -> PageMetadata:
        address = chart_url(self.chart.kind, self.chart.slug)
        return PageMetadata(self.heading, self.chart.about, canonical=address)

    @property
    def intro(self) -> str:
        """What the chart is, and whether the visitor's country makes a difference."""
        if self.chart.has_region:
            return f"{self.chart.about} As seen from {with_article(country_name(self.page.locale.region))}."
        return f"{self.chart.about} {WORLDWIDE}"

    @cached_property
    def cards(self) -> list[Card]:
        return build_cards(get_rows(self.data, "results"), self.page.locale, self.chart.kind)

    @property
    def before(self) -> list[Card]:
        """What came to the cinemas before this week."""
        return build_cards(get_rows(self.earlier, "results"), self.page.locale, "movie")

    @property
    def empty_text(self) -> str:
        if self.chart.has_timezone:
            return "TMDB knows of no episode for these days in this time zone."
        return f"TMDB knows of nothing that fits in {with_article(country_name(self.page.locale.region))}."

    @property
    def empty_url(self) -> str:
        return chart_url(self.chart.kind, "popular")

    @property
    def usual_timezone(self) -> str:
        return default_timezone(self.page.locale.region) or ""

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        return build_chart_tabs(self.chart.kind, self.chart.slug)

    @property
    def timezones(self) -> list[tuple[str, list[tuple[str, bool]]]]:
        """(country, [(time zone, is chosen)]), those of the visitor's country first."""
        region = self.page.locale.region
        rows = sorted(
            get_rows(self.zones), key=lambda row: (get_str(row, "iso_3166_1") != region, get_str(row, "iso_3166_1"))
        )
        return [(country_name(get_str(row, "iso_3166_1")), self._zones(row)) for row in rows]

    def _zones(self, row: JSON) -> list[tuple[str, bool]]:
        zones = row.get("zones")
        return [(str(zone), zone == self.page.timezone) for zone in zones] if isinstance(zones, list) else []

    @property
    def pager(self) -> Pager:
        query = f"timezone={self.page.timezone}" if self.page.timezone else ""
        return Pager.of(self.page.number, get_int(self.data, "total_pages"), query)


KINDS = {"all": "Everything", "movie": "Films", "tv": "Shows", "person": "People"}
WINDOWS = {"day": "Today", "week": "This week"}


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
    intro = f"What people on TMDB are looking at, today and this week. {WORLDWIDE}"

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(self.heading, self.intro)

    @cached_property
    def cards(self) -> list[Card]:
        kind = "" if self.page.kind == "all" else self.page.kind
        return build_cards(get_rows(self.data, "results"), self.page.locale, kind)

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        return [(label, self._url(kind, self.page.window), kind == self.page.kind) for kind, label in KINDS.items()]

    @property
    def windows(self) -> list[tuple[str, str, bool]]:
        """Today or this week; and what our own record of popularity says of longer times."""
        own = [(label, self._url(self.page.kind, key), key == self.page.window) for key, label in WINDOWS.items()]
        kind = "" if self.page.kind == "all" else f"?type={self.page.kind}"
        return [*own, ("Rising and falling", f"{reverse('catalog:movers')}{kind}", False)]

    @staticmethod
    def _url(kind: str, window: str) -> str:
        return f"{reverse('catalog:trending')}?type={kind}&window={window}"

    @property
    def pager(self) -> Pager:
        query = f"type={self.page.kind}&window={self.page.window}"
        return Pager.of(self.page.number, get_int(self.data, "total_pages"), query)

"""The pages of charts: lists that TMDB makes, twenty a page."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from typing import Any
from zoneinfo import available_timezones

from django.urls import reverse

from catalog.display.cards import Card, build_cards
from catalog.display.countries import country_name
from catalog.display.formatting import with_article
from catalog.display.lists import EmptyState
from catalog.display.paging import Pager
from catalog.gateway import Call, api, gateway
from catalog.locale import Locale
from catalog.pages.page import Answers, PageMetadata, data_or_none, require
from tmdb.payload import JSON, get_int, get_rows, get_str


@dataclass(frozen=True, slots=True)
class Chart:
    """A list of TMDB's, under an address of its own.

    `has_region`: TMDB answers for a country; where it has no such filter, the page says so.
    """

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


WORLDWIDE_NOTE = "TMDB makes this list for the whole world."  # where it has no filter for a country
CINEMA_RELEASES = "2|3"  # TMDB's types of release: limited, and everywhere
PAST_OF_WEEK = timedelta(days=6)  # the days before today in a week around it
REST_OF_WEEK = timedelta(days=1)  # those after it


def chart_call(chart: Chart, locale: Locale, page: int = 1, timezone: str = "") -> Call:
    """Return the call for a page of a chart.

    `timezone`: whose day it is on television; without one, that of the visitor's country.
    """
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
            return _this_week_call(locale, page)
        case "tv", "popular":
            return api.tv.popular(language=language, page=page)
        case "tv", "top-rated":
            return api.tv.top_rated(language=language, page=page)
        case "tv", "on-the-air":
            return api.tv.on_the_air(language=language, page=page, timezone=timezone or default_timezone(region))
        case "tv", "airing-today":
            return api.tv.airing_today(language=language, page=page, timezone=timezone or default_timezone(region))
    return api.people.popular(language=language, page=page)


def _this_week_call(locale: Locale, page: int) -> Call:
    """Return the call for films that come to the cinemas of the visitor's country in the week around today."""
    today = datetime.now(UTC).date()
    first, last = today - PAST_OF_WEEK, today + REST_OF_WEEK
    return _cinema_call(locale, page, release_date_gte=first.isoformat(), release_date_lte=last.isoformat())


def _before_this_week_call(locale: Locale) -> Call:
    """Return the call for the newest films before these: in many countries, and many weeks, nothing new comes."""
    end = datetime.now(UTC).date() - PAST_OF_WEEK - timedelta(days=1)
    return _cinema_call(locale, 1, release_date_lte=end.isoformat(), sort_by="primary_release_date.desc")


def _cinema_call(locale: Locale, page: int, **filters: Any) -> Call:
    region, language = locale.region, locale.language
    return api.discover.movie(language=language, page=page, region=region, with_release_type=CINEMA_RELEASES, **filters)


def default_timezone(region: str) -> str | None:
    """Return the first time zone that TMDB lists for a country; None while its list is not cached."""
    answer = gateway().peek(api.configuration.timezones())
    for row in get_rows(answer.data if answer else None):
        zones = row.get("zones")
        if get_str(row, "iso_3166_1") == region and isinstance(zones, list) and zones:
            return str(zones[0])
    return None


def build_chart_tabs(kind: str, current: str) -> list[tuple[str, str, bool]]:
    """Build (label, address, is current) of the charts of a kind, and of what was entered last."""
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
            calls["earlier"] = _before_this_week_call(self.locale)
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
        """Return what the chart is, and whether the visitor's country makes a difference."""
        if self.chart.has_region:
            return f"{self.chart.about} As seen from {with_article(country_name(self.page.locale.region))}."
        return f"{self.chart.about} {WORLDWIDE_NOTE}"

    @cached_property
    def cards(self) -> list[Card]:
        return build_cards(get_rows(self.data, "results"), self.page.locale, self.chart.kind)

    @property
    def earlier_cards(self) -> list[Card]:
        """Return films that came to the cinemas before this week."""
        return build_cards(get_rows(self.earlier, "results"), self.page.locale, "movie")

    @property
    def empty(self) -> EmptyState | None:
        """Return what stands in the place of cards; beyond the list's end, the pager has something to say."""
        if self.cards or self.pager.is_beyond:
            return None
        text = f"TMDB knows of nothing that fits in {with_article(country_name(self.page.locale.region))}."
        if self.chart.has_timezone:
            text = "TMDB knows of no episode for these days in this time zone."
        return EmptyState("Nothing new these days", text, chart_url(self.chart.kind, "popular"), "What is popular")

    @property
    def default_timezone_label(self) -> str:
        timezone = default_timezone(self.page.locale.region)
        return f"Your country’s ({timezone})" if timezone else "TMDB’s own (New York)"

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        return build_chart_tabs(self.chart.kind, self.chart.slug)

    @property
    def timezones(self) -> list[tuple[str, list[tuple[str, bool]]]]:
        """Return (country, [(time zone, is chosen)]), those of the visitor's country first."""
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

"""The first page: one film of the day, then shelves.

A shelf that TMDB did not answer says so, and the others stand.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from django.urls import reverse
from django.utils.text import slugify

from catalog.display import urls
from catalog.display.cards import Card, build_cards, build_title_card
from catalog.display.facts import Link
from catalog.display.images import images
from catalog.gateway import Call, Unavailable, api
from catalog.locale import Locale
from catalog.pages.charts import CHARTS, chart_call, chart_url
from catalog.pages.page import Answers, PageMetadata, data_or_none
from catalog.pages.title.parts import build_genre_links
from catalog.pages.trending import trending_call
from tmdb.images import Picture
from tmdb.payload import JSON, get_int, get_rows, get_str

SHELVES = (
    ("movie", "now-playing"),
    ("movie", "upcoming"),
    ("tv", "on-the-air"),
    ("person", "popular"),
)


@dataclass(frozen=True, slots=True)
class HomeShelf:
    """A row of cards; `url` leads to all of them. `failed`: TMDB did not answer."""

    heading: str
    url: str
    kind: str
    cards: list[Card]
    failed: bool = False

    @property
    def id(self) -> str:
        return slugify(self.heading)


@dataclass(frozen=True, slots=True)
class FilmOfTheDay:
    card: Card
    backdrop: Picture | None
    overview: str
    reason: str


@dataclass(frozen=True)
class HomePage:
    """The first page; `day` makes the film of the day part of the page's identity."""

    locale: Locale
    day: str
    template = "catalog/home.html"

    @classmethod
    def today(cls, locale: Locale) -> "HomePage":
        return cls(locale, datetime.now(UTC).date().isoformat())

    def calls(self) -> dict[str, Call]:
        return {
            "trending": trending_call("all", "day", self.locale),
            **{slug: chart_call(CHARTS[kind, slug], self.locale) for kind, slug in SHELVES},
            "genres": api.genres.movies(language=self.locale.iso),
            "top-rated": chart_call(CHARTS["movie", "top-rated"], self.locale),
        }

    def view(self, answers: Answers) -> "HomeView":
        problems = [answer for answer in answers.values() if isinstance(answer, Unavailable)]
        if len(problems) == len(answers):
            raise problems[0]
        return HomeView(self, answers)


@dataclass
class HomeView:
    page: HomePage
    answers: Answers
    heading = "Films, shows and people"

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(self.heading)

    @cached_property
    def shelves(self) -> list[HomeShelf]:
        trending = self._shelf("Trending today", reverse("catalog:trending"), "trending")
        charts = [self._shelf(CHARTS[kind, slug].title, chart_url(kind, slug), slug, kind) for kind, slug in SHELVES]
        return [trending, *charts]

    def _shelf(self, heading: str, url: str, name: str, kind: str = "") -> HomeShelf:
        data = data_or_none(self.answers[name])
        shelf_cards = build_cards(get_rows(data, "results"), self.page.locale, kind)
        return HomeShelf(heading, url, kind, shelf_cards, failed=data is None)

    @property
    def genres(self) -> list[Link]:
        return build_genre_links(data_or_none(self.answers["genres"]) or {}, "movie")

    @cached_property
    def film_of_the_day(self) -> FilmOfTheDay | None:
        """Return another film each day, of the best rated ones with a backdrop and something to say about them."""
        films = [row for row in get_rows(data_or_none(self.answers["top-rated"]), "results") if _is_presentable(row)]
        if not films:
            return None
        row = films[datetime.fromisoformat(self.page.day).toordinal() % len(films)]
        return FilmOfTheDay(
            card=build_title_card(row, self.page.locale, "movie"),
            backdrop=images().backdrop(get_str(row, "backdrop_path")),
            overview=get_str(row, "overview"),
            reason=_reason(row),
        )


def _is_presentable(row: JSON) -> bool:
    """Return whether a film has an address, a backdrop, and something to say about it."""
    return bool(urls.movie(get_int(row, "id")) and get_str(row, "backdrop_path") and get_str(row, "overview"))


def _reason(row: JSON) -> str:
    """Return why it is this film today."""
    votes = get_int(row, "vote_count")
    return (
        f"Film of the day, because {votes:,} people can't all be wrong."
        if votes > 5000
        else ("Film of the day, because fewer people know it than should.")
    )

"""The first page: one film of the day, then shelves. A shelf that TMDB did not answer says so; the others stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from django.urls import reverse
from django.utils.text import slugify

from catalog.display import urls
from catalog.display.cards import Card, cards, title_card
from catalog.display.facts import Link
from catalog.display.images import images
from catalog.gateway import Answer, Call, Unavailable, api
from catalog.locale import Locale
from catalog.pages.charts import CHARTS, chart_call, chart_url, trending_call
from catalog.rendering import Outcome
from tmdb.images import Picture
from tmdb.payload import JSON, get_int, get_rows, get_str

SHELVES = (
    ("movie", "now-playing"),
    ("movie", "upcoming"),
    ("tv", "on-the-air"),
    ("person", "popular"),
)


@dataclass(frozen=True, slots=True)
class Shelf:
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
    """`day` makes the film of the day part of the page's identity."""

    locale: Locale
    day: str
    template = "catalog/home.html"

    @classmethod
    def today(cls, locale: Locale) -> "HomePage":
        return cls(locale, datetime.now(UTC).date().isoformat())

    def calls(self) -> Sequence[Call]:
        return (
            trending_call("all", "day", self.locale),
            *(chart_call(CHARTS[key], self.locale) for key in SHELVES),
            api.genres.movies(language=self.locale.iso),
            chart_call(CHARTS["movie", "top-rated"], self.locale),
        )

    def view(self, outcomes: Sequence[Outcome]) -> "HomeView":
        problems = [outcome for outcome in outcomes if isinstance(outcome, Unavailable)]
        if len(problems) == len(outcomes):
            raise problems[0]
        return HomeView(self, outcomes)


@dataclass
class HomeView:
    page: HomePage
    outcomes: Sequence[Outcome]
    title = heading = "Films, shows and people"

    @cached_property
    def shelves(self) -> list[Shelf]:
        trending = Shelf("Trending today", reverse("catalog:trending"), "", *self._cards(0))
        return [
            trending,
            *(self._shelf(number, key) for number, key in enumerate(SHELVES, start=1)),
        ]

    def _shelf(self, number: int, key: tuple[str, str]) -> Shelf:
        kind, slug = key
        return Shelf(CHARTS[key].title, chart_url(kind, slug), kind, *self._cards(number, kind))

    def _cards(self, number: int, kind: str = "") -> tuple[list[Card], bool]:
        outcome = self.outcomes[number]
        if not isinstance(outcome, Answer):
            return [], True
        return cards(get_rows(outcome.data, "results"), self.page.locale, kind), False

    @property
    def genres(self) -> list[Link]:
        page = reverse("catalog:discover_movie")
        found = get_rows(self._data(-2), "genres")
        return [
            Link(get_str(row, "name"), f"{page}?with_genres={number}")
            for row in found
            if (number := get_int(row, "id")) > 0
        ]

    @cached_property
    def film_of_the_day(self) -> FilmOfTheDay | None:
        """Another one each day, from the best rated films with a backdrop and something to say about them."""
        found = [row for row in get_rows(self._data(-1), "results") if _is_sayable(row)]
        if not found:
            return None
        row = found[datetime.fromisoformat(self.page.day).toordinal() % len(found)]
        return FilmOfTheDay(
            card=title_card(row, self.page.locale, "movie"),
            backdrop=images().backdrop(get_str(row, "backdrop_path")),
            overview=get_str(row, "overview"),
            reason=_reason(row),
        )

    def _data(self, number: int) -> JSON:
        outcome = self.outcomes[number]
        return outcome.data if isinstance(outcome, Answer) else {}


def _is_sayable(row: JSON) -> bool:
    """Return whether a film has an address, a backdrop, and something to say about it."""
    return bool(urls.movie(get_int(row, "id")) and get_str(row, "backdrop_path") and get_str(row, "overview"))


def _reason(row: JSON) -> str:
    """Why this film today."""
    votes = get_int(row, "vote_count")
    return (
        f"Film of the day, because {votes:,} people can't all be wrong."
        if votes > 5000
        else ("Film of the day, because fewer people know it than should.")
    )

"""The pages of what was entered at TMDB last: a film, a show, a person."""

from dataclasses import dataclass

from catalog.display.cards import Card, build_cards
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.charts import build_chart_tabs, chart_url
from catalog.pages.page import Answers, PageMetadata, require
from tmdb.payload import JSON, get_str

HEADINGS = {"movie": "The latest film", "tv": "The latest show", "person": "The latest person"}
KIND_NAMES = {"movie": "film", "tv": "show", "person": "person"}


def latest_call(kind: str) -> Call:
    match kind:
        case "movie":
            return api.movies.latest()
        case "tv":
            return api.tv.latest()
    return api.people.latest()


@dataclass(frozen=True)
class LatestPage:
    kind: str
    locale: Locale
    template = "catalog/latest.html"

    def calls(self) -> dict[str, Call]:
        return {"latest": latest_call(self.kind)}

    def view(self, answers: Answers) -> "LatestView":
        return LatestView(self, require(answers["latest"]))


@dataclass
class LatestView:
    page: LatestPage
    data: JSON

    def __post_init__(self) -> None:
        self.heading = HEADINGS[self.page.kind]
        self.tabs = build_chart_tabs(self.page.kind, "latest")

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(self.heading, canonical=chart_url(self.page.kind, "latest"))

    @property
    def intro(self) -> str:
        name = KIND_NAMES[self.page.kind]
        return f"The {name} that somebody entered on TMDB last. There is often little more to it than a name."

    @property
    def card(self) -> Card | None:
        """Return its card; None for what is for adults."""
        cards = build_cards([self.data], self.page.locale, self.page.kind)
        return cards[0] if cards else None

    @property
    def overview(self) -> str:
        return get_str(self.data, "overview") or get_str(self.data, "biography")

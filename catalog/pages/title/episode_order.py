"""The page of another order of a show's episodes."""

from dataclasses import dataclass
from functools import cached_property

from catalog.display import urls
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.page import Answers, PageMetadata, require
from catalog.pages.title.episode_rows import EpisodeRow, build_episode_rows
from catalog.pages.title.kinds import title_call
from catalog.pages.title.texts import parse_texts
from tmdb.payload import JSON, get_int, get_rows, get_str


@dataclass(frozen=True)
class EpisodeOrderPage:
    """An order of a show's episodes.

    `order_id` is TMDB's id of what it calls an episode group.
    """

    show_id: int
    order_id: str
    locale: Locale
    template = "catalog/tv/order.html"

    def calls(self) -> dict[str, Call]:
        return {
            "order": api.episode_groups.details(self.order_id),
            "show": title_call("tv", self.show_id, self.locale),
        }

    def view(self, answers: Answers) -> "EpisodeOrderView":
        return EpisodeOrderView(self, require(answers["order"]), require(answers["show"]))


@dataclass(frozen=True)
class EpisodeGroup:
    """Episodes that follow each other in the order: a disc, an arc of the story."""

    name: str
    episodes: list[EpisodeRow]


@dataclass
class EpisodeOrderView:
    page: EpisodeOrderPage
    data: JSON
    show: JSON

    def __post_init__(self) -> None:
        self.heading = get_str(self.data, "name") or "Another order"
        self.intro = get_str(self.data, "description")

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(
            title=f"{self.show_name}: {self.heading}",
            canonical=urls.order(self.page.show_id, self.page.order_id),
        )

    @cached_property
    def show_name(self) -> str:
        return parse_texts(self.show, self.page.locale, key="name").title

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.show_name, urls.tv(self.page.show_id, self.show_name))]

    @property
    def groups(self) -> list[EpisodeGroup]:
        rows = sorted(get_rows(self.data, "groups"), key=lambda row: get_int(row, "order"))
        return [EpisodeGroup(get_str(row, "name"), self._episodes(row)) for row in rows]

    def _episodes(self, group: JSON) -> list[EpisodeRow]:
        rows = sorted(get_rows(group, "episodes"), key=lambda row: get_int(row, "order"))
        return [
            episode
            for row in rows
            for episode in build_episode_rows([row], get_int(row, "show_id") or self.page.show_id)
        ]

"""The page of another order of a show's episodes."""

from dataclasses import dataclass
from functools import cached_property

from catalog.display import urls
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.page import Answers, PageMetadata, require
from catalog.pages.title.episode_rows import EpisodeRow, episode_rows
from catalog.pages.title.translation import texts
from catalog.pages.title.tv import show_call
from tmdb.payload import JSON, get_int, get_rows, get_str


@dataclass(frozen=True)
class OrderPage:
    show_id: int
    group_id: str
    locale: Locale
    template = "catalog/tv/order.html"

    def calls(self) -> dict[str, Call]:
        return {"order": api.episode_groups.details(self.group_id), "show": show_call(self.show_id, self.locale)}

    def view(self, answers: Answers) -> "OrderView":
        return OrderView(self, require(answers["order"]), require(answers["show"]))


@dataclass(frozen=True)
class Part:
    name: str
    episodes: list[EpisodeRow]


@dataclass
class OrderView:
    page: OrderPage
    data: JSON
    show: JSON

    def __post_init__(self) -> None:
        self.heading = get_str(self.data, "name") or "Another order"
        self.intro = get_str(self.data, "description")

    @cached_property
    def show_name(self) -> str:
        return texts(self.show, self.page.locale, title="name").title

    @property
    def metadata(self) -> PageMetadata:
        address = urls.order(self.page.show_id, self.page.group_id)
        return PageMetadata(f"{self.show_name}: {self.heading}", canonical=address)

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.show_name, urls.tv(self.page.show_id, self.show_name))]

    @property
    def parts(self) -> list[Part]:
        groups = sorted(get_rows(self.data, "groups"), key=lambda row: get_int(row, "order"))
        return [Part(get_str(row, "name"), self._episodes(row)) for row in groups]

    def _episodes(self, group: JSON) -> list[EpisodeRow]:
        shows = ((row, get_int(row, "show_id") or self.page.show_id) for row in _ordered(group))
        return [one for row, show in shows for one in episode_rows([row], show)]


def _ordered(group: JSON) -> list[JSON]:
    return sorted(get_rows(group, "episodes"), key=lambda row: get_int(row, "order"))

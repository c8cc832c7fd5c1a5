"""Other orders in which a show's episodes can be watched."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.display import urls
from catalog.display.formatting import plural
from catalog.pages.title.sections.section import Asked
from catalog.rendering import Outcome
from tmdb.payload import JSON, rows, text, whole

TYPES = {
    1: "By first broadcast", 2: "Absolute", 3: "As on disc", 4: "Digital", 5: "By story", 6: "By production",
    7: "Television",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    name: str
    url: str
    kind: str
    description: str
    line: str


def content(data: JSON, asked: Asked, outcomes: Sequence[Outcome]) -> list[Order]:
    orders = (_order(row, asked.id) for row in rows(data, "episode_groups", "results"))
    return [order for order in orders if order.url]


def _order(row: JSON, show: int) -> Order:
    episodes, groups = whole(row, "episode_count"), whole(row, "group_count")
    return Order(
        name=text(row, "name") or "Nameless",
        url=urls.order(show, text(row, "id")),
        kind=TYPES.get(whole(row, "type"), ""),
        description=text(row, "description"),
        line=f"{plural(episodes, 'episode')} in {plural(groups, 'part')}",
    )

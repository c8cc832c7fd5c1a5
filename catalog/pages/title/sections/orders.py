"""Other orders in which a show's episodes can be watched."""

from dataclasses import dataclass

from catalog.display import urls
from catalog.display.formatting import format_count
from catalog.pages.page import Answers
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON, get_int, get_rows, get_str

ORDER_TYPES = {
    1: "By first broadcast", 2: "Absolute", 3: "As on disc", 4: "Digital", 5: "By story", 6: "By production",
    7: "Television",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrderRow:
    name: str
    url: str
    description: str
    line: str


def content(data: JSON, request: SectionRequest, answers: Answers) -> list[OrderRow]:
    orders = (_order_row(row, request.id) for row in get_rows(data, "episode_groups", "results"))
    return [order for order in orders if order.url]


def _order_row(row: JSON, show_id: int) -> OrderRow:
    episodes, groups = get_int(row, "episode_count"), get_int(row, "group_count")
    size = f"{format_count(episodes, 'episode')} in {format_count(groups, 'part')}"
    kind = ORDER_TYPES.get(get_int(row, "type"), "").lower()
    return OrderRow(
        name=get_str(row, "name") or "Nameless",
        url=urls.order(show_id, get_str(row, "id")),
        description=get_str(row, "description"),
        line=f"{size}, {kind}" if kind else size,
    )

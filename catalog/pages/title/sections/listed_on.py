"""Lists of TMDB's members that hold a title."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.display import urls
from catalog.display.formatting import plural
from catalog.display.images import images
from catalog.display.paging import Pager
from catalog.gateway import Call, ask
from catalog.pages.title.sections.section import Asked
from catalog.rendering import Outcome, require
from tmdb.images import Picture
from tmdb.payload import JSON, rows, text, whole


@dataclass(frozen=True, slots=True)
class ListRow:
    name: str
    url: str
    description: str
    line: str
    picture: Picture | None


@dataclass(frozen=True)
class Lists:
    rows: list[ListRow]
    pager: Pager


def calls(asked: Asked) -> Sequence[Call]:
    holding = ask.movies.lists if asked.kind == "movie" else ask.tv.lists
    return (holding(asked.id, language=asked.locale.language, page=asked.number),)


def content(data: JSON, asked: Asked, outcomes: Sequence[Outcome]) -> Lists:
    found = require(outcomes[0])
    listed = (list_row(row) for row in rows(found, "results"))
    return Lists([row for row in listed if row.url], Pager.of(asked.number, whole(found, "total_pages")))


def list_row(row: JSON) -> ListRow:
    name = text(row, "name") or "Nameless"
    return ListRow(
        name=name,
        url=urls.of("list", whole(row, "id"), name),
        description=text(row, "description")[:300],
        line=plural(whole(row, "item_count"), "film"),
        picture=images().poster(text(row, "poster_path")),
    )

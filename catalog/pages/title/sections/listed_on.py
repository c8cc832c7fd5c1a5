"""Lists of TMDB's members that hold a title."""

from dataclasses import dataclass

from catalog.display import urls
from catalog.display.formatting import format_count
from catalog.display.images import images
from catalog.display.paging import Pager
from catalog.gateway import Call, api
from catalog.pages.page import Answers, require
from catalog.pages.title.sections.section import SectionRequest
from tmdb.images import Picture
from tmdb.payload import JSON, get_int, get_rows, get_str


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


def calls(asked: SectionRequest) -> dict[str, Call]:
    holding = api.movies.lists if asked.kind == "movie" else api.tv.lists
    return {"lists": holding(asked.id, language=asked.locale.language, page=asked.number)}


def content(data: JSON, asked: SectionRequest, answers: Answers) -> Lists:
    found = require(answers["lists"])
    listed = (list_row(row) for row in get_rows(found, "results"))
    return Lists([row for row in listed if row.url], Pager.of(asked.number, get_int(found, "total_pages")))


def list_row(row: JSON) -> ListRow:
    name = get_str(row, "name") or "Nameless"
    return ListRow(
        name=name,
        url=urls.page("list", get_int(row, "id"), name),
        description=get_str(row, "description")[:300],
        line=format_count(get_int(row, "item_count"), "film"),
        picture=images().poster(get_str(row, "poster_path")),
    )

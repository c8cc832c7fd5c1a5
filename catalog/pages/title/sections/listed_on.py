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

MAX_DESCRIPTION = 300  # characters


@dataclass(frozen=True, slots=True)
class ListRow:
    name: str
    url: str
    description: str
    line: str
    picture: Picture | None


@dataclass(frozen=True)
class ListsWithTitle:
    rows: list[ListRow]
    pager: Pager


def calls(request: SectionRequest) -> dict[str, Call]:
    lists = api.movies.lists if request.kind == "movie" else api.tv.lists
    return {"lists": lists(request.id, language=request.locale.language, page=request.number)}


def content(data: JSON, request: SectionRequest, answers: Answers) -> ListsWithTitle:
    lists = require(answers["lists"])
    rows = [_list_row(row) for row in get_rows(lists, "results")]
    return ListsWithTitle([row for row in rows if row.url], Pager.of(request.number, get_int(lists, "total_pages")))


def _list_row(row: JSON) -> ListRow:
    name = get_str(row, "name") or "Nameless"
    return ListRow(
        name=name,
        url=urls.page("list", get_int(row, "id"), name),
        description=get_str(row, "description")[:MAX_DESCRIPTION],
        line=format_count(get_int(row, "item_count"), "film"),
        picture=images().poster(get_str(row, "poster_path")),
    )

"""All reviews of a title; the first page comes with the title itself."""

from dataclasses import dataclass

from catalog.display.paging import Pager
from catalog.gateway import Call, api
from catalog.pages.page import Answers, require
from catalog.pages.title.parts import Review, review
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON, get_int, get_rows, get_value


@dataclass(frozen=True)
class Reviews:
    reviews: list[Review]
    total: int
    pager: Pager


def calls(asked: SectionRequest) -> dict[str, Call]:
    if asked.number == 1:
        return {}
    of_kind = api.movies.reviews if asked.kind == "movie" else api.tv.reviews
    return {"reviews": of_kind(asked.id, language=asked.locale.language, page=asked.number)}


def content(data: JSON, asked: SectionRequest, answers: Answers) -> Reviews:
    found = require(answers["reviews"]) if "reviews" in answers else get_value(data, "reviews")
    pager = Pager.of(asked.number, get_int(found, "total_pages"))
    return Reviews([review(row) for row in get_rows(found, "results")], get_int(found, "total_results"), pager)

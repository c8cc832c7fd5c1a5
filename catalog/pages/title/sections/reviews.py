"""All reviews of a title; the first page comes with the title itself."""

from dataclasses import dataclass

from catalog.display.paging import Pager
from catalog.gateway import Call, api
from catalog.pages.page import Answers, require
from catalog.pages.title.parts import Review, build_review
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON, get_dict, get_int, get_rows


@dataclass(frozen=True)
class ReviewList:
    reviews: list[Review]
    total: int
    pager: Pager


def calls(request: SectionRequest) -> dict[str, Call]:
    if request.number == 1:
        return {}
    reviews = api.movies.reviews if request.kind == "movie" else api.tv.reviews
    return {"reviews": reviews(request.id, language=request.locale.language, page=request.number)}


def content(data: JSON, request: SectionRequest, answers: Answers) -> ReviewList:
    listed = require(answers["reviews"]) if "reviews" in answers else get_dict(data, "reviews")
    pager = Pager.of(request.number, get_int(listed, "total_pages"))
    reviews = [build_review(row) for row in get_rows(listed, "results")]
    return ReviewList(reviews, get_int(listed, "total_results"), pager)

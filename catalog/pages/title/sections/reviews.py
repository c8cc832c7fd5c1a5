"""All reviews of a title; the first page comes with the title itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.display.paging import Pager
from catalog.gateway import Call, ask
from catalog.pages.title.parts import Review, review
from catalog.pages.title.sections.section import Asked
from catalog.rendering import Outcome, require
from tmdb.payload import JSON, pick, rows, whole


@dataclass(frozen=True)
class Reviews:
    reviews: list[Review]
    total: int
    pager: Pager


def calls(asked: Asked) -> Sequence[Call]:
    if asked.number == 1:
        return ()
    of_kind = ask.movies.reviews if asked.kind == "movie" else ask.tv.reviews
    return (of_kind(asked.id, language=asked.locale.language, page=asked.number),)


def content(data: JSON, asked: Asked, outcomes: Sequence[Outcome]) -> Reviews:
    found = require(outcomes[0]) if outcomes else pick(data, "reviews")
    pager = Pager.of(asked.number, whole(found, "total_pages"))
    return Reviews([review(row) for row in rows(found, "results")], whole(found, "total_results"), pager)

"""Films and shows: what differs between their pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from catalog.display.facts import Fact
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.title import movie_facts, tv_facts
from tmdb.payload import JSON


class DetailsCall(Protocol):
    def __call__(
        self,
        title_id: int,
        /,
        *,
        language: str,
        append_to_response: Sequence[str],
        include_image_language: str,
        include_video_language: str,
    ) -> Call: ...


@dataclass(frozen=True)
class TitleKind:
    """What is special to films, or to shows.

    `name_key` is that of a title's name in TMDB's answers. `parts` come with the details, in one request. `get_year`
    returns what stands in brackets behind the name, `build_line` the facts in the line under it.
    """

    name: str
    name_key: str
    details: DetailsCall
    parts: tuple[str, ...]
    get_year: Callable[[JSON], str]
    build_line: Callable[[JSON, Locale], list[str]]
    build_facts: Callable[[JSON, Locale], list[Fact]]


MOVIE = TitleKind(
    name="movie",
    name_key="title",
    details=api.movies.details,
    parts=(
        "credits", "videos", "images", "keywords", "release_dates", "watch/providers", "recommendations", "similar",
        "reviews", "external_ids", "translations", "alternative_titles",
    ),
    get_year=movie_facts.get_year,
    build_line=movie_facts.build_line,
    build_facts=movie_facts.build_facts,
)  # fmt: skip
TV = TitleKind(
    name="tv",
    name_key="name",
    details=api.tv.details,
    parts=(
        "aggregate_credits", "videos", "images", "keywords", "content_ratings", "watch/providers", "recommendations",
        "similar", "reviews", "external_ids", "translations", "alternative_titles", "credits", "episode_groups",
        "screened_theatrically",
    ),
    get_year=tv_facts.get_years,
    build_line=tv_facts.build_line,
    build_facts=tv_facts.build_facts,
)  # fmt: skip
KINDS = {kind.name: kind for kind in (MOVIE, TV)}


def title_call(kind: str, title_id: int, locale: Locale) -> Call:
    """Return the one call that all pages of a title share, so that each of them warms the others."""
    return KINDS[kind].details(
        title_id,
        language=locale.language,
        append_to_response=KINDS[kind].parts,
        include_image_language=locale.image_languages,
        include_video_language=locale.video_languages,
    )

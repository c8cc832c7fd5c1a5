"""The page of a film, and the pages behind it."""

from dataclasses import dataclass

from catalog.display.cards import build_collection_card
from catalog.display.facts import Fact
from catalog.display.images import images
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.page import Answers, require
from catalog.pages.title import movie_facts
from catalog.pages.title.sections import SECTIONS, SectionRequest
from catalog.pages.title.translation import texts
from catalog.pages.title.view import TitleView
from tmdb.images import Picture
from tmdb.payload import JSON, get_dict, get_str, parse_year

# All that a film's pages show comes with one request.
PARTS = (
    "credits", "videos", "images", "keywords", "release_dates", "watch/providers", "recommendations", "similar",
    "reviews", "external_ids", "translations", "alternative_titles",
)  # fmt: skip


def movie_call(movie_id: int, locale: Locale) -> Call:
    """The one call that all pages of a film share, so that each of them warms the others."""
    return api.movies.details(
        movie_id,
        language=locale.language,
        append_to_response=PARTS,
        include_image_language=locale.image_languages,
        include_video_language=locale.video_languages,
    )


@dataclass(frozen=True)
class MoviePage:
    """A film's page; `section` names one of the pages behind it (catalog.pages.title.sections), or "". `number` and
    `choice`: which page of its list, and what of it."""

    movie_id: int
    locale: Locale
    section: str = ""
    number: int = 1
    choice: str = ""

    @property
    def template(self) -> str:
        return f"catalog/title/{self.section}.html" if self.section else "catalog/movie.html"

    @property
    def _section_request(self) -> SectionRequest:
        return SectionRequest("movie", self.movie_id, self.locale, self.number, self.choice)

    def calls(self) -> dict[str, Call]:
        behind = SECTIONS["movie"][self.section].calls(self._section_request) if self.section else {}
        return {"details": movie_call(self.movie_id, self.locale), **behind}

    def view(self, answers: Answers) -> "MovieView":
        data = require(answers["details"])
        view = MovieView.of(data, self.locale, self.section)
        if self.section:
            view.content = SECTIONS["movie"][self.section].content(data, self._section_request, answers)
        return view


@dataclass(frozen=True, slots=True)
class Collection:
    """What the film belongs to."""

    title: str
    url: str
    backdrop: Picture | None


class MovieView(TitleView):
    @classmethod
    def of(cls, data: JSON, locale: Locale, section: str = "") -> "MovieView":
        return cls(data, locale, section, "movie", texts(data, locale), parse_year(get_str(data, "release_date")))

    @property
    def facts(self) -> list[Fact]:
        return movie_facts.facts(self.data, self.locale)

    @property
    def line(self) -> list[str]:
        """Year, certification, runtime: one quiet line under the title."""
        return movie_facts.line(self.data, self.locale)

    @property
    def collection(self) -> "Collection | None":
        row = get_dict(self.data, "belongs_to_collection")
        made = build_collection_card(row)
        if not made.url:
            return None
        return Collection(made.title, made.url, images().backdrop(get_str(row, "backdrop_path")))

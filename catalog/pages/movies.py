"""The page of a film, and the pages behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from catalog import addresses
from catalog.cards import Card, cards
from catalog.facts import Fact
from catalog.gateway import Call, ask
from catalog.locale import Locale
from catalog.pages import film_facts, title_parts
from catalog.reading import JSON, number, pick, text, whole, year
from catalog.rendering import Outcome, require
from catalog.translation import Texts, texts

# All that a film's pages show comes with one request.
PARTS = (
    "credits", "videos", "images", "keywords", "release_dates", "watch/providers", "recommendations", "similar",
    "reviews", "external_ids", "translations", "alternative_titles",
)  # fmt: skip


def movie_call(movie_id: int, locale: Locale) -> Call:
    """The one call that all pages of a film share, so that each of them warms the others."""
    return ask.movies.details(
        movie_id,
        language=locale.language,
        append_to_response=PARTS,
        include_image_language=locale.image_languages,
        include_video_language=locale.video_languages,
    )


@dataclass(frozen=True)
class MoviePage:
    """A film's page; `section` names one of the pages behind it ("credits", "images", "videos", "reviews"), or ""."""

    movie_id: int
    locale: Locale
    section: str = ""

    @property
    def template(self) -> str:
        return f"catalog/title/{self.section}.html" if self.section else "catalog/movie.html"

    def calls(self) -> Sequence[Call]:
        return (movie_call(self.movie_id, self.locale),)

    def view(self, outcomes: Sequence[Outcome]) -> "MovieView":
        return MovieView(require(outcomes[0]), self.locale, self.section)


@dataclass
class MovieView:
    data: JSON
    locale: Locale
    section: str = ""
    kind: str = field(default="movie", init=False)

    def __post_init__(self) -> None:
        self.id = whole(self.data, "id")
        self.texts: Texts = texts(self.data, self.locale)
        self.year = year(text(self.data, "release_date"))
        self.heading = self.texts.title
        self.url = addresses.movie(self.id, self.texts.title)
        self.canonical = self.url if not self.section else f"{self.url}{self.section}/"
        self.parts = title_parts.TitleParts(self.data, self.locale, self.url)

    @property
    def title(self) -> str:
        name = f"{self.heading} ({self.year})" if self.year else self.heading
        return f"{name}: {title_parts.SECTIONS[self.section].lower()}" if self.section else name

    @property
    def credits_url(self) -> str:
        return f"{self.url}credits/"

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        return title_parts.tabs(self.url, self.section)

    @property
    def description(self) -> str:
        return self.texts.overview[:200]

    @property
    def tint(self) -> str:
        return title_parts.tint(self.data)

    @property
    def image(self) -> str:
        return self.parts.poster.src if self.parts.poster else ""

    @property
    def facts(self) -> list[Fact]:
        return film_facts.facts(self.data, self.locale)

    @property
    def line(self) -> list[str]:
        """Year, certification, runtime, genres: one quiet line under the title."""
        return film_facts.line(self.data, self.locale)

    @property
    def score(self) -> float | None:
        return number(self.data, "vote_average") if whole(self.data, "vote_count") else None

    @property
    def votes(self) -> int:
        return whole(self.data, "vote_count")

    @property
    def collection(self) -> Card | None:
        row = pick(self.data, "belongs_to_collection")
        found = cards([row], self.locale, "collection") if isinstance(row, dict) else []
        return found[0] if found else None

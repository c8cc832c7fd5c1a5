"""The page of a show, and the pages behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from catalog import addresses
from catalog.facts import Fact
from catalog.gateway import Call, ask
from catalog.locale import Locale
from catalog.pages import show_facts, title_parts
from catalog.pages.episodes import EpisodeRow, SeasonRow, episode_row, season_row
from catalog.reading import JSON, number, pick, rows, whole
from catalog.rendering import Outcome, require
from catalog.translation import Texts, texts

PARTS = (
    "aggregate_credits", "videos", "images", "keywords", "content_ratings", "watch/providers", "recommendations",
    "similar", "reviews", "external_ids", "translations", "alternative_titles",
)  # fmt: skip


def show_call(show_id: int, locale: Locale) -> Call:
    """The one call that all pages of a show share."""
    return ask.tv.details(
        show_id,
        language=locale.language,
        append_to_response=PARTS,
        include_image_language=locale.image_languages,
        include_video_language=locale.video_languages,
    )


@dataclass(frozen=True)
class ShowPage:
    """A show's page; `section` names one of the pages behind it ("credits", "images", "videos", "reviews"), or ""."""

    show_id: int
    locale: Locale
    section: str = ""

    @property
    def template(self) -> str:
        return f"catalog/title/{self.section}.html" if self.section else "catalog/tv.html"

    def calls(self) -> Sequence[Call]:
        return (show_call(self.show_id, self.locale),)

    def view(self, outcomes: Sequence[Outcome]) -> "ShowView":
        return ShowView(require(outcomes[0]), self.locale, self.section)


@dataclass
class ShowView:
    data: JSON
    locale: Locale
    section: str = ""
    kind: str = field(default="tv", init=False)

    def __post_init__(self) -> None:
        self.id = whole(self.data, "id")
        self.texts: Texts = texts(self.data, self.locale, title="name")
        self.heading = self.texts.title
        self.year = show_facts.years(self.data)
        self.url = addresses.tv(self.id, self.heading)
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
        return show_facts.facts(self.data, self.locale)

    @property
    def line(self) -> list[str]:
        return show_facts.line(self.data, self.locale)

    @property
    def score(self) -> float | None:
        return number(self.data, "vote_average") if whole(self.data, "vote_count") else None

    @property
    def votes(self) -> int:
        return whole(self.data, "vote_count")

    @property
    def seasons(self) -> list[SeasonRow]:
        return [season_row(row, self.id) for row in rows(self.data, "seasons")]

    @property
    def next_episode(self) -> EpisodeRow | None:
        return self._episode("next_episode_to_air")

    @property
    def last_episode(self) -> EpisodeRow | None:
        return self._episode("last_episode_to_air")

    def _episode(self, key: str) -> EpisodeRow | None:
        row = pick(self.data, key)
        return episode_row(row, self.id) if isinstance(row, dict) else None

"""The page of a single credit: a person, their part in a title, and the episodes of it that they are in."""

from dataclasses import dataclass

from catalog.display import urls
from catalog.display.cards import Card, build_cards, build_person_card
from catalog.display.formatting import format_count
from catalog.display.images import images
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.page import Answers, PageMetadata, require
from catalog.pages.title.episode_rows import EpisodeRow, SeasonRow, build_episode_rows, build_season_rows
from tmdb.images import Picture
from tmdb.payload import JSON, get_dict, get_int, get_rows, get_str


@dataclass(frozen=True)
class CreditPage:
    credit_id: str
    locale: Locale
    template = "catalog/credit.html"

    def calls(self) -> dict[str, Call]:
        return {"details": api.credits.details(self.credit_id)}

    def view(self, answers: Answers) -> "CreditView":
        return CreditView(require(answers["details"]), self.locale)


@dataclass
class CreditView:
    data: JSON
    locale: Locale

    def __post_init__(self) -> None:
        self.person: Card = build_person_card(get_dict(self.data, "person"))
        cards = build_cards([get_dict(self.data, "media")], self.locale, get_str(self.data, "media_type"))
        self.media: Card | None = cards[0] if cards else None
        self.heading = f"{self.person.title} in {self.media.title}" if self.media else self.person.title

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(self.heading, canonical=urls.credit(get_str(self.data, "id")))

    @property
    def backdrop(self) -> Picture | None:
        return images().backdrop(get_str(self.data, "media", "backdrop_path"))

    @property
    def role(self) -> str:
        """Return the character, or the job where it is behind the camera."""
        return get_str(self.data, "media", "character") or get_str(self.data, "job")

    @property
    def episodes(self) -> list[EpisodeRow]:
        rows = get_rows(self.data, "media", "episodes")
        return [episode for row in rows for episode in build_episode_rows([row], self._show_id(row))]

    @property
    def episodes_heading(self) -> str:
        return f"In {format_count(len(self.episodes), 'episode')}"

    @property
    def seasons(self) -> list[SeasonRow]:
        rows = get_rows(self.data, "media", "seasons")
        return [season for row in rows for season in build_season_rows([row], self._show_id(row))]

    @property
    def is_whole_title(self) -> bool:
        """Return whether the title is all that there is to show, without seasons or episodes of it."""
        return bool(self.media) and not (self.episodes or self.seasons)

    def _show_id(self, row: JSON) -> int:
        return get_int(row, "show_id") or get_int(self.data, "media", "id")

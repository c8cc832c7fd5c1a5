"""The page of a show, and the pages behind it."""

from dataclasses import dataclass

from catalog.display.facts import Fact
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.page import Answers, require
from catalog.pages.title import tv_facts
from catalog.pages.title.episode_rows import EpisodeRow, SeasonRow, episode_rows, season_rows
from catalog.pages.title.sections import SECTIONS, SectionRequest
from catalog.pages.title.translation import texts
from catalog.pages.title.view import TitleView
from tmdb.payload import JSON, get_rows, get_value

PARTS = (
    "aggregate_credits", "videos", "images", "keywords", "content_ratings", "watch/providers", "recommendations",
    "similar", "reviews", "external_ids", "translations", "alternative_titles", "credits", "episode_groups",
    "screened_theatrically",
)  # fmt: skip


def show_call(show_id: int, locale: Locale) -> Call:
    """The one call that all pages of a show share."""
    return api.tv.details(
        show_id,
        language=locale.language,
        append_to_response=PARTS,
        include_image_language=locale.image_languages,
        include_video_language=locale.video_languages,
    )


@dataclass(frozen=True)
class ShowPage:
    """A show's page; `section` names one of the pages behind it (catalog.pages.title.sections), or "". `number` and
    `choice`: which page of its list, and what of it."""

    show_id: int
    locale: Locale
    section: str = ""
    number: int = 1
    choice: str = ""

    @property
    def template(self) -> str:
        return f"catalog/title/{self.section}.html" if self.section else "catalog/tv.html"

    @property
    def _section_request(self) -> SectionRequest:
        return SectionRequest("tv", self.show_id, self.locale, self.number, self.choice)

    def calls(self) -> dict[str, Call]:
        behind = SECTIONS["tv"][self.section].calls(self._section_request) if self.section else {}
        return {"details": show_call(self.show_id, self.locale), **behind}

    def view(self, answers: Answers) -> "ShowView":
        data = require(answers["details"])
        view = ShowView.of(data, self.locale, self.section)
        if self.section:
            view.content = SECTIONS["tv"][self.section].content(data, self._section_request, answers)
        return view


class ShowView(TitleView):
    @classmethod
    def of(cls, data: JSON, locale: Locale, section: str = "") -> "ShowView":
        return cls(data, locale, section, "tv", texts(data, locale, title="name"), tv_facts.years(data))

    @property
    def facts(self) -> list[Fact]:
        return tv_facts.facts(self.data, self.locale)

    @property
    def line(self) -> list[str]:
        """Years, content rating, seasons."""
        return tv_facts.line(self.data, self.locale)

    @property
    def seasons(self) -> list[SeasonRow]:
        return season_rows(get_rows(self.data, "seasons"), self.id)

    @property
    def next_episode(self) -> EpisodeRow | None:
        return self._episode("next_episode_to_air")

    @property
    def last_episode(self) -> EpisodeRow | None:
        return self._episode("last_episode_to_air")

    def _episode(self, key: str) -> EpisodeRow | None:
        row = get_value(self.data, key)
        return next(iter(episode_rows([row], self.id)), None) if isinstance(row, dict) else None

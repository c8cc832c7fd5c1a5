"""The page of an episode."""

from dataclasses import dataclass
from functools import cached_property

from catalog.display import urls
from catalog.display.cards import Card, build_person_cards
from catalog.display.images import images
from catalog.gateway import Call, NotFound
from catalog.locale import Locale
from catalog.pages.page import Answers, require
from catalog.pages.title.blocks import Block, with_content
from catalog.pages.title.credits import KeyCrew, add_role, build_key_crew
from catalog.pages.title.episode_rows import EpisodeRow, SeasonRow, build_episode_row, build_season_row
from catalog.pages.title.parts import Gallery, build_gallery
from catalog.pages.title.show_part import ShowPartView, extract_part, gallery_block, show_call
from tmdb.images import Picture
from tmdb.payload import JSON, get_int, get_rows, get_str

PARTS = (
    "season/{}", "season/{}/episode/{}", "season/{}/episode/{}/credits", "season/{}/episode/{}/videos",
    "season/{}/episode/{}/images", "season/{}/episode/{}/external_ids", "season/{}/episode/{}/translations",
)  # fmt: skip


@dataclass(frozen=True)
class EpisodePage:
    show_id: int
    season: int
    number: int
    locale: Locale
    template = "catalog/tv/episode.html"

    def calls(self) -> dict[str, Call]:
        parts = (part.format(self.season, self.number) for part in PARTS)
        return {"details": show_call(self.show_id, self.locale, parts)}

    def view(self, answers: Answers) -> "EpisodeView":
        show = require(answers["details"])
        season = {**extract_part(show, f"season/{self.season}"), "season_number": self.season}
        row = _find_episode(season, self.number)
        if row is None:
            raise NotFound
        path = f"season/{self.season}/episode/{self.number}"
        data = row | (extract_part(show, path) if path in show else {})
        return EpisodeView(show, data, self.number, self.locale, season)


def _find_episode(season: JSON, number: int) -> JSON | None:
    return next((row for row in get_rows(season, "episodes") if get_int(row, "episode_number") == number), None)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The episode before or after; `rel` is its relation as HTML has it."""

    rel: str
    label: str
    episode: EpisodeRow


@dataclass
class EpisodeView(ShowPartView):
    """The view-model of an episode; `season` are the data of its season."""

    season: JSON

    @property
    def season_number(self) -> int:
        return get_int(self.season, "season_number")

    @property
    def url(self) -> str:
        return urls.episode(self.show_id, self.season_number, self.number)

    @property
    def tmdb_path(self) -> str:
        return f"/season/{self.season_number}/episode/{self.number}"

    @property
    def subject(self) -> str:
        """Return what personal fragments on the page are about: "episode 1399 1 2"."""
        return f"episode {self.show_id} {self.season_number} {self.number}"

    @cached_property
    def row(self) -> EpisodeRow:
        numbers = {"season_number": self.season_number, "episode_number": self.number}
        return build_episode_row({**self.data, **numbers}, self.show_id)

    @cached_property
    def season_row(self) -> SeasonRow:
        return build_season_row(self.season, self.show_id)

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.show_name, self.show_url), (self.season_row.name, self.season_row.url)]

    @property
    def poster(self) -> Picture | None:
        return images().poster(get_str(self.season, "poster_path") or get_str(self.show, "poster_path"))

    @property
    def backdrop(self) -> Picture | None:
        return images().still(get_str(self.data, "still_path"))

    @property
    def line(self) -> list[str]:
        return [part for part in (self.row.code, self.row.date, self.row.runtime) if part]

    @property
    def score(self) -> float | None:
        return self.row.score

    @property
    def votes(self) -> int:
        return self.row.votes

    @property
    def gallery(self) -> Gallery:
        return build_gallery("Stills", "still", get_rows(self.data, "images", "stills"))

    @property
    def guests(self) -> list[Card]:
        rows = get_rows(self.data, "guest_stars") or get_rows(self.data, "credits", "guest_stars")
        return build_person_cards(map(add_role, rows))

    @property
    def makers(self) -> list[KeyCrew]:
        return build_key_crew({"credits": {"crew": get_rows(self.data, "crew")}})

    @property
    def blocks(self) -> list[Block]:
        """Return the blocks of the wide column, those without content left out."""
        return with_content(
            Block("crew", self.makers),
            Block("shelf", self.guests, "Guest stars", id="guests"),
            Block("shelf", self.parts.cast, "Cast", id="cast"),
            gallery_block(self.gallery),
            self.videos_block,
        )

    @property
    def neighbours(self) -> list[Neighbour]:
        """Return the episodes before and after this one in its season, as far as there are any."""
        steps = (("prev", "Before", -1), ("next", "After", 1))
        rows = ((rel, label, _find_episode(self.season, self.number + step)) for rel, label, step in steps)
        return [Neighbour(rel, label, build_episode_row(row, self.show_id)) for rel, label, row in rows if row]

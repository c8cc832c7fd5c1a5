"""The page of a season."""

from dataclasses import dataclass

from catalog.display import urls
from catalog.display.formatting import format_count
from catalog.display.images import choose_poster_path, images
from catalog.gateway import Call
from catalog.locale import Locale
from catalog.pages.page import Answers, require
from catalog.pages.title.blocks import Block, with_content
from catalog.pages.title.episode_rows import EpisodeRow, SeasonRow, build_episode_rows, build_season_rows
from catalog.pages.title.parts import Gallery, build_gallery
from catalog.pages.title.show_part import ShowPartView, extract_part, gallery_block, show_call
from tmdb.images import Picture
from tmdb.payload import get_float, get_int, get_rows, get_str, parse_year

PARTS = (
    "season/{}", "season/{}/aggregate_credits", "season/{}/credits", "season/{}/videos", "season/{}/images",
    "season/{}/external_ids", "season/{}/translations", "season/{}/watch/providers",
)  # fmt: skip


@dataclass(frozen=True)
class SeasonPage:
    show_id: int
    number: int
    locale: Locale
    template = "catalog/tv/season.html"

    def calls(self) -> dict[str, Call]:
        parts = (part.format(self.number) for part in PARTS)
        return {"details": show_call(self.show_id, self.locale, parts)}

    def view(self, answers: Answers) -> "SeasonView":
        show = require(answers["details"])
        return SeasonView(show, extract_part(show, f"season/{self.number}"), self.number, self.locale)


@dataclass
class SeasonView(ShowPartView):
    @property
    def id(self) -> int:
        """Return the id from the show's list of seasons: what is appended loses its own."""
        rows = get_rows(self.show, "seasons")
        return next((get_int(row, "id") for row in rows if get_int(row, "season_number") == self.number), 0)

    @property
    def url(self) -> str:
        return urls.season(self.show_id, self.number)

    @property
    def tmdb_path(self) -> str:
        return f"/season/{self.number}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.show_name, self.show_url)]

    @property
    def poster(self) -> Picture | None:
        posters = get_rows(self.data, "images", "posters")
        path = choose_poster_path(get_str(self.data, "poster_path"), posters, self.locale)
        return images().poster(path or get_str(self.show, "poster_path"))

    @property
    def backdrop(self) -> Picture | None:
        """Return the show's: a season has none of its own."""
        return images().backdrop(get_str(self.show, "backdrop_path"))

    @property
    def line(self) -> list[str]:
        count = len(get_rows(self.data, "episodes"))
        return [part for part in (parse_year(get_str(self.data, "air_date")), format_count(count, "episode")) if part]

    @property
    def score(self) -> float | None:
        return get_float(self.data, "vote_average") or None

    @property
    def episodes(self) -> list[EpisodeRow]:
        return build_episode_rows(get_rows(self.data, "episodes"), self.show_id)

    @property
    def seasons(self) -> list[SeasonRow]:
        """Return all seasons of the show, to go from one to the next."""
        return build_season_rows(get_rows(self.show, "seasons"), self.show_id)

    @property
    def gallery(self) -> Gallery:
        return build_gallery("Posters", "poster", get_rows(self.data, "images", "posters"))

    @property
    def blocks(self) -> list[Block]:
        """Return the blocks of the wide column, those without content left out but for the list of episodes."""
        blocks = with_content(
            Block("shelf", self.parts.cast, "Cast", id="cast"), self.videos_block, gallery_block(self.gallery)
        )
        return [Block("episodes", self.episodes, "Episodes", id="episodes"), *blocks]

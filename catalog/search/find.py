"""The page that finds by an id from somewhere else: IMDb, TVDB, Wikidata, Facebook, Instagram, X, TikTok, YouTube."""

import re
from dataclasses import dataclass
from functools import cached_property

from catalog.display.cards import Card, build_cards
from catalog.display.lists import EmptyState
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.page import Answers, PageMetadata, require
from catalog.pages.title.episode_rows import EpisodeRow, SeasonRow, build_episode_rows, build_season_rows
from tmdb.payload import JSON, get_int, get_rows

SOURCES = {
    "imdb_id": "IMDb", "tvdb_id": "TheTVDB", "wikidata_id": "Wikidata", "facebook_id": "Facebook",
    "instagram_id": "Instagram", "twitter_id": "X", "tiktok_id": "TikTok", "youtube_id": "YouTube",
}  # fmt: skip

# Patterns of an id or an address, by source: the first that matches counts.
PATTERNS = (
    ("imdb_id", re.compile(r"\b((?:tt|nm|co|ev)[0-9]{5,10})\b")),
    ("wikidata_id", re.compile(r"\b(Q[0-9]{1,12})\b")),
    ("facebook_id", re.compile(r"facebook\.com/([\w.\-]+)")),
    ("instagram_id", re.compile(r"instagram\.com/([\w.]+)")),
    ("twitter_id", re.compile(r"(?:twitter|x)\.com/(\w+)")),
    ("tiktok_id", re.compile(r"tiktok\.com/@([\w.]+)")),
    ("youtube_id", re.compile(r"youtube\.com/((?:@|channel/|user/|c/)?[\w.\-]+)")),
    ("tvdb_id", re.compile(r"\b([0-9]{2,9})\b")),
)


def recognise_id(value: str) -> tuple[str, str]:
    """Return (source, id) of an id or an address as people paste it; ("", value) when no pattern matches."""
    for source, pattern in PATTERNS:
        if match := pattern.search(value):
            return source, match.group(1)
    return "", value


@dataclass(frozen=True)
class FindPage:
    """A look-up. `source`: one of SOURCES, or "" where nobody knows."""

    external_id: str
    source: str
    locale: Locale
    template = "catalog/find.html"

    def calls(self) -> dict[str, Call]:
        if not (self.external_id and self.source):
            return {}
        call = api.find.by_id(self.external_id, external_source=self.source, language=self.locale.language)
        return {"matches": call}

    def view(self, answers: Answers) -> "FindView":
        return FindView(self, require(answers["matches"]) if answers else {})


@dataclass
class FindView:
    """The results: films, shows, people, seasons and episodes."""

    page: FindPage
    data: JSON
    heading = "Find by an id"

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(self.heading, redirect=self._only_result())

    @property
    def sources(self) -> list[tuple[str, str, bool]]:
        """Return (source, label, is chosen)."""
        return [(source, label, source == self.page.source) for source, label in SOURCES.items()]

    @property
    def has_id(self) -> bool:
        return bool(self.page.external_id)

    @cached_property
    def cards(self) -> list[Card]:
        kinds = (("movie_results", "movie"), ("tv_results", "tv"), ("person_results", "person"))
        return [card for key, kind in kinds for card in build_cards(get_rows(self.data, key), self.page.locale, kind)]

    @cached_property
    def seasons(self) -> list[SeasonRow]:
        rows = get_rows(self.data, "tv_season_results")
        return [season for row in rows for season in build_season_rows([row], get_int(row, "show_id"))]

    @cached_property
    def episodes(self) -> list[EpisodeRow]:
        rows = get_rows(self.data, "tv_episode_results")
        return [episode for row in rows for episode in build_episode_rows([row], get_int(row, "show_id"))]

    @property
    def empty(self) -> EmptyState | None:
        """Return what stands in the place of results."""
        if not self.page.source:
            return EmptyState("That could be from anywhere", "Say which site it is from.")
        if self.cards or self.seasons or self.episodes:
            return None
        return EmptyState("Nothing has that id", "TMDB knows no film, show or person under it.")

    def _only_result(self) -> str:
        """Return the address of the result when there is just one, else ""."""
        urls = [
            *(card.url for card in self.cards),
            *(season.url for season in self.seasons),
            *(episode.url for episode in self.episodes),
        ]
        return urls[0] if len(urls) == 1 else ""

"""The view-model of a film's or show's page, and of the pages behind it."""

from dataclasses import dataclass
from functools import cached_property

from catalog.display import urls
from catalog.display.cards import build_collection_card
from catalog.display.facts import Fact
from catalog.display.images import images
from catalog.locale import Locale
from catalog.pages.page import PageMetadata
from catalog.pages.title.blocks import Block, with_content
from catalog.pages.title.episode_rows import EpisodeRow, SeasonRow, build_episode_rows, build_season_rows
from catalog.pages.title.kinds import KINDS
from catalog.pages.title.parts import TitleParts, choose_tint
from catalog.pages.title.sections import SECTIONS, Section
from catalog.pages.title.texts import parse_texts
from tmdb.images import Picture
from tmdb.payload import JSON, get_dict, get_float, get_int, get_rows, get_str

MAX_DESCRIPTION = 200  # characters
MAX_VIDEOS = 2  # on the title's own page


@dataclass(frozen=True, slots=True)
class FilmCollection:
    """The collection that a film is part of."""

    title: str
    url: str
    backdrop: Picture | None


@dataclass
class TitleView:
    """The view-model of a film or show.

    `kind` is "movie" or "tv", `section` a page behind the title's, or "", and `content` what that page shows.
    """

    data: JSON
    locale: Locale
    kind: str
    section: str = ""
    content: object = None

    def __post_init__(self) -> None:
        self.id = get_int(self.data, "id")
        self.texts = parse_texts(self.data, self.locale, key=KINDS[self.kind].name_key)
        self.year = KINDS[self.kind].get_year(self.data)
        self.heading = self.texts.title
        self.url = urls.page(self.kind, self.id, self.heading)
        self.parts = TitleParts(self.data, self.locale, self.kind)

    @property
    def metadata(self) -> PageMetadata:
        name = f"{self.heading} ({self.year})" if self.year else self.heading
        return PageMetadata(
            title=f"{name}: {self._section.label.lower()}" if self._section else name,
            description=self.texts.overview[:MAX_DESCRIPTION],
            canonical=f"{self.url}{self.section}/" if self.section else self.url,
            image=self.parts.poster.src if self.parts.poster else "",
            tint=choose_tint(self.data),
        )

    @property
    def _section(self) -> Section[object] | None:
        return SECTIONS[self.kind].get(self.section)

    @property
    def section_name(self) -> str:
        return (self._section.heading or self._section.label) if self._section else ""

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """Return the title's page and those behind it: (label, address, is this one)."""
        sections = [
            (section.label, f"{self.url}{slug}/", slug == self.section) for slug, section in SECTIONS[self.kind].items()
        ]
        return [("Overview", self.url, not self.section), *sections]

    @property
    def subject(self) -> str:
        """Return what personal fragments on the page are about (catalog.display.fragments): "movie 603"."""
        return f"{self.kind} {self.id}"

    @property
    def line(self) -> list[str]:
        return KINDS[self.kind].build_line(self.data, self.locale)

    @property
    def facts(self) -> list[Fact]:
        return KINDS[self.kind].build_facts(self.data, self.locale)

    @property
    def score(self) -> float | None:
        return get_float(self.data, "vote_average") if self.votes else None

    @property
    def votes(self) -> int:
        return get_int(self.data, "vote_count")

    @cached_property
    def seasons(self) -> list[SeasonRow]:
        return build_season_rows(get_rows(self.data, "seasons"), self.id)

    @cached_property
    def next_episode(self) -> EpisodeRow | None:
        return self._episode("next_episode_to_air")

    @cached_property
    def last_episode(self) -> EpisodeRow | None:
        return self._episode("last_episode_to_air")

    def _episode(self, key: str) -> EpisodeRow | None:
        row = get_dict(self.data, key)
        return next(iter(build_episode_rows([row] if row else [], self.id)), None)

    @cached_property
    def collection(self) -> FilmCollection | None:
        row = get_dict(self.data, "belongs_to_collection")
        card = build_collection_card(row)
        if not card.url:
            return None
        return FilmCollection(card.title, card.url, images().backdrop(get_str(row, "backdrop_path")))

    @property
    def blocks(self) -> list[Block]:
        """Return the blocks of the wide column, those without content left out."""
        parts = self.parts
        blocks = with_content(
            Block("crew", parts.key_crew, url=f"{self.url}credits/"),
            self._episode_block(),
            Block("shelf", parts.cast, "Cast", f"{self.url}credits/", "cast"),
            Block("seasons", self.seasons, "Seasons", id="seasons"),
            Block("videos", parts.videos[:MAX_VIDEOS], "Videos", f"{self.url}videos/", picture=parts.backdrop),
            Block("images", parts.first_pictures, "Images", f"{self.url}images/", "images"),
            Block("collection", self.collection),
            Block("shelf", parts.recommendations, "You might like", id="recommendations", note="Recommended on TMDB"),
            Block("shelf", parts.similar, "Similar", id="similar", note="By genre and keywords"),
            Block("popularity", self.subject),
        )
        return [*blocks, self._reviews_block()]

    def _episode_block(self) -> Block:
        if self.next_episode:
            return Block("episode", self.next_episode, "Next episode")
        return Block("episode", self.last_episode, "Latest episode")

    def _reviews_block(self) -> Block:
        """Return the block that stands there without reviews, too, and then leads nowhere."""
        reviews = self.parts.first_reviews
        return Block("reviews", reviews, "Reviews", f"{self.url}reviews/" if reviews else "")

"""The view-model that the pages of a film and of a show have in common."""

from dataclasses import dataclass, field
from typing import Any

from catalog.display import urls
from catalog.locale import Locale
from catalog.pages.page import PageMetadata
from catalog.pages.title.parts import TitleParts, tint
from catalog.pages.title.sections import SECTIONS, Section
from catalog.pages.title.translation import Texts
from tmdb.payload import JSON, get_float, get_int


@dataclass
class TitleView:
    """`kind` is "movie" or "tv"; `year` what stands in brackets behind the title; `section` a page behind it, or "",
    and `content` what that shows."""

    data: JSON
    locale: Locale
    section: str
    kind: str
    texts: Texts
    year: str
    content: Any = None
    id: int = field(init=False)

    def __post_init__(self) -> None:
        self.id = get_int(self.data, "id")
        self.heading = self.texts.title
        self.url = urls.page(self.kind, self.id, self.heading)
        self.parts = TitleParts(self.data, self.locale, self.url)

    @property
    def metadata(self) -> PageMetadata:
        name = f"{self.heading} ({self.year})" if self.year else self.heading
        return PageMetadata(
            title=f"{name}: {self._section.label.lower()}" if self._section else name,
            description=self.texts.overview[:200],
            canonical=f"{self.url}{self.section}/" if self.section else self.url,
            image=self.parts.poster.src if self.parts.poster else "",
            tint=tint(self.data),
        )

    @property
    def _section(self) -> Section | None:
        return SECTIONS[self.kind].get(self.section)

    @property
    def section_name(self) -> str:
        return (self._section.heading or self._section.label) if self._section else ""

    @property
    def subject(self) -> str:
        """Return what the page's placeholders are about (catalog.display.fragments)."""
        return f"{self.kind} {self.id}"

    @property
    def credits_url(self) -> str:
        return f"{self.url}credits/"

    @property
    def videos_url(self) -> str:
        return f"{self.url}videos/"

    @property
    def images_url(self) -> str:
        return f"{self.url}images/"

    @property
    def reviews_url(self) -> str:
        return f"{self.url}reviews/"

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """The title's page and those behind it."""
        behind = [
            (section.label, f"{self.url}{slug}/", slug == self.section) for slug, section in SECTIONS[self.kind].items()
        ]
        return [("Overview", self.url, not self.section), *behind]

    @property
    def score(self) -> float | None:
        return get_float(self.data, "vote_average") if self.votes else None

    @property
    def votes(self) -> int:
        return get_int(self.data, "vote_count")

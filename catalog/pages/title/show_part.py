"""Seasons and episodes as parts of their show.

Both are asked for as parts of their show: one request brings the show's name and poster with them. What TMDB can't
append (it leaves unknown parts out without a word) is read from the season's own list of episodes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from catalog.display import urls
from catalog.gateway import Call, NotFound, api
from catalog.locale import Locale
from catalog.pages.external_links import ExternalLink, build_external_links
from catalog.pages.page import PageMetadata
from catalog.pages.title.blocks import Block
from catalog.pages.title.parts import Gallery, TitleParts, choose_tint
from catalog.pages.title.texts import Texts, parse_texts
from catalog.pages.title.view import MAX_DESCRIPTION
from tmdb.payload import JSON, get_dict, get_int, get_value

MAX_VIDEOS = 4


def show_call(show_id: int, locale: Locale, parts: Iterable[str]) -> Call:
    """Return the call for a show's details with parts of it."""
    return api.tv.details(
        show_id,
        language=locale.language,
        append_to_response=("translations", *parts),
        include_image_language=locale.image_languages,
        include_video_language=locale.video_languages,
    )


def extract_part(data: JSON, path: str) -> JSON:
    """Return a part of the show with the parts of its own, as if it had been the only thing in the call.

    Raises NotFound where the show has no such part.
    """
    part = get_value(data, path)
    if not isinstance(part, dict):
        raise NotFound
    return part | {key.removeprefix(f"{path}/"): data[key] for key in data if key.startswith(f"{path}/")}


@dataclass
class ShowPartView:
    """The view-model of a season or episode: `data` are its own, `show` those of the show that it is part of."""

    show: JSON
    data: JSON
    number: int
    locale: Locale

    @cached_property
    def show_texts(self) -> Texts:
        return parse_texts(self.show, self.locale, key="name")

    @property
    def show_name(self) -> str:
        return self.show_texts.title

    @property
    def show_id(self) -> int:
        return get_int(self.show, "id")

    @property
    def show_url(self) -> str:
        return urls.tv(self.show_id, self.show_name)

    @property
    def id(self) -> int:
        return get_int(self.data, "id")

    @cached_property
    def texts(self) -> Texts:
        # An episode or season has no original title of its own: its name is what TMDB gives.
        return parse_texts(self.data, self.locale, key="name")

    @property
    def heading(self) -> str:
        return self.texts.title

    @property
    def url(self) -> str:
        """Return the page's address."""
        raise NotImplementedError

    @property
    def tmdb_path(self) -> str:
        """Return the part's path below its show on TMDB's own site."""
        raise NotImplementedError

    @property
    def changes_url(self) -> str:
        return f"{self.url}changes/"

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(
            title=f"{self.show_name}: {self.heading}",
            description=self.texts.overview[:MAX_DESCRIPTION],
            canonical=self.url,
            tint=choose_tint(self.show),
        )

    @cached_property
    def parts(self) -> TitleParts:
        return TitleParts(self.data, self.locale, "tv")

    @property
    def links(self) -> list[ExternalLink]:
        ids = get_dict(self.data, "external_ids")
        return build_external_links("tv", {**ids, "id": self.show_id}, self.tmdb_path)

    @property
    def videos_block(self) -> Block:
        return Block("videos", self.parts.videos[:MAX_VIDEOS], "Videos")


def gallery_block(gallery: Gallery) -> Block:
    """Return a block of pictures; the only one is in the page's head already."""
    galleries = [gallery] if len(gallery.pictures) > 1 else []
    return Block("images", galleries, gallery.label, id=gallery.label.lower())

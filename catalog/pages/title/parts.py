"""The parts that the pages of films, shows, seasons and episodes have in common."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString

from catalog.display import markdown, urls
from catalog.display.cards import Card, build_cards, build_person_cards
from catalog.display.facts import Link
from catalog.display.images import choose_poster_path, images, sort_by_language
from catalog.locale import Locale
from catalog.pages.external_links import ExternalLink, build_external_links
from catalog.pages.title.credits import KeyCrew, add_role, build_key_crew, get_cast
from catalog.pages.title.offers import Offers, parse_offers
from tmdb.images import Picture
from tmdb.payload import JSON, get_float, get_int, get_rows, get_str
from tmdb.web_address import clean_web_address

TINTS = 12  # hues that the style sheet has
VIDEO_KEY = re.compile(r"[\w-]{1,64}", re.ASCII)
MAX_CAST = 12  # portraits on a page that has more than the cast
MAX_FIRST_PICTURES, MAX_FIRST_REVIEWS = 3, 2  # on the title's own page
VIDEO_TYPES = (  # in the order in which one would watch them
    "Trailer",
    "Teaser",
    "Clip",
    "Featurette",
    "Behind the Scenes",
    "Bloopers",
    "Opening Credits",
    "Recap",
)


@dataclass(frozen=True, slots=True)
class Video:
    """A video at YouTube.

    Nothing is loaded from there before the visitor asks for it.
    """

    key: str
    name: str
    kind: str
    language: str
    date: str = ""
    is_official: bool = False

    @property
    def url(self) -> str:
        return f"https://www.youtube.com/watch?v={self.key}"

    @property
    def embed_url(self) -> str:
        return f"https://www.youtube-nocookie.com/embed/{self.key}?autoplay=1"


@dataclass(frozen=True, slots=True)
class Review:
    author: str
    rating: float | None
    date: str
    content: SafeString
    url: str
    page_url: str


@dataclass(frozen=True, slots=True)
class Keyword:
    id: int
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures of one shape.

    `kind` is that shape: "poster", "backdrop" or "still".
    """

    label: str
    kind: str
    pictures: list[Picture]


@dataclass
class TitleParts:
    """The appended parts of a film's, show's, season's or episode's details.

    `kind` is "movie", or "tv" for all that is a show or a part of one.
    """

    data: JSON
    locale: Locale
    kind: str

    @cached_property
    def poster(self) -> Picture | None:
        return images().poster(
            choose_poster_path(get_str(self.data, "poster_path"), get_rows(self.data, "images", "posters"), self.locale)
        )

    @cached_property
    def backdrop(self) -> Picture | None:
        return images().backdrop(get_str(self.data, "backdrop_path"))

    @property
    def cast(self) -> list[Card]:
        """Return the leads, as portraits."""
        return build_person_cards(add_role(row) for row in get_cast(self.data)[:MAX_CAST])

    @property
    def key_crew(self) -> list[KeyCrew]:
        return build_key_crew(self.data)

    @cached_property
    def videos(self) -> list[Video]:
        """Return the videos at YouTube; trailers first, of each type the official ones, then the visitor's language."""
        rows = [row for row in get_rows(self.data, "videos", "results") if _is_playable(row)]
        rows.sort(
            key=lambda row: (
                rank_video_type(get_str(row, "type")),
                not row.get("official"),
                get_str(row, "iso_639_1") != self.locale.iso,
            )
        )
        return [_video(row, self._languages) for row in rows]

    @property
    def _languages(self) -> dict[str, str]:
        """Return names of the languages of its translations: its videos are in hardly any other."""
        rows = get_rows(self.data, "translations", "translations")
        return {get_str(row, "iso_639_1"): get_str(row, "english_name") for row in rows}

    @property
    def first_pictures(self) -> list[Gallery]:
        """Return a few pictures of the first gallery."""
        galleries = build_galleries(self.data, self.locale)[:1]
        return [replace(gallery, pictures=gallery.pictures[:MAX_FIRST_PICTURES]) for gallery in galleries]

    @cached_property
    def keywords(self) -> list[Keyword]:
        rows = get_rows(self.data, "keywords", "keywords") or get_rows(self.data, "keywords", "results")
        keywords = (_keyword(get_int(row, "id"), get_str(row, "name")) for row in rows)
        return [keyword for keyword in keywords if keyword.name and keyword.url]

    @cached_property
    def watch(self) -> Offers:
        return parse_offers(self.data, self.locale.region)

    @cached_property
    def recommendations(self) -> list[Card]:
        return build_cards(get_rows(self.data, "recommendations", "results"), self.locale, self.kind)

    @property
    def similar(self) -> list[Card]:
        """Return similar titles without those already recommended."""
        recommended = {card.id for card in self.recommendations}
        similar = build_cards(get_rows(self.data, "similar", "results"), self.locale, self.kind)
        return [card for card in similar if card.id not in recommended]

    @property
    def first_reviews(self) -> list[Review]:
        return [build_review(row) for row in get_rows(self.data, "reviews", "results")[:MAX_FIRST_REVIEWS]]

    @property
    def links(self) -> list[ExternalLink]:
        return build_external_links(self.kind, self.data)


def choose_tint(data: JSON) -> str:
    """Return one of the style sheet's hues, always the same for the same title."""
    return str(get_int(data, "id") * 7 % TINTS)


def _keyword(number: int, name: str) -> Keyword:
    return Keyword(number, name, urls.page("keyword", number, name))


def build_genre_links(data: JSON, kind: str) -> list[Link]:
    """Return links to discover, one a genre."""
    page = reverse(f"catalog:discover_{kind}")
    genres = ((get_str(row, "name"), get_int(row, "id")) for row in get_rows(data, "genres"))
    return [Link(name, f"{page}?with_genres={number}") for name, number in genres if name and number > 0]


def _is_playable(row: JSON) -> bool:
    return get_str(row, "site") == "YouTube" and VIDEO_KEY.fullmatch(get_str(row, "key")) is not None


def _video(row: JSON, languages: dict[str, str]) -> Video:
    code = get_str(row, "iso_639_1")
    return Video(
        key=get_str(row, "key"),
        name=get_str(row, "name"),
        kind=get_str(row, "type"),
        language=languages.get(code) or code.upper(),
        date=get_str(row, "published_at")[:10],
        is_official=row.get("official") is True,
    )


def rank_video_type(kind: str) -> int:
    return VIDEO_TYPES.index(kind) if kind in VIDEO_TYPES else len(VIDEO_TYPES)


def build_galleries(data: JSON, locale: Locale) -> list[Gallery]:
    """Return the backdrops and the posters that are for the visitor, as far as there are any."""
    rows = {key: sort_by_language(get_rows(data, "images", key), locale) for key in ("backdrops", "posters")}
    galleries = (
        build_gallery("Backdrops", "backdrop", rows["backdrops"]),
        build_gallery("Posters", "poster", rows["posters"]),
    )
    return [gallery for gallery in galleries if gallery.pictures]


def build_gallery(label: str, kind: str, rows: Iterable[JSON]) -> Gallery:
    """Return a gallery of the pictures that have an address."""
    build_picture = getattr(images(), kind)
    pictures = (build_picture(get_str(row, "file_path")) for row in rows)
    return Gallery(label, kind, [picture for picture in pictures if picture])


def build_review(row: JSON) -> Review:
    return Review(
        author=get_str(row, "author") or "Anonymous",
        rating=get_float(row, "author_details", "rating") or None,
        date=get_str(row, "created_at")[:10],
        content=markdown.render_markdown(get_str(row, "content")),
        url=clean_web_address(get_str(row, "url")),
        page_url=urls.review(get_str(row, "id")),
    )

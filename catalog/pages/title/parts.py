"""What films and shows have in common on their pages."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString

from catalog.display import markdown, urls
from catalog.display.cards import Card, build_cards, build_person_cards
from catalog.display.images import choose_poster_path, images, sort_by_language
from catalog.locale import Locale
from catalog.pages.external_links import ExternalLink, build_external_links
from catalog.pages.title import credits
from catalog.pages.title.watch import Offers, offers
from tmdb.images import Picture
from tmdb.payload import JSON, get_float, get_int, get_rows, get_str
from tmdb.web_address import clean_web_address

TINTS = 12  # hues that the style sheet knows
VIDEO_KEY = re.compile(r"[\w-]{1,64}", re.ASCII)
LEADS = 12  # cast members on the title's own page
TRAILERS_FIRST = (
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
    """A video at YouTube. Nothing is loaded from there before the visitor asks for it."""

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
    label: str
    kind: str  # "poster" or "backdrop": the shape of its pictures
    pictures: list[Picture]


@dataclass
class TitleParts:
    """The appended parts of a film's or show's details. `url` is the title's own address."""

    data: JSON
    locale: Locale
    url: str

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
        """The leads, as portraits."""
        return build_person_cards(credits.with_role(row) for row in credits.cast(self.data)[:LEADS])

    @property
    def key_crew(self) -> list[credits.Crew]:
        return credits.key_crew(self.data)

    @property
    def videos(self) -> list[Video]:
        """Those at YouTube; trailers and official ones first."""
        found = [row for row in get_rows(self.data, "videos", "results") if _playable(row)]
        found.sort(
            key=lambda row: (
                _video_rank(row),
                not row.get("official"),
                get_str(row, "iso_639_1") != self.locale.iso,
            )
        )
        return [_video(row, self._languages) for row in found]

    @property
    def _languages(self) -> dict[str, str]:
        """Names of those into which it has been translated; its videos are in hardly any other."""
        listed = get_rows(self.data, "translations", "translations")
        return {get_str(row, "iso_639_1"): get_str(row, "english_name") for row in listed}

    @property
    def galleries(self) -> list[Gallery]:
        made = images()
        backdrops = [made.backdrop(get_str(row, "file_path")) for row in self._pictures("backdrops")]
        posters = [made.poster(get_str(row, "file_path")) for row in self._pictures("posters")]
        found = [
            Gallery("Backdrops", "backdrop", _there(backdrops)),
            Gallery("Posters", "poster", _there(posters)),
        ]
        return [gallery for gallery in found if gallery.pictures]

    def _pictures(self, key: str) -> list[JSON]:
        return sort_by_language(get_rows(self.data, "images", key), self.locale)

    @property
    def first_pictures(self) -> list[Gallery]:
        """A few for the title's own page."""
        return [replace(gallery, pictures=gallery.pictures[:3]) for gallery in self.galleries[:1]]

    @property
    def keywords(self) -> list[Keyword]:
        found = get_rows(self.data, "keywords", "keywords") or get_rows(self.data, "keywords", "results")
        keywords = (_keyword(get_int(row, "id"), get_str(row, "name")) for row in found)
        return [keyword for keyword in keywords if keyword.name and keyword.url]

    @property
    def watch(self) -> Offers:
        return offers(self.data, self.locale.region)

    @property
    def recommendations(self) -> list[Card]:
        return build_cards(get_rows(self.data, "recommendations", "results"), self.locale, self._kind)

    @property
    def similar(self) -> list[Card]:
        """Without those already recommended."""
        recommended = {card.id for card in self.recommendations}
        found = build_cards(get_rows(self.data, "similar", "results"), self.locale, self._kind)
        return [card for card in found if card.id not in recommended]

    @property
    def reviews(self) -> list[Review]:
        return [review(row) for row in get_rows(self.data, "reviews", "results")]

    @property
    def links(self) -> list[ExternalLink]:
        return build_external_links(self._kind, self.data)

    @property
    def _kind(self) -> str:
        return "movie" if "title" in self.data else "tv"


def tint(data: JSON) -> str:
    """One of the style sheet's hues, always the same for the same title."""
    return str(get_int(data, "id") * 7 % TINTS)


def _keyword(number: int, name: str) -> Keyword:
    return Keyword(number, name, urls.page("keyword", number, name))


def genre_links(data: JSON, kind: str) -> list[tuple[str, str]]:
    """(name, address of discover for that genre)."""
    page = reverse(f"catalog:discover_{kind}")
    found = ((get_str(row, "name"), get_int(row, "id")) for row in get_rows(data, "genres"))
    return [(name, f"{page}?with_genres={get_float}") for name, get_float in found if name and get_float > 0]


def _playable(row: JSON) -> bool:
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


def _video_rank(row: JSON) -> int:
    kind = get_str(row, "type")
    return TRAILERS_FIRST.index(kind) if kind in TRAILERS_FIRST else len(TRAILERS_FIRST)


def _there(pictures: list[Picture | None]) -> list[Picture]:
    return [picture for picture in pictures if picture]


def review(row: JSON) -> Review:
    rating, identity = get_float(row, "author_details", "rating"), get_str(row, "id")
    return Review(
        author=get_str(row, "author") or "Anonymous",
        rating=rating or None,
        date=get_str(row, "created_at")[:10],
        content=markdown.render_markdown(get_str(row, "content")),
        url=clean_web_address(get_str(row, "url")),
        page_url=urls.review(identity),
    )

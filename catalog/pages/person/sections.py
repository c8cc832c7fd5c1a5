"""The pages behind a person's page: pictures, films, shows, translations of their life, changes."""

from collections.abc import Callable
from dataclasses import dataclass

from catalog.display import urls
from catalog.display.cards import Card, build_cards, kind_of
from catalog.display.images import images
from catalog.display.lists import CardList, EmptyState
from catalog.display.paging import Pager
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.page import Answers, require
from catalog.pages.title.sections import Section, SectionRequest, changes, translations
from tmdb.images import Picture
from tmdb.payload import JSON, get_int, get_rows, get_str, get_value

NO_PICTURES_YET = EmptyState("No pictures yet", "Portraits stand here once somebody has added them on TMDB.")


@dataclass(frozen=True, slots=True)
class TaggedPicture:
    """A picture of a title that somebody found the person in."""

    picture: Picture
    shape: str
    card: Card


@dataclass(frozen=True)
class PersonPictures:
    portraits: list[Picture]
    tagged: list[TaggedPicture]
    pager: Pager

    @property
    def empty(self) -> EmptyState | None:
        return None if self.portraits or self.tagged else NO_PICTURES_YET


def picture_calls(request: SectionRequest) -> dict[str, Call]:
    return {"tagged": api.people.tagged_images(request.id, page=request.number)}


def pictures(data: JSON, request: SectionRequest, answers: Answers) -> PersonPictures:
    tagged_images = require(answers["tagged"])
    portraits = [images().profile(get_str(row, "file_path")) for row in get_rows(data, "images", "profiles")]
    tagged = [_build_tagged(row, request.locale) for row in get_rows(tagged_images, "results")]
    return PersonPictures(
        [picture for picture in portraits if picture and request.number == 1],
        [picture for picture in tagged if picture],
        Pager.of(request.number, get_int(tagged_images, "total_pages")),
    )


def _build_tagged(row: JSON, locale: Locale) -> TaggedPicture | None:
    media = get_value(row, "media")
    shape = "poster" if get_str(row, "image_type") == "poster" else "backdrop"
    picture = getattr(images(), shape)(get_str(row, "file_path"))
    kind = get_str(row, "media_type") or kind_of(media or {})
    cards = build_cards([media], locale, kind) if isinstance(media, dict) else []
    return TaggedPicture(picture, shape, cards[0]) if picture and cards else None


@dataclass(frozen=True)
class PosterWall:
    """Everything of a kind that somebody had a part in, as posters."""

    results: CardList

    @property
    def heading(self) -> str:
        return "All of them" if self.results.cards else ""


def film_calls(request: SectionRequest) -> dict[str, Call]:
    return {"credits": api.people.movie_credits(request.id, language=request.locale.language)}


def show_calls(request: SectionRequest) -> dict[str, Call]:
    return {"credits": api.people.tv_credits(request.id, language=request.locale.language)}


def _no_titles(kind: str, data: JSON) -> EmptyState:
    heading = "No shows" if kind == "tv" else "No films"
    person_url = urls.person(get_int(data, "id"), get_str(data, "name") or "Nameless")
    return EmptyState(heading, "TMDB knows of none.", person_url, "To life and work")


def _poster_wall(kind: str) -> Callable[[JSON, SectionRequest, Answers], PosterWall]:
    """Return what builds a section's content: the titles of a kind, those with most votes first."""

    def content(data: JSON, request: SectionRequest, answers: Answers) -> PosterWall:
        credits = require(answers["credits"])
        rows = [*get_rows(credits, "cast"), *get_rows(credits, "crew")]
        rows.sort(key=lambda row: -get_int(row, "vote_count"))
        cards = build_cards(rows, request.locale, kind)
        return PosterWall(CardList(cards, empty=None if cards else _no_titles(kind, data)))

    return content


SECTIONS: dict[str, Section[object]] = {
    "films": Section("Films", _poster_wall("movie"), film_calls),
    "shows": Section("Shows", _poster_wall("tv"), show_calls),
    "images": Section("Images", pictures, picture_calls, is_paged=True),
    "translations": Section("Translations", translations.content),
    "changes": Section("Changes", changes.content, changes.calls, heading="What changed on TMDB"),
}

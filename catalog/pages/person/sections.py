"""The pages behind a person's page: pictures, films, shows, translations of their life, changes."""

from dataclasses import dataclass
from typing import Any

from catalog.display.cards import Card, build_cards, kind_of
from catalog.display.images import images
from catalog.display.paging import Pager
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.page import Answers, require
from catalog.pages.title.sections import Section, SectionRequest, changes, translations
from tmdb.images import Picture
from tmdb.payload import JSON, get_int, get_rows, get_str, get_value


@dataclass(frozen=True, slots=True)
class Tagged:
    """A picture of a title that somebody found the person in."""

    picture: Picture
    shape: str
    card: Card


@dataclass(frozen=True)
class Pictures:
    portraits: list[Picture]
    tagged: list[Tagged]
    pager: Pager


def picture_calls(asked: SectionRequest) -> dict[str, Call]:
    return {"tagged": api.people.tagged_images(asked.id, page=asked.number)}


def pictures(data: JSON, asked: SectionRequest, answers: Answers) -> Pictures:
    found = require(answers["tagged"])
    portraits = [images().profile(get_str(row, "file_path")) for row in get_rows(data, "images", "profiles")]
    tagged = [_tagged(row, asked.locale) for row in get_rows(found, "results")]
    return Pictures(
        [one for one in portraits if one and asked.number == 1],
        [one for one in tagged if one],
        Pager.of(asked.number, get_int(found, "total_pages")),
    )


def _tagged(row: JSON, locale: Locale) -> Tagged | None:
    media = get_value(row, "media")
    shape = "poster" if get_str(row, "image_type") == "poster" else "backdrop"
    picture = getattr(images(), shape)(get_str(row, "file_path"))
    of = build_cards([media], locale, get_str(row, "media_type") or kind_of(media)) if isinstance(media, dict) else []
    return Tagged(picture, shape, of[0]) if picture and of else None


@dataclass(frozen=True)
class Wall:
    """Everything of a kind that somebody had a part in, as posters."""

    cards: list[Card]


def film_calls(asked: SectionRequest) -> dict[str, Call]:
    return {"credits": api.people.movie_credits(asked.id, language=asked.locale.language)}


def show_calls(asked: SectionRequest) -> dict[str, Call]:
    return {"credits": api.people.tv_credits(asked.id, language=asked.locale.language)}


def _wall(kind: str) -> Any:
    def content(data: JSON, asked: SectionRequest, answers: Answers) -> Wall:
        """What most people voted on first."""
        found = require(answers["credits"])
        listed = [*get_rows(found, "cast"), *get_rows(found, "crew")]
        listed.sort(key=lambda row: -get_int(row, "vote_count"))
        return Wall(build_cards(listed, asked.locale, kind))

    return content


SECTIONS: dict[str, Section[object]] = {
    "films": Section("Films", _wall("movie"), film_calls),
    "shows": Section("Shows", _wall("tv"), show_calls),
    "images": Section("Images", pictures, picture_calls, is_paged=True),
    "translations": Section("Translations", translations.content),
    "changes": Section("Changes", changes.content, changes.calls, heading="What changed on TMDB"),
}

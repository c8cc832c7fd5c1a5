"""All pictures of a title, with their languages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog.gateway import Call, ask
from catalog.locale import Locale
from catalog.pages.sections.section import Asked
from catalog.pictures import images
from catalog.reading import JSON, listed, rows, text, whole
from catalog.rendering import Outcome, require
from tmdb.images import Picture

WITHOUT = "none"  # in an address, for pictures without text
KINDS = (("Backdrops", "backdrop", "backdrops"), ("Posters", "poster", "posters"), ("Logos", "logo", "logos"))


@dataclass(frozen=True, slots=True)
class Shown:
    picture: Picture
    language: str
    size: str


@dataclass(frozen=True, slots=True)
class Wall:
    """`kind` is the shape of its pictures."""

    label: str
    kind: str
    pictures: list[Shown]


@dataclass(frozen=True)
class Gallery:
    walls: list[Wall]
    languages: list[tuple[str, str, bool]]  # (name, address, is chosen)


def calls(asked: Asked) -> Sequence[Call]:
    """Without a language, so that all of them come; the names of languages are TMDB's."""
    of_title = ask.movies.images(asked.id) if asked.kind == "movie" else ask.tv.images(asked.id)
    return of_title, ask.configuration.languages()


def content(data: JSON, asked: Asked, outcomes: Sequence[Outcome]) -> Gallery:
    everything, names = require(outcomes[0]), _names(outcomes[1])
    found = {wall: rows(everything, key) for wall, _, key in KINDS}
    languages = _ordered({_code(row) for several in found.values() for row in several}, asked.locale, names)
    chosen = asked.choice if asked.choice in languages else ""
    walls = []
    for label, kind, _ in KINDS:
        ordered = sorted(found[label], key=lambda row: languages.index(_code(row)))
        pictures = list(_shown(ordered, kind, names, chosen))
        if pictures:
            walls.append(Wall(label, kind, pictures))
    return Gallery(walls, list(_choices(languages, chosen, names)))


def _names(outcome: Outcome) -> dict[str, str]:
    found = outcome.data if hasattr(outcome, "data") else None
    return {text(row, "iso_639_1"): text(row, "english_name") for row in listed(found)}


def _code(row: JSON) -> str:
    return text(row, "iso_639_1") or WITHOUT


def _ordered(codes: set[str], locale: Locale, names: dict[str, str]) -> list[str]:
    """The visitor's language, then pictures without text, then English, then the others by name."""
    first = [code for code in dict.fromkeys((locale.iso, WITHOUT, "en")) if code in codes]
    return first + sorted(codes - set(first), key=lambda code: names.get(code, code))


def _language(code: str, names: dict[str, str]) -> str:
    return "No text" if code == WITHOUT else names.get(code) or code


def _choices(languages: list[str], chosen: str, names: dict[str, str]) -> Iterator[tuple[str, str, bool]]:
    if len(languages) > 1:
        yield "All languages", "?", not chosen
        for code in languages:
            yield _language(code, names), f"?language={code}", code == chosen


def _shown(found: list[JSON], kind: str, names: dict[str, str], chosen: str) -> Iterator[Shown]:
    make = getattr(images(), kind)
    for row in found:
        picture = make(text(row, "file_path"))
        if picture and chosen in {"", _code(row)}:
            width, height = whole(row, "width"), whole(row, "height")
            yield Shown(picture, _language(_code(row), names), f"{width} × {height}" if width and height else "")

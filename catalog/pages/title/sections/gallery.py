"""All pictures of a title, with their languages."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from catalog.display.images import images
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.page import Answers, data_or_none, require
from catalog.pages.title.sections.section import SectionRequest
from tmdb.images import Picture
from tmdb.payload import JSON, get_int, get_rows, get_str

FIRST = 12  # of one language, while all languages are shown
WITHOUT = "none"  # in an address, for pictures without text
KINDS = (("Backdrops", "backdrop", "backdrops"), ("Posters", "poster", "posters"), ("Logos", "logo", "logos"))


@dataclass(frozen=True, slots=True)
class Shown:
    picture: Picture
    language: str
    size: str


@dataclass(frozen=True, slots=True)
class Wall:
    """`kind` is the shape of its pictures, `total` how many there are, `more` leads to those that are not shown:
    (name of their language, address, how many)."""

    label: str
    kind: str
    total: int
    pictures: list[Shown]
    more: list[tuple[str, str, int]]


@dataclass(frozen=True)
class Gallery:
    walls: list[Wall]
    languages: list[tuple[str, str, bool]]  # (name, address, is chosen)


def calls(asked: SectionRequest) -> dict[str, Call]:
    """Without a language, so that all of them come; the names of languages are TMDB's."""
    of_title = api.movies.images(asked.id) if asked.kind == "movie" else api.tv.images(asked.id)
    return {"images": of_title, "languages": api.configuration.languages()}


def content(data: JSON, asked: SectionRequest, answers: Answers) -> Gallery:
    everything, names = require(answers["images"]), _names(data_or_none(answers["languages"]))
    found = {key: get_rows(everything, key) for _, _, key in KINDS}
    languages = _ordered({_code(row) for several in found.values() for row in several}, asked.locale, names)
    chosen = asked.choice if asked.choice in languages else ""
    walls = [_wall(label, kind, found[key], chosen, languages) for label, kind, key in KINDS]
    return Gallery([wall for wall in walls if wall.pictures], _choices(languages, chosen))


def _names(languages: Any) -> dict[str, str]:
    named = {get_str(row, "iso_639_1"): get_str(row, "english_name") for row in get_rows(languages)}
    return {**named, WITHOUT: "No text"}


def _code(row: JSON) -> str:
    return get_str(row, "iso_639_1") or WITHOUT


def _ordered(codes: set[str], locale: Locale, names: dict[str, str]) -> dict[str, str]:
    """Names by code: the visitor's language, then pictures without text, then English, then the others by name."""
    first = [code for code in dict.fromkeys((locale.iso, WITHOUT, "en")) if code in codes]
    ordered = first + sorted(codes - set(first), key=lambda code: names.get(code, code))
    return {code: names.get(code) or code for code in ordered}


def _choices(languages: dict[str, str], chosen: str) -> list[tuple[str, str, bool]]:
    if len(languages) < 2:
        return []
    each = [(name, f"?language={quote_plus(code)}", code == chosen) for code, name in languages.items()]
    return [("All languages", "?", not chosen), *each]


def _wall(label: str, kind: str, found: list[JSON], chosen: str, languages: dict[str, str]) -> Wall:
    """Language by language, of each the best loved first, as TMDB sends them."""
    asked_for = [row for row in found if chosen in {"", _code(row)}]
    by_language = {code: [row for row in asked_for if _code(row) == code] for code in languages}
    first = None if chosen else FIRST
    shown = [one for code, name in languages.items() for one in _shown(by_language[code][:first], kind, name)]
    more = [] if chosen else list(_more(Counter(map(_code, found)), languages))
    return Wall(label, kind, len(asked_for), shown, more)


def _more(counts: Counter[str], languages: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    for code, name in languages.items():
        if counts[code] > FIRST:
            yield name, f"?language={quote_plus(code)}", counts[code] - FIRST


def _shown(found: list[JSON], kind: str, language: str) -> Iterator[Shown]:
    make = getattr(images(), kind)
    for row in found:
        if picture := make(get_str(row, "file_path")):
            width, height = get_int(row, "width"), get_int(row, "height")
            yield Shown(picture, language, f"{width} × {height}" if width and height else "")

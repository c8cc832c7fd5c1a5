"""All pictures of a title, with their languages."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_plus

from catalog.display.images import images
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.page import Answers, data_or_none, require
from catalog.pages.title.sections.section import SectionRequest
from tmdb.images import Picture
from tmdb.payload import JSON, get_int, get_rows, get_str

MAX_PER_LANGUAGE = 12  # while all languages are shown
NO_LANGUAGE = "none"  # in an address, for pictures without text
SHAPES = (("Backdrops", "backdrop", "backdrops"), ("Posters", "poster", "posters"), ("Logos", "logo", "logos"))


@dataclass(frozen=True, slots=True)
class LabelledPicture:
    picture: Picture
    language: str
    size: str


@dataclass(frozen=True, slots=True)
class PicturesOfShape:
    """A title's pictures of one shape.

    `kind` is the shape, `total` how many pictures have it. `more` leads to those that are not shown: (name of their
    language, address, how many).
    """

    label: str
    kind: str
    total: int
    pictures: list[LabelledPicture]
    more: list[tuple[str, str, int]]


@dataclass(frozen=True)
class AllPictures:
    shapes: list[PicturesOfShape]
    languages: list[tuple[str, str, bool]]  # (name, address, is chosen)


def calls(request: SectionRequest) -> dict[str, Call]:
    """Return the call without a language, so that all pictures come, and that for the names of languages."""
    pictures = api.movies.images if request.kind == "movie" else api.tv.images
    return {"images": pictures(request.id), "languages": api.configuration.languages()}


def content(data: JSON, request: SectionRequest, answers: Answers) -> AllPictures:
    pictures, names = require(answers["images"]), _language_names(data_or_none(answers["languages"]))
    rows = {key: get_rows(pictures, key) for _, _, key in SHAPES}
    codes = {_code(row) for rows_of_shape in rows.values() for row in rows_of_shape}
    languages = _sort_languages(codes, request.locale, names)
    choice = request.choice if request.choice in languages else ""
    shapes = [_pictures_of_shape(label, kind, rows[key], choice, languages) for label, kind, key in SHAPES]
    return AllPictures([shape for shape in shapes if shape.pictures], _choices(languages, choice))


def _language_names(data: object) -> dict[str, str]:
    names = {get_str(row, "iso_639_1"): get_str(row, "english_name") for row in get_rows(data)}
    return {**names, NO_LANGUAGE: "No text"}


def _code(row: JSON) -> str:
    return get_str(row, "iso_639_1") or NO_LANGUAGE


def _sort_languages(codes: set[str], locale: Locale, names: dict[str, str]) -> dict[str, str]:
    """Return names by code: the visitor's language, no text, English, then the others by name."""
    first = [code for code in dict.fromkeys((locale.iso, NO_LANGUAGE, "en")) if code in codes]
    ordered = first + sorted(codes - set(first), key=lambda code: names.get(code, code))
    return {code: names.get(code) or code for code in ordered}


def _choices(languages: dict[str, str], choice: str) -> list[tuple[str, str, bool]]:
    if len(languages) < 2:
        return []
    each = [(name, f"?language={quote_plus(code)}", code == choice) for code, name in languages.items()]
    return [("All languages", "?", not choice), *each]


def _pictures_of_shape(
    label: str, kind: str, rows: list[JSON], choice: str, languages: dict[str, str]
) -> PicturesOfShape:
    """Return pictures language by language, of each in TMDB's order: the best loved first."""
    chosen = [row for row in rows if choice in {"", _code(row)}]
    limit = None if choice else MAX_PER_LANGUAGE
    pictures = [
        picture
        for code, name in languages.items()
        for picture in _labelled([row for row in chosen if _code(row) == code][:limit], kind, name)
    ]
    more = [] if choice else list(_links_to_more(Counter(map(_code, rows)), languages))
    return PicturesOfShape(label, kind, len(chosen), pictures, more)


def _links_to_more(counts: Counter[str], languages: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    for code, name in languages.items():
        if counts[code] > MAX_PER_LANGUAGE:
            yield name, f"?language={quote_plus(code)}", counts[code] - MAX_PER_LANGUAGE


def _labelled(rows: list[JSON], kind: str, language: str) -> Iterator[LabelledPicture]:
    make = getattr(images(), kind)
    for row in rows:
        if picture := make(get_str(row, "file_path")):
            width, height = get_int(row, "width"), get_int(row, "height")
            yield LabelledPicture(picture, language, f"{width} × {height}" if width and height else "")

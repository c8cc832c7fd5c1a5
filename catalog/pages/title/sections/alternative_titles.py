"""Titles of a film or show in other countries."""

from dataclasses import dataclass

from catalog.display.countries import country_name
from catalog.pages.page import Answers
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON, get_rows, get_str


@dataclass(frozen=True, slots=True)
class AlternativeTitle:
    """A title in a country; `note` says of which kind it is: "romanization"."""

    title: str
    note: str


@dataclass(frozen=True, slots=True)
class TitlesInCountry:
    name: str
    titles: list[AlternativeTitle]


@dataclass(frozen=True, slots=True)
class AlternativeTitles:
    """A title's names elsewhere.

    `original` is the title in its own language, and `lang` that language.
    """

    original: str
    lang: str
    countries: list[TitlesInCountry]


def content(data: JSON, request: SectionRequest, answers: Answers) -> AlternativeTitles:
    original = get_str(data, "original_title") or get_str(data, "original_name")
    return AlternativeTitles(original, get_str(data, "original_language"), _countries(data, request.locale.region))


def _countries(data: JSON, region: str) -> list[TitlesInCountry]:
    """Return the countries: the visitor's first, then by name."""
    by_country: dict[str, list[AlternativeTitle]] = {}
    rows = get_rows(data, "alternative_titles", "titles") or get_rows(data, "alternative_titles", "results")
    for row in rows:
        if title := get_str(row, "title"):
            by_country.setdefault(get_str(row, "iso_3166_1"), []).append(AlternativeTitle(title, get_str(row, "type")))
    names = {code: country_name(code) or "Anywhere" for code in by_country}
    codes = sorted(by_country, key=lambda code: (code != region, names[code]))
    return [TitlesInCountry(names[code], by_country[code]) for code in codes]

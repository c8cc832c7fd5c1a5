"""What a title is called elsewhere."""

from dataclasses import dataclass

from catalog.display.countries import country_name
from catalog.pages.page import Answers
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON, get_rows, get_str


@dataclass(frozen=True, slots=True)
class Name:
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Country:
    name: str
    titles: list[Name]


@dataclass(frozen=True, slots=True)
class Titles:
    """`original` is the title's own, and `lang` the language of that."""

    original: str
    lang: str
    countries: list[Country]


def content(data: JSON, asked: SectionRequest, answers: Answers) -> Titles:
    original = get_str(data, "original_title") or get_str(data, "original_name")
    return Titles(original, get_str(data, "original_language"), _countries(data, asked.locale.region))


def _countries(data: JSON, region: str) -> list[Country]:
    """The visitor's first, then by name."""
    found: dict[str, list[Name]] = {}
    listed = get_rows(data, "alternative_titles", "titles") or get_rows(data, "alternative_titles", "results")
    for row in listed:
        if get_str(row, "title"):
            found.setdefault(get_str(row, "iso_3166_1"), []).append(Name(get_str(row, "title"), get_str(row, "type")))
    countries = [(code, Country(country_name(code) or "Anywhere", names)) for code, names in found.items()]
    countries.sort(key=lambda one: (one[0] != region, one[1].name))
    return [country for _, country in countries]

"""What a title is called elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.countries import country_name
from catalog.pages.sections.section import Asked
from catalog.reading import JSON, rows, text
from catalog.rendering import Outcome


@dataclass(frozen=True, slots=True)
class Name:
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Country:
    name: str
    titles: list[Name]


def content(data: JSON, asked: Asked, outcomes: Sequence[Outcome]) -> list[Country]:
    """By country, the visitor's first."""
    found: dict[str, list[Name]] = {}
    listed = rows(data, "alternative_titles", "titles") or rows(data, "alternative_titles", "results")
    for row in listed:
        if text(row, "title"):
            found.setdefault(text(row, "iso_3166_1"), []).append(Name(text(row, "title"), text(row, "type")))
    countries = [(code, Country(country_name(code) or "Anywhere", names)) for code, names in found.items()]
    countries.sort(key=lambda one: (one[0] != asked.locale.region, one[1].name))
    return [country for _, country in countries]

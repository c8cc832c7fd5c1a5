"""When a film came out, country by country, as what, and for whom; and for whom a show is meant."""

from dataclasses import dataclass

from catalog.display.countries import country_name
from catalog.display.formatting import format_date
from catalog.gateway import Call, api
from catalog.pages.page import Answers, data_or_none
from catalog.pages.title.movie_facts import TYPES, certified
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON, get_int, get_rows, get_str


@dataclass(frozen=True, slots=True)
class Release:
    date: str
    kind: str
    certification: str
    meaning: str
    note: str
    descriptors: str = ""  # why it is certified so: "Violence, Language"


@dataclass(frozen=True, slots=True)
class Country:
    name: str
    releases: list[Release]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Releases:
    """`meanings`: (country, certification, what it means), once each."""

    countries: list[Country]
    meanings: list[tuple[str, str, str]]


def film_calls(asked: SectionRequest) -> dict[str, Call]:
    return {"certifications": api.certifications.movies()}


def film_content(data: JSON, asked: SectionRequest, answers: Answers) -> Releases:
    countries = _countries(data, asked, data_or_none(answers["certifications"]))
    found = [(one.name, each.certification, each.meaning) for one in countries for each in one.releases if each.meaning]
    return Releases(countries, list(dict.fromkeys(found)))


def _countries(data: JSON, asked: SectionRequest, meanings: object) -> list[Country]:
    """The visitor's country first, then by the date on which each saw it first."""
    found = []
    for row in get_rows(data, "release_dates", "results"):
        code = get_str(row, "iso_3166_1")
        several = sorted(get_rows(row, "release_dates"), key=lambda one: get_str(one, "release_date"))
        if several:
            made = Country(
                country_name(code), [_release(one, code, meanings) for one in several], code == asked.locale.region
            )
            found.append((get_str(several[0], "release_date"), made))
    found.sort(key=lambda one: (not one[1].is_own, one[0], one[1].name))
    return [country for _, country in found]


def _release(row: JSON, country: str, meanings: object) -> Release:
    certification = get_str(row, "certification")
    return Release(
        date=format_date(get_str(row, "release_date")),
        kind=TYPES.get(get_int(row, "type"), ""),
        certification=certified(certification, country),
        meaning=_meaning(meanings, country, certification),
        note=get_str(row, "note"),
        descriptors=_descriptors(row),
    )


def _descriptors(row: JSON) -> str:
    found = row.get("descriptors")
    return ", ".join(word for word in found if isinstance(word, str)) if isinstance(found, list) else ""


def _meaning(listed: object, country: str, certification: str) -> str:
    """What TMDB's list says of a certification."""
    for row in get_rows(listed, "certifications", country):
        if certification and get_str(row, "certification") == certification:
            return get_str(row, "meaning")
    return ""


def show_calls(asked: SectionRequest) -> dict[str, Call]:
    return {"certifications": api.certifications.tv()}


def show_content(data: JSON, asked: SectionRequest, answers: Answers) -> list[Country]:
    meanings = data_or_none(answers["certifications"])
    found = []
    for row in get_rows(data, "content_ratings", "results"):
        code, rating = get_str(row, "iso_3166_1"), get_str(row, "rating")
        if rating:
            release = Release("", "", certified(rating, code), _meaning(meanings, code, rating), "", _descriptors(row))
            found.append(Country(country_name(code), [release], code == asked.locale.region))
    found.sort(key=lambda one: (not one.is_own, one.name))
    return found

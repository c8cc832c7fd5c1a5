"""A film's releases and a show's ratings: when, as what and for whom, country by country."""

from dataclasses import dataclass

from catalog.display.countries import country_name
from catalog.display.formatting import format_date
from catalog.gateway import Call, api
from catalog.pages.page import Answers, data_or_none
from catalog.pages.title.movie_facts import RELEASE_TYPES, format_certification
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON, get_int, get_rows, get_str, get_strings


@dataclass(frozen=True, slots=True)
class Release:
    """A release of a film, or a show's rating.

    `meaning` of the certification in words; `descriptors`: why it is certified so, "Violence, Language".
    """

    date: str
    kind: str
    certification: str
    meaning: str
    note: str
    descriptors: str = ""

    @property
    def remarks(self) -> str:
        return "; ".join(filter(None, (self.note, self.descriptors)))


@dataclass(frozen=True, slots=True)
class ReleasesInCountry:
    name: str
    releases: list[Release]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Releases:
    """A film's releases; `meanings`: (country, certification, what it means), once each."""

    countries: list[ReleasesInCountry]
    meanings: list[tuple[str, str, str]]


def film_calls(request: SectionRequest) -> dict[str, Call]:
    return {"certifications": api.certifications.movies()}


def film_content(data: JSON, request: SectionRequest, answers: Answers) -> Releases:
    countries = _countries(data, request.locale.region, data_or_none(answers["certifications"]))
    meanings = [
        (country.name, release.certification, release.meaning)
        for country in countries
        for release in country.releases
        if release.meaning
    ]
    return Releases(countries, list(dict.fromkeys(meanings)))


def _countries(data: JSON, region: str, certifications: object) -> list[ReleasesInCountry]:
    """Return the visitor's country first, then the others by their first date."""
    dated = []
    for row in get_rows(data, "release_dates", "results"):
        code = get_str(row, "iso_3166_1")
        rows = sorted(get_rows(row, "release_dates"), key=lambda release: get_str(release, "release_date"))
        if rows:
            releases = [_release(release, code, certifications) for release in rows]
            country = ReleasesInCountry(country_name(code), releases, is_own=code == region)
            dated.append((not country.is_own, get_str(rows[0], "release_date"), country.name, country))
    return [country for *_, country in sorted(dated, key=lambda entry: entry[:3])]


def _release(row: JSON, country: str, certifications: object) -> Release:
    certification = get_str(row, "certification")
    return Release(
        date=format_date(get_str(row, "release_date")),
        kind=RELEASE_TYPES.get(get_int(row, "type"), ""),
        certification=format_certification(certification, country),
        meaning=_meaning(certifications, country, certification),
        note=get_str(row, "note"),
        descriptors=_descriptors(row),
    )


def _descriptors(row: JSON) -> str:
    return ", ".join(get_strings(row, "descriptors"))


def _meaning(certifications: object, country: str, certification: str) -> str:
    """Return what TMDB's list says about a certification, "" where it has none."""
    for row in get_rows(certifications, "certifications", country):
        if certification and get_str(row, "certification") == certification:
            return get_str(row, "meaning")
    return ""


def show_calls(request: SectionRequest) -> dict[str, Call]:
    return {"certifications": api.certifications.tv()}


def show_content(data: JSON, request: SectionRequest, answers: Answers) -> list[ReleasesInCountry]:
    certifications = data_or_none(answers["certifications"])
    countries = []
    for row in get_rows(data, "content_ratings", "results"):
        code, rating = get_str(row, "iso_3166_1"), get_str(row, "rating")
        if rating:
            release = Release(
                date="",
                kind="",
                certification=format_certification(rating, code),
                meaning=_meaning(certifications, code, rating),
                note="",
                descriptors=_descriptors(row),
            )
            countries.append(ReleasesInCountry(country_name(code), [release], is_own=code == request.locale.region))
    return sorted(countries, key=lambda country: (not country.is_own, country.name))

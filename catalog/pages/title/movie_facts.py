"""A film's facts: what stands in the line under its title, and in the list beside it."""

from catalog.display import urls
from catalog.display.countries import country_name
from catalog.display.facts import Fact, Link, build_fact, non_empty
from catalog.display.formatting import format_date, format_money, format_runtime, with_article
from catalog.locale import Locale
from catalog.pages.title.parts import genre_links
from tmdb.payload import JSON, get_int, get_names, get_rows, get_str, parse_year

TYPES = {
    1: "Premiere",
    2: "Limited release",
    3: "In cinemas",
    4: "Digital",
    5: "On disc",
    6: "Television",
}


def line(data: JSON, locale: Locale) -> list[str]:
    """Year, certification, runtime."""
    parts = (
        parse_year(get_str(data, "release_date")),
        certification(data, locale.region),
        format_runtime(get_int(data, "runtime")),
    )
    return [part for part in parts if part]


def certification(data: JSON, region: str) -> str:
    """In the visitor's country; "" when it is not known there."""
    found = next((found for row in releases(data, region) if (found := get_str(row, "certification"))), "")
    return certified(found, region)


def certified(certification: str, region: str) -> str:
    """As people of the country say it: Germany's are numbers, which say nothing alone."""
    return f"FSK {certification}" if region == "DE" and certification.isdecimal() else certification


def releases(data: JSON, region: str) -> list[JSON]:
    for country in get_rows(data, "release_dates", "results"):
        if get_str(country, "iso_3166_1") == region:
            return sorted(get_rows(country, "release_dates"), key=lambda row: get_str(row, "release_date"))
    return []


def facts(data: JSON, locale: Locale) -> list[Fact]:
    return non_empty(
        (
            build_fact("Genres", *(Link(name, url) for name, url in genre_links(data, "movie"))),
            build_fact(f"Released in {with_article(country_name(locale.region))}", *_dates(data, locale.region)),
            build_fact("First released", format_date(get_str(data, "release_date"))),
            build_fact("Status", _status(data)),
            build_fact("Countries", *get_names(data, "production_countries")),
            build_fact("Languages", *get_names(data, "spoken_languages", key="english_name")),
            build_fact("Companies", *(_company(row) for row in get_rows(data, "production_companies"))),
            build_fact("Budget", format_money(get_int(data, "budget"))),
            build_fact("Revenue", format_money(get_int(data, "revenue"))),
        )
    )


def _dates(data: JSON, region: str) -> list[str]:
    """ "31 March 1999, in cinemas": the first of each type."""
    first: dict[int, str] = {}
    for row in releases(data, region):
        first.setdefault(get_int(row, "type"), get_str(row, "release_date")[:10])
    return [
        f"{format_date(date)}, {TYPES[kind].lower()}" for kind, date in sorted(first.items()) if kind in TYPES and date
    ]


def _status(data: JSON) -> str:
    """Said only where it is news."""
    status = get_str(data, "status")
    return "" if status == "Released" else status


def _company(row: JSON) -> Link:
    return Link(get_str(row, "name"), urls.page("company", get_int(row, "id"), get_str(row, "name")))

"""A film's facts: the line under its title, and the list beside it."""

from catalog.display.countries import country_name
from catalog.display.facts import Fact, build_fact, build_page_link, non_empty
from catalog.display.formatting import format_date, format_money, format_runtime, with_article
from catalog.locale import Locale
from catalog.pages.title.parts import build_genre_links
from tmdb.payload import JSON, get_int, get_names, get_rows, get_str, parse_year

RELEASE_TYPES = {
    1: "Premiere",
    2: "Limited release",
    3: "In cinemas",
    4: "Digital",
    5: "On disc",
    6: "Television",
}


def get_year(data: JSON) -> str:
    return parse_year(get_str(data, "release_date"))


def build_line(data: JSON, locale: Locale) -> list[str]:
    """Return year, certification and runtime."""
    parts = (get_year(data), get_certification(data, locale.region), format_runtime(get_int(data, "runtime")))
    return [part for part in parts if part]


def get_certification(data: JSON, region: str) -> str:
    """Return the certification in a country, "" where TMDB has none."""
    certifications = (get_str(row, "certification") for row in _releases(data, region))
    return format_certification(next(filter(None, certifications), ""), region)


def format_certification(certification: str, region: str) -> str:
    """Return a certification as people of the country name it: Germany's are bare numbers, which mean nothing alone."""
    return f"FSK {certification}" if region == "DE" and certification.isdecimal() else certification


def _releases(data: JSON, region: str) -> list[JSON]:
    """Return a country's releases, the earliest first."""
    for country in get_rows(data, "release_dates", "results"):
        if get_str(country, "iso_3166_1") == region:
            return sorted(get_rows(country, "release_dates"), key=lambda row: get_str(row, "release_date"))
    return []


def build_facts(data: JSON, locale: Locale) -> list[Fact]:
    return non_empty(
        (
            build_fact("Genres", *build_genre_links(data, "movie")),
            build_fact(_released_in(locale.region), *_release_dates(data, locale.region)),
            build_fact("First released", format_date(get_str(data, "release_date"))),
            build_fact("Status", _noteworthy_status(data)),
            build_fact("Countries", *get_names(data, "production_countries")),
            build_fact("Languages", *get_names(data, "spoken_languages", key="english_name")),
            build_fact(
                "Companies", *(build_page_link("company", row) for row in get_rows(data, "production_companies"))
            ),
            build_fact("Budget", format_money(get_int(data, "budget"))),
            build_fact("Revenue", format_money(get_int(data, "revenue"))),
        )
    )


def _released_in(region: str) -> str:
    return f"Released in {with_article(country_name(region))}"


def _release_dates(data: JSON, region: str) -> list[str]:
    """Return the first date of each type: "31 March 1999, in cinemas"."""
    dates: dict[int, str] = {}
    for row in _releases(data, region):
        dates.setdefault(get_int(row, "type"), get_str(row, "release_date")[:10])
    return [
        f"{format_date(date)}, {RELEASE_TYPES[kind].lower()}"
        for kind, date in sorted(dates.items())
        if kind in RELEASE_TYPES and date
    ]


def _noteworthy_status(data: JSON) -> str:
    """Return the status where it is news, "" for a film that is out."""
    status = get_str(data, "status")
    return "" if status == "Released" else status

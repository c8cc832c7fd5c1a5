"""A show's facts: what stands in the line under its name, and in the list beside it."""

from catalog.display import urls
from catalog.display.countries import country_name
from catalog.display.facts import Fact, Link, build_fact, non_empty
from catalog.display.formatting import format_count, format_date, format_runtime
from catalog.locale import Locale
from catalog.pages.title.movie_facts import certified
from catalog.pages.title.parts import genre_links
from tmdb.payload import JSON, get_int, get_names, get_rows, get_str, get_strings, get_value, parse_year


def years(data: JSON) -> str:
    """ "2008–2013", "2022–" for one that goes on."""
    first, last = parse_year(get_str(data, "first_air_date")), parse_year(get_str(data, "last_air_date"))
    if not first:
        return ""
    if get_str(data, "status") in {"Returning Series", "In Production", "Planned"}:
        return f"{first}–"
    return first if last in {"", first} else f"{first}–{last}"


def line(data: JSON, locale: Locale) -> list[str]:
    """Years, content rating, how much there is of it."""
    seasons = get_int(data, "number_of_seasons")
    parts = (years(data), rating(data, locale.region), format_count(seasons, "season") if seasons else "")
    return [part for part in parts if part]


def rating(data: JSON, region: str) -> str:
    """The content rating in the visitor's country; "" when it is not known there."""
    for row in get_rows(data, "content_ratings", "results"):
        if get_str(row, "iso_3166_1") == region and get_str(row, "rating"):
            return certified(get_str(row, "rating"), region)
    return ""


def facts(data: JSON, locale: Locale) -> list[Fact]:
    return non_empty(
        (
            build_fact("Genres", *(Link(name, url) for name, url in genre_links(data, "tv"))),
            build_fact("Status", get_str(data, "status")),
            build_fact("Kind", get_str(data, "type") if get_str(data, "type") != "Scripted" else ""),
            build_fact("First aired", format_date(get_str(data, "first_air_date"))),
            build_fact("Last aired", format_date(get_str(data, "last_air_date"))),
            build_fact("Episodes", _count(data)),
            build_fact("Shown in cinemas", *_screened(data)),
            build_fact("Networks", *(_link("network", row) for row in get_rows(data, "networks"))),
            build_fact("Countries", *_countries(data)),
            build_fact("Languages", *get_names(data, "spoken_languages", key="english_name")),
            build_fact("Companies", *(_link("company", row) for row in get_rows(data, "production_companies"))),
        )
    )


def _count(data: JSON) -> str:
    episodes = get_int(data, "number_of_episodes")
    runtimes = get_value(data, "episode_run_time")
    runtime = runtimes[0] if isinstance(runtimes, list) and runtimes and isinstance(runtimes[0], int) else 0
    return ", ".join(
        part for part in (format_count(episodes, "episode") if episodes else "", format_runtime(runtime)) if part
    )


def _screened(data: JSON) -> list[Link]:
    """Episodes, in the order of the story; without a number there is no page to lead to."""
    found = [
        (get_int(row, "season_number"), get_int(row, "episode_number"))
        for row in get_rows(data, "screened_theatrically", "results")
        if get_int(row, "episode_number")
    ]
    show = get_int(data, "id")
    return [Link(f"S{season} E{number}", urls.episode(show, season, number)) for season, number in sorted(found)]


def _countries(data: JSON) -> list[str]:
    return get_names(data, "production_countries") or [
        country_name(code) for code in get_strings(data, "origin_country")
    ]


def _link(kind: str, row: JSON) -> Link:
    return Link(get_str(row, "name"), urls.page(kind, get_int(row, "id"), get_str(row, "name")))

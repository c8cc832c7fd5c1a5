"""A show's facts: the line under its name, and the list beside it."""

from catalog.display import urls
from catalog.display.countries import country_name
from catalog.display.facts import Fact, Link, build_fact, build_page_link, non_empty
from catalog.display.formatting import format_count, format_date, format_runtime
from catalog.locale import Locale
from catalog.pages.title.movie_facts import format_certification
from catalog.pages.title.parts import build_genre_links
from tmdb.payload import JSON, get_int, get_names, get_rows, get_str, get_strings, get_value, parse_year

STILL_RUNNING = {"Returning Series", "In Production", "Planned"}


def get_years(data: JSON) -> str:
    """Return "2008–2013", or "2022–" for a show that goes on."""
    first, last = parse_year(get_str(data, "first_air_date")), parse_year(get_str(data, "last_air_date"))
    if not first:
        return ""
    if get_str(data, "status") in STILL_RUNNING:
        return f"{first}–"
    return first if last in {"", first} else f"{first}–{last}"


def build_line(data: JSON, locale: Locale) -> list[str]:
    """Return years, content rating and number of seasons."""
    seasons = _count(data, "number_of_seasons", "season")
    return [part for part in (get_years(data), get_content_rating(data, locale.region), seasons) if part]


def _count(data: JSON, key: str, noun: str) -> str:
    """Return "8 seasons", or "" where TMDB has no number."""
    number = get_int(data, key)
    return format_count(number, noun) if number else ""


def get_content_rating(data: JSON, region: str) -> str:
    """Return the content rating in a country, "" where TMDB has none."""
    for row in get_rows(data, "content_ratings", "results"):
        if get_str(row, "iso_3166_1") == region and get_str(row, "rating"):
            return format_certification(get_str(row, "rating"), region)
    return ""


def build_facts(data: JSON, locale: Locale) -> list[Fact]:
    return non_empty(
        (
            build_fact("Genres", *build_genre_links(data, "tv")),
            build_fact("Status", get_str(data, "status")),
            build_fact("Kind", get_str(data, "type") if get_str(data, "type") != "Scripted" else ""),
            build_fact("First aired", format_date(get_str(data, "first_air_date"))),
            build_fact("Last aired", format_date(get_str(data, "last_air_date"))),
            build_fact("Episodes", _episode_count(data)),
            build_fact("Shown in cinemas", *_screened_episodes(data)),
            build_fact("Networks", *(build_page_link("network", row) for row in get_rows(data, "networks"))),
            build_fact("Countries", *_countries(data)),
            build_fact("Languages", *get_names(data, "spoken_languages", key="english_name")),
            build_fact(
                "Companies", *(build_page_link("company", row) for row in get_rows(data, "production_companies"))
            ),
        )
    )


def _episode_count(data: JSON) -> str:
    """Return "62 episodes, 47 min"."""
    runtimes = get_value(data, "episode_run_time")
    runtime = runtimes[0] if isinstance(runtimes, list) and runtimes and isinstance(runtimes[0], int) else 0
    return ", ".join(filter(None, (_count(data, "number_of_episodes", "episode"), format_runtime(runtime))))


def _screened_episodes(data: JSON) -> list[Link]:
    """Return links to episodes in the order of the story; an episode without a number has no page."""
    numbers = [
        (get_int(row, "season_number"), get_int(row, "episode_number"))
        for row in get_rows(data, "screened_theatrically", "results")
        if get_int(row, "episode_number")
    ]
    show_id = get_int(data, "id")
    return [Link(f"S{season} E{number}", urls.episode(show_id, season, number)) for season, number in sorted(numbers)]


def _countries(data: JSON) -> list[str]:
    names = get_names(data, "production_countries")
    return names or [country_name(code) for code in get_strings(data, "origin_country")]

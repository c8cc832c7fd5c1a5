"""A show's facts: what stands in the line under its name, and in the list beside it."""

from catalog.display import urls
from catalog.display.countries import country_name
from catalog.display.facts import Fact, Link, fact, known
from catalog.display.formatting import date_words, minutes, plural
from catalog.locale import Locale
from catalog.pages.title.movie_facts import certified
from catalog.pages.title.parts import genre_links
from tmdb.payload import JSON, names, pick, rows, strings, text, whole, year


def years(data: JSON) -> str:
    """ "2008–2013", "2022–" for one that goes on."""
    first, last = year(text(data, "first_air_date")), year(text(data, "last_air_date"))
    if not first:
        return ""
    if text(data, "status") in {"Returning Series", "In Production", "Planned"}:
        return f"{first}–"
    return first if last in {"", first} else f"{first}–{last}"


def line(data: JSON, locale: Locale) -> list[str]:
    """Years, content rating, how much there is of it."""
    seasons = whole(data, "number_of_seasons")
    parts = (years(data), rating(data, locale.region), plural(seasons, "season") if seasons else "")
    return [part for part in parts if part]


def rating(data: JSON, region: str) -> str:
    """The content rating in the visitor's country; "" when it is not known there."""
    for row in rows(data, "content_ratings", "results"):
        if text(row, "iso_3166_1") == region and text(row, "rating"):
            return certified(text(row, "rating"), region)
    return ""


def facts(data: JSON, locale: Locale) -> list[Fact]:
    return known(
        (
            fact("Genres", *(Link(name, url) for name, url in genre_links(data, "tv"))),
            fact("Status", text(data, "status")),
            fact("Kind", text(data, "type") if text(data, "type") != "Scripted" else ""),
            fact("First aired", date_words(text(data, "first_air_date"))),
            fact("Last aired", date_words(text(data, "last_air_date"))),
            fact("Episodes", _count(data)),
            fact("Shown in cinemas", *_screened(data)),
            fact("Networks", *(_link("network", row) for row in rows(data, "networks"))),
            fact("Countries", *_countries(data)),
            fact("Languages", *names(data, "spoken_languages", key="english_name")),
            fact("Companies", *(_link("company", row) for row in rows(data, "production_companies"))),
        )
    )


def _count(data: JSON) -> str:
    episodes = whole(data, "number_of_episodes")
    runtimes = pick(data, "episode_run_time")
    runtime = runtimes[0] if isinstance(runtimes, list) and runtimes and isinstance(runtimes[0], int) else 0
    return ", ".join(part for part in (plural(episodes, "episode") if episodes else "", minutes(runtime)) if part)


def _screened(data: JSON) -> list[Link]:
    """Episodes, in the order of the story; without a number there is no page to lead to."""
    found = [
        (whole(row, "season_number"), whole(row, "episode_number"))
        for row in rows(data, "screened_theatrically", "results")
        if whole(row, "episode_number")
    ]
    show = whole(data, "id")
    return [Link(f"S{season} E{number}", urls.episode(show, season, number)) for season, number in sorted(found)]


def _countries(data: JSON) -> list[str]:
    return names(data, "production_countries") or [country_name(code) for code in strings(data, "origin_country")]


def _link(kind: str, row: JSON) -> Link:
    return Link(text(row, "name"), urls.of(kind, whole(row, "id"), text(row, "name")))

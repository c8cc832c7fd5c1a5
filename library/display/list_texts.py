"""Sentences about lists: how much is on them, who sees them, and what happens when one is cleared or deleted."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from library.models import Audience, List
from library.publishing import ListSummary

AUDIENCE_SENTENCES = {
    Audience.NOBODY: "Here, only you can see this list.",
    Audience.CLUB: "Here, members of the club can see this list.",
    Audience.EVERYBODY: "Your profile is private, so here nobody else can see this list.",
}


def count_titles(films: int, shows: int) -> str:
    """Return how many there are: "11 films", "1 film and 2 shows", "2 shows", "0 films"."""
    parts = [_count(number, noun) for number, noun in ((films, "film"), (shows, "show")) if number]
    return " and ".join(parts) or _count(0, "film")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def count_unknown(number: int) -> SafeString:
    """Return how much else TMDB's list holds: "2 things this site doesn't understand"."""
    return format_html("{} this site doesn't understand", _count(number, "thing"))


def _and_unknown(summary: ListSummary) -> SafeString:
    return format_html(" and {}", count_unknown(summary.unknown)) if summary.unknown else SafeString("")


def describe_list(list_: List, summary: ListSummary, *, is_own: bool) -> SafeString:
    """Return what is on a list, whose it is, and, for that member, who may see it."""
    number = count_titles(summary.films, summary.shows)
    audience = f"; for {list_.get_audience_display().lower()}" if is_own else ""
    return format_html("{}{}, by {}{}", number, _and_unknown(summary), list_.user.username, audience)


def describe_on_tmdb(summary: ListSummary) -> SafeString:
    """Return a sentence about what the list holds on TMDB, as last read."""
    number = count_titles(summary.films_on_tmdb, len(summary.shows_on_tmdb))
    shows = f" ({', '.join(summary.shows_on_tmdb)})" if summary.shows_on_tmdb else ""
    return format_html("On TMDB it holds {}{}{}.", number, shows, _and_unknown(summary))


def describe_undecided(list_: List, summary: ListSummary) -> SafeString:
    """Return who may see a list here that everybody can see on TMDB, and what it holds there."""
    return format_html("{} {}", AUDIENCE_SENTENCES[Audience(list_.audience)], describe_on_tmdb(summary))


def describe_deletion(list_: List, summary: ListSummary) -> list[SafeString]:
    """Return sentences about what goes when the list is deleted."""
    number = count_titles(summary.films, summary.shows)
    sentences = [format_html("The list with its {} goes, and can't be had back.", number)]
    if list_.tmdb_id:
        on_tmdb = describe_on_tmdb(summary)
        sentences.append(format_html("It is deleted on TMDB as well, with everything on it. {}", on_tmdb))
    return sentences


def describe_clearing(summary: ListSummary, *, is_synced: bool) -> list[str]:
    """Return sentences about what goes when the list is cleared, and what stays on TMDB."""
    if not is_synced:
        return [f"All films{' and shows' if summary.shows else ''} come off the list."]
    sentences = ["All films come off the list, here and on TMDB."]
    if summary.shows_on_tmdb:
        shows = ", ".join(summary.shows_on_tmdb)
        sentences.append(format_html("What stays, since TMDB's interface can't take shows off lists: {}.", shows))
    if summary.shows_only_here:
        sentences.append(f"What comes off as well, on this site: {', '.join(summary.shows_only_here)}.")
    if summary.unknown:
        unknown = count_unknown(summary.unknown)
        sentences.append(format_html("On TMDB the list also holds {}. That stays there.", unknown))
    return sentences

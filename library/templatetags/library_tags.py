"""Ratings and wishes in words."""

from typing import Any

from django import template

from library.models import Action, OutboxEntry, Sync

register = template.Library()


@register.filter
def halves(value: float | str | None) -> str:
    """ "8", "8.5": as TMDB writes it."""
    return f"{float(value or 0):g}"


@register.simple_tag
def merge_is_pending(user: Any) -> bool:
    """Return whether nothing moves between the site and TMDB until the member has chosen how to merge."""
    return Sync.objects.filter(user=user, confirmed_at=None, user__tmdb_link__state="active").exists()


@register.filter
def in_words(wish: OutboxEntry, list_name: str = "") -> str:
    """ "Arrival: rated 8.5", "Arrival: off the watchlist", "Arrival: onto “Owls”"."""
    named = f"“{list_name}”" if list_name else "a list"
    about = str(wish.title) if wish.title else ""
    match wish.action:
        case Action.RATING:
            return f"{about}: rated {wish.desired:g}" if wish.desired is not None else f"{about}: rating taken back"
        case Action.FAVORITE:
            return f"{about}: {'a favourite' if wish.desired else 'no longer a favourite'}"
        case Action.WATCHLIST:
            return f"{about}: {'on the watchlist' if wish.desired else 'off the watchlist'}"
        case Action.LIST_ITEM:
            return f"{about}: {'onto' if wish.desired else 'off'} {named}"
        case Action.LIST_CLEAR:
            return f"{named[0].upper()}{named[1:]} cleared"
        case Action.LIST_DELETE:
            return f"“{list_name}” deleted on TMDB" if list_name else "A list deleted"
    return f"{named[0].upper()}{named[1:]} made"


@register.simple_tag
def counted(films: int, shows: int) -> str:
    """ "11 films", "1 film and 2 shows", "2 shows"."""
    said = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in ((films, "film"), (shows, "show"))]
    return " and ".join(words for words, number in zip(said, (films, shows), strict=True) if number) or said[0]

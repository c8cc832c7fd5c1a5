"""Ratings and wishes in words."""

from django import template

from library.models import Intent, What

register = template.Library()


@register.filter
def halves(value: float | str | None) -> str:
    """ "8", "8.5": as TMDB writes it."""
    return f"{float(value or 0):g}"


@register.filter
def in_words(wish: Intent) -> str:
    """ "Arrival: rated 8.5", "Arrival: off the watchlist"."""
    about = str(wish.title) if wish.title else ""
    match wish.what:
        case What.RATING:
            return f"{about}: rated {wish.wish:g}" if wish.wish is not None else f"{about}: rating taken back"
        case What.FAVORITE:
            return f"{about}: {'a favourite' if wish.wish else 'no longer a favourite'}"
        case What.WATCHLIST:
            return f"{about}: {'on the watchlist' if wish.wish else 'off the watchlist'}"
        case What.LIST_ITEM:
            return f"{about}: {'onto a list' if wish.wish else 'off a list'}"
        case What.LIST_CLEAR:
            return "A list cleared"
    return "A list deleted" if isinstance(wish.wish, dict) else "A list made"

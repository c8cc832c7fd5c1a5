"""Addresses of the site's pages: an id with a readable slug behind it, which may be anything or missing.

An address that can't be made, of a thing whose id is none, is "".
"""

import re

from django.conf import settings
from django.http import HttpRequest
from django.urls import register_converter, reverse
from django.utils.text import slugify

# TMDB's ids fit into 32 bits; a longer number is no id.
MAX_DIGITS = 10
MAX_ID = 2**31 - 1
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,100}")  # ids that are texts: of credits, reviews and orders of episodes


class TitleId:
    """An id that is `603-the-matrix` in an address, and 603 in a view."""

    regex = rf"[0-9]{{1,{MAX_DIGITS}}}(?:-[^/]*)?"

    def to_python(self, value: str) -> int:
        return int(value.partition("-")[0])

    def to_url(self, value: int | str) -> str:
        return str(value)


register_converter(TitleId, "titleid")


class PartNumber:
    """A season's or an episode's number."""

    regex = "[0-9]{1,6}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class ObjectId:
    """TMDB's ids of credits, reviews and episode groups: 24 hexadecimal digits, and a few of other forms."""

    regex = "[0-9A-Za-z_-]{1,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PartNumber, "partnumber")
register_converter(ObjectId, "objectid")


def add_slug(number: int, name: str) -> str:
    slug = slugify(name[:200])[:80].strip("-")
    return f"{number}-{slug}" if slug else str(number)


def movie(movie_id: int, title: str = "") -> str:
    return page("movie", movie_id, title)


def tv(tv_id: int, name: str = "") -> str:
    return page("tv", tv_id, name)


def season(tv_id: int, number: int) -> str:
    return reverse("catalog:season", args=[tv_id, number]) if _is_id(tv_id) and _is_number(number) else ""


def episode(tv_id: int, season_number: int, number: int) -> str:
    if not (_is_id(tv_id) and _is_number(season_number) and _is_number(number)):
        return ""
    return reverse("catalog:episode", args=[tv_id, season_number, number])


def person(person_id: int, name: str = "") -> str:
    return page("person", person_id, name)


def page(kind: str, number: int, name: str = "") -> str:
    """Return the address of a film, person, company …: all that have a page under their kind."""
    return reverse(f"catalog:{kind}", args=[add_slug(number, name)]) if _is_id(number) else ""


def credit(credit_id: str) -> str:
    return reverse("catalog:credit", args=[credit_id]) if SLUG.fullmatch(credit_id) else ""


def review(review_id: str) -> str:
    return reverse("catalog:review", args=[review_id]) if SLUG.fullmatch(review_id) else ""


def order(tv_id: int, group_id: str) -> str:
    has_page = _is_id(tv_id) and SLUG.fullmatch(group_id)
    return reverse("catalog:order", args=[tv_id, group_id]) if has_page else ""


def _is_id(number: int) -> bool:
    return 0 < number <= MAX_ID


def _is_number(number: int) -> bool:
    """Return whether a season or episode can have this number; specials have 0."""
    return 0 <= number <= MAX_ID


def absolute(request: HttpRequest, path: str) -> str:
    """Return a path of this site with its origin: that of SITE_URL, else the one under which the visitor sees it."""
    return f"{settings.SITE_ORIGIN}{path}" if settings.SITE_ORIGIN else request.build_absolute_uri(path)

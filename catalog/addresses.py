"""Where things are: an id with a readable slug behind it, which may be anything or missing."""

from django.urls import register_converter, reverse
from django.utils.text import slugify

# TMDB's ids fit into 32 bits; a longer number is no id.
MAX_DIGITS = 10


class TitleId:
    """`603-the-matrix` in an address, 603 in a view."""

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


def with_slug(number: int, name: str) -> str:
    slug = slugify(name)[:80].strip("-")
    return f"{number}-{slug}" if slug else str(number)


def movie(movie_id: int, title: str = "") -> str:
    return reverse("catalog:movie", args=[with_slug(movie_id, title)])


def tv(tv_id: int, name: str = "") -> str:
    return reverse("catalog:tv", args=[with_slug(tv_id, name)])


def season(tv_id: int, number: int) -> str:
    return reverse("catalog:season", args=[tv_id, number])


def episode(tv_id: int, season_number: int, number: int) -> str:
    return reverse("catalog:episode", args=[tv_id, season_number, number])


def person(person_id: int, name: str = "") -> str:
    return reverse("catalog:person", args=[with_slug(person_id, name)])


def of(kind: str, number: int, name: str = "") -> str:
    """The address of anything that has a page under its own kind."""
    return reverse(f"catalog:{kind}", args=[with_slug(number, name)])

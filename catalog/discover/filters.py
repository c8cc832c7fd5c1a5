"""The filters of discover, under TMDB's own names, and how they stand in an address.

An address holds only what is asked for: `?with_genres=878|27&primary_release_date.gte=1975&vote_average.gte=7`.
Within a value a comma means "and", a pipe "or", as TMDB has it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

AND, OR = ",", "|"
MAX_IDS = 10  # of people, companies or keywords that one search may name
MAX_VALUES = 60  # of any other filter: more than its form has boxes


@dataclass(frozen=True, slots=True)
class Filter:
    """`joins`: what stands between several values, "" for a filter with one. `kinds`: where TMDB has it."""

    name: str
    joins: str = ""
    kinds: tuple[str, ...] = ("movie", "tv")

    @property
    def argument(self) -> str:
        """Its name in the client."""
        return self.name.replace(".", "_")


MOVIE, TV = ("movie",), ("tv",)
FILTERS = (
    Filter("sort_by"),
    Filter("with_genres", AND),
    Filter("without_genres", AND),
    Filter("primary_release_date.gte", kinds=MOVIE),
    Filter("primary_release_date.lte", kinds=MOVIE),
    Filter("region", kinds=MOVIE),
    Filter("release_date.gte", kinds=MOVIE),
    Filter("release_date.lte", kinds=MOVIE),
    Filter("with_release_type", OR, MOVIE),
    Filter("first_air_date.gte", kinds=TV),
    Filter("first_air_date.lte", kinds=TV),
    Filter("air_date.gte", kinds=TV),
    Filter("air_date.lte", kinds=TV),
    Filter("with_status", OR, TV),
    Filter("with_type", OR, TV),
    Filter("with_networks", OR, TV),
    Filter("screened_theatrically", kinds=TV),
    Filter("with_runtime.gte"),
    Filter("with_runtime.lte"),
    Filter("vote_average.gte"),
    Filter("vote_average.lte"),
    Filter("vote_count.gte"),
    Filter("vote_count.lte"),
    Filter("certification_country", kinds=MOVIE),
    Filter("certification", OR, MOVIE),
    Filter("certification.gte", kinds=MOVIE),
    Filter("certification.lte", kinds=MOVIE),
    Filter("with_original_language", OR),
    Filter("with_origin_country", OR),
    Filter("watch_region"),
    Filter("with_watch_providers", OR),
    Filter("without_watch_providers", AND),
    Filter("with_watch_monetization_types", OR),
    Filter("with_people", AND, MOVIE),
    Filter("with_cast", AND, MOVIE),
    Filter("with_crew", AND, MOVIE),
    Filter("with_companies", OR),
    Filter("without_companies", AND),
    Filter("with_keywords", AND),
    Filter("without_keywords", AND),
)
BY_NAME = {one.name: one for one in FILTERS}

# Filters that hold ids of things which the page has to look up to name them.
NAMED = {
    "with_people": "person", "with_cast": "person", "with_crew": "person",
    "with_companies": "company", "without_companies": "company", "with_networks": "network",
    "with_keywords": "keyword", "without_keywords": "keyword",
}  # fmt: skip


def filters_of(kind: str) -> Iterable[Filter]:
    return (one for one in FILTERS if kind in one.kinds)


def split(value: str) -> list[str]:
    return [part for part in value.replace(OR, AND).split(AND) if part]


def has_too_many(values: dict[str, str]) -> bool:
    """Return whether a filter has more values than TMDB or the page can do with."""
    return any(len(split(value)) > MAX_VALUES for value in values.values())


def ids(value: str) -> list[int]:
    numbers = [int(part) for part in split(value) if part.isascii() and part.isdecimal() and len(part) <= 10]
    return numbers[:MAX_IDS]


def parse_filters(query: QueryDict, kind: str) -> dict[str, str]:
    """What an address asks for: known filters with a value; boxes ticked in the form joined as their filter is."""
    found: dict[str, str] = {}
    for one in filters_of(kind):
        values = [value.strip() for value in query.getlist(one.name) if value.strip()]
        if values:
            found[one.name] = _joined(one, values, query)
    return found


def _joined(one: Filter, values: list[str], query: QueryDict) -> str:
    if not one.joins:
        return values[-1]
    any_of = query.get(f"{one.name}.any")
    return (OR if any_of else one.joins).join(dict.fromkeys(values))


def address(found: dict[str, str], page: int = 1) -> str:
    """The query of an address that asks for just this. Commas and pipes stay legible."""
    query = QueryDict(mutable=True)
    query.update(found)
    if page > 1:
        query["page"] = str(page)
    return query.urlencode(safe=",|")


def needs_redirect(query: QueryDict, found: dict[str, str]) -> bool:
    """Whether the address says the same in more words: empty fields, a box a time, names that became ids."""
    plain = {name: query.getlist(name) for name in query if name != "page"}
    return plain != {name: [value] for name, value in found.items()}

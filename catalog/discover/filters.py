"""Filters in an address, under TMDB's own names.

An address holds only filters with a value: `?with_genres=878|27&primary_release_date.gte=1975&vote_average.gte=7`.
Within a value a comma means "and", a pipe "or", as TMDB has it.
"""

from collections.abc import Iterator, Mapping

from django.http import QueryDict

from catalog.discover.table import AND, BY_PARAMETER, OR, SORT_BY, filters_of
from catalog.numbers import parse_number

MAX_IDS = 10  # of people, companies or keywords that one search may name
MAX_VALUES = 60  # of any other filter: more than its form has boxes
MAX_ID_DIGITS = 10


def split(value: str) -> list[str]:
    return [part for part in value.replace(OR, AND).split(AND) if part]


def joins_of(parameter: str) -> str:
    """Return what stands between several values of a parameter, "" for a parameter with one."""
    return BY_PARAMETER[parameter].joins if parameter in BY_PARAMETER else ""


def has_too_many(values: Mapping[str, str]) -> bool:
    """Return whether a filter has more values than TMDB or the page can do with."""
    return any(len(split(value)) > MAX_VALUES for value in values.values())


def ids(value: str) -> list[int]:
    numbers = (parse_number(part, MAX_ID_DIGITS) for part in split(value))
    return [number for number in numbers if number is not None][:MAX_IDS]


def parse_filters(query: QueryDict, kind: str) -> dict[str, str]:
    """Return the filters of an address that have a value; boxes ticked in the form become one value."""
    values: dict[str, str] = {}
    for parameter in _parameters_of(kind):
        texts = [text.strip() for text in query.getlist(parameter) if text.strip()]
        if texts:
            values[parameter] = _join(parameter, texts, query)
    return values


def _parameters_of(kind: str) -> Iterator[str]:
    yield SORT_BY
    for filter_ in filters_of(kind):
        yield from filter_.parameters


def _join(parameter: str, texts: list[str], query: QueryDict) -> str:
    joins = joins_of(parameter)
    if not joins:
        return texts[-1]
    any_of = query.get(BY_PARAMETER[parameter].any_field_name)
    return (OR if any_of else joins).join(dict.fromkeys(texts))


def address(values: Mapping[str, str], page: int = 1) -> str:
    """Return the query of an address with just these filters, its commas and pipes legible."""
    query = QueryDict(mutable=True)
    query.update(dict(values))
    if page > 1:
        query["page"] = str(page)
    return query.urlencode(safe=",|")


def needs_redirect(query: QueryDict, values: Mapping[str, str]) -> bool:
    """Return whether the address says the same in more words: empty fields, a box a time, names that became ids."""
    texts = {name: query.getlist(name) for name in query if name != "page"}
    return texts != {name: [value] for name, value in values.items()}

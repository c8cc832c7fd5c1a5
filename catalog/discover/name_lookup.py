"""Names written into the form become ids in the address: the first that TMDB finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from catalog.discover.fields import MAX_NAME_LENGTH
from catalog.discover.filters import ids
from catalog.discover.table import Filter, filters_of
from catalog.gateway import PAGE_DEADLINE, Answer, Call, NotFound, Unavailable, gateway
from tmdb import Deadline
from tmdb.payload import get_int, get_rows


@dataclass
class ResolvedNames:
    """Filters once the names written into the form have been looked up.

    `values`: the filters, with the ids of names that TMDB knows. `unknown`: the names that it doesn't.
    """

    values: dict[str, str]
    unknown: list[str] = field(default_factory=list)


def resolve_names(query: QueryDict, values: Mapping[str, str], kind: str) -> ResolvedNames:
    """Look up the names of the `add.…` fields.

    Raises Unavailable when TMDB doesn't answer.
    """
    result = ResolvedNames(dict(values))
    for filter_ in filters_of(kind):
        name = " ".join(query.get(filter_.field_name(filter_.name), "").split())[:MAX_NAME_LENGTH]
        if name and filter_.thing and filter_.thing.search:
            _add(result, filter_, name, _first_id(filter_.thing.search(name), name))
    return result


def _add(result: ResolvedNames, filter_: Filter, name: str, number: int) -> None:
    if not number:
        result.unknown.append(name)
        return
    numbers = [*ids(result.values.get(filter_.name, "")), number]
    result.values[filter_.name] = filter_.joins.join(dict.fromkeys(map(str, numbers)))


def _first_id(call: Call, name: str) -> int:
    """Return the id of the best match, 0 where there is none.

    Raises Unavailable when TMDB doesn't answer.
    """
    outcome = gateway().gather({"search": call}, Deadline.after(PAGE_DEADLINE))["search"]
    if isinstance(outcome, Unavailable):
        raise outcome
    if isinstance(outcome, NotFound):
        return 0
    return _best_match(outcome, name)


def _best_match(answer: Answer, name: str) -> int:
    """Return the id of the one with just that name, else of TMDB's first."""
    rows = get_rows(answer.data, "results")
    exact = [row for row in rows if str(row.get("name", "")).casefold() == name.casefold()]
    return get_int((exact or rows)[0], "id") if rows else 0

"""Names written into the form become ids in the address: the first that TMDB finds."""

from dataclasses import dataclass, field

from django.http import QueryDict

from catalog.discover.filters import BY_NAME, NAMED, ids
from catalog.gateway import PAGE_DEADLINE, Answer, Call, NotFound, Unavailable, api, gateway
from tmdb import Deadline
from tmdb.payload import get_int, get_rows


@dataclass
class Added:
    """`found`: the filters with what was added. `unknown`: names that TMDB does not know."""

    found: dict[str, str]
    unknown: list[str] = field(default_factory=list)


def search_call(kind: str, name: str) -> Call:
    match kind:
        case "person":
            return api.search.people(name)
        case "company":
            return api.search.companies(name)
    return api.search.keywords(name)


def resolve_names(query: QueryDict, found: dict[str, str]) -> Added:
    """Look up the names of the `add.…` fields. Raises Unavailable when TMDB doesn't answer."""
    result = Added(dict(found))
    for name, kind in NAMED.items():
        written = " ".join(query.get(f"add.{name}", "").split())[:100]
        if written:
            _add(result, name, written, _first_id(kind, written))
    return result


def _add(result: Added, name: str, written: str, number: int) -> None:
    if not number:
        result.unknown.append(written)
        return
    known = [str(one) for one in ids(result.found.get(name, ""))]
    result.found[name] = BY_NAME[name].joins.join(dict.fromkeys([*known, str(number)]))


def _first_id(kind: str, name: str) -> int:
    outcome = gateway().gather({"search": search_call(kind, name)}, Deadline.after(PAGE_DEADLINE))["search"]
    if isinstance(outcome, Unavailable):
        raise outcome
    if isinstance(outcome, NotFound):
        return 0
    return _best(outcome, name)


def _best(answer: Answer, name: str) -> int:
    """The one of just that name, else TMDB's first."""
    found = get_rows(answer.data, "results")
    exact = [row for row in found if str(row.get("name", "")).casefold() == name.casefold()]
    return get_int((exact or found)[0], "id") if found else 0

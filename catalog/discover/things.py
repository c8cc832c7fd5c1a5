"""People, companies, networks and keywords: addresses of discover have their ids, its form and chips their names."""

from collections.abc import Callable
from dataclasses import dataclass

from catalog.gateway import Call, api


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing that filters name by its id.

    `details` is the call for one of them; `search` the call that finds one by its name, None where TMDB has none.
    """

    kind: str
    details: Callable[[int], Call]
    search: Callable[[str], Call] | None


PERSON = Thing("person", api.people.details, api.search.people)
COMPANY = Thing("company", api.companies.details, api.search.companies)
NETWORK = Thing("network", api.networks.details, None)
KEYWORD = Thing("keyword", api.keywords.details, api.search.keywords)

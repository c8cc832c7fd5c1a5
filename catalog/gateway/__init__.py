"""TMDB as the pages see it: cached, shared between visitors, bounded in time.

`api` describes a call (`api.movies.details(603)`), `gateway()` answers it: fresh from the cache, or stale while a task
refreshes it, or from TMDB for the first visitor while the others wait for the same answer. What TMDB does not answer
within a page's deadline is `Unavailable`, never an empty result.
"""

from catalog.gateway.gateway import PAGE_DEADLINE, Gateway, Outcome, gateway, reset_caches
from catalog.gateway.results import Answer, NotFound, Unavailable, UpstreamProblem
from tmdb import Call, Endpoints

api: Endpoints[Call] = Endpoints(lambda call: call)

__all__ = [
    "PAGE_DEADLINE",
    "Answer",
    "Call",
    "Gateway",
    "NotFound",
    "Outcome",
    "Unavailable",
    "UpstreamProblem",
    "api",
    "gateway",
    "reset_caches",
]

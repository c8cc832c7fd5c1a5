"""Pages, of twenty where nothing else is said."""

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from tmdb_demo.call import JSON, Call

T = TypeVar("T")
SIZE = 20


def paged(call: Call, found: Sequence[T], row: Callable[[T], Any], *, cap: int = 0, size: int = SIZE) -> JSON:
    """One page of `found`, each made a row. Only the rows of that page are made. `cap`: TMDB counts no further."""
    page, total = call.page, len(found)
    if cap:
        total = min(total, cap * size)
    start = (page - 1) * size
    return {
        "page": page,
        "results": [row(one) for one in found[start : start + size]],
        "total_pages": max(1, math.ceil(total / size)),
        "total_results": total,
    }

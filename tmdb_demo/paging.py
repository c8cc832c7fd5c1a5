"""Pages of twenty."""

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from tmdb_demo.call import JSON, Call

T = TypeVar("T")
SIZE = 20


def paged(call: Call, found: Sequence[T], row: Callable[[T], Any], *, cap: int = 0) -> JSON:
    """One page of `found`, each made a row. Only the rows of that page are made. `cap`: TMDB counts no further."""
    page, total = call.page, len(found)
    if cap:
        total = min(total, cap * SIZE)
    start = (page - 1) * SIZE
    return {
        "page": page,
        "results": [row(one) for one in found[start : start + SIZE]],
        "total_pages": max(1, math.ceil(total / SIZE)),
        "total_results": total,
    }

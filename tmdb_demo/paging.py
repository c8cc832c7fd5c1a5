"""Pages of results."""

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from tmdb_demo.call import JSON, Call

T = TypeVar("T")
PAGE_SIZE = 20  # rows, where nothing else is specified


def paginate(
    call: Call, items: Sequence[T], build_row: Callable[[T], Any], *, max_pages: int = 0, size: int = PAGE_SIZE
) -> JSON:
    """Return the page that a call requests; only the rows of that page are built.

    `max_pages`: TMDB counts no further; 0 for no limit.
    """
    page, total = call.page, len(items)
    if max_pages:
        total = min(total, max_pages * size)
    start = (page - 1) * size
    return {
        "page": page,
        "results": [build_row(item) for item in items[start : start + size]],
        "total_pages": max(1, math.ceil(total / size)),
        "total_results": total,
    }

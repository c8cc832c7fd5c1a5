"""Pages of results: TMDB has 20 a page and at most 500 pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from catalog.numbers import parse_number

MAX_PAGE = 500
PAGES_AROUND = 2  # pages named on either side of the current one


class BadPage(Exception):
    """An address asks for a page whose number is not one from 1 to 500."""


def parse_page_number(request: HttpRequest) -> int:
    """Return the page of a list that the address asks for. Raises BadPage."""
    number = parse_number(request.GET.get("page", "1"), max_digits=4)
    if number is None or not 1 <= number <= MAX_PAGE:
        raise BadPage
    return number


@dataclass(frozen=True)
class Pager:
    """The links to the other pages of a list.

    `query`: the parameters of the list's address, without the page.
    """

    number: int
    total: int
    query: str = ""

    @classmethod
    def of(cls, number: int, total_pages: int, query: str = "") -> "Pager":
        return cls(number, max(1, min(total_pages, MAX_PAGE)), query)

    def url(self, number: int) -> str:
        parameters = QueryDict(self.query, mutable=True)
        if number > 1:
            parameters["page"] = str(number)
        return f"?{parameters.urlencode()}" if parameters else "?"

    @property
    def is_beyond(self) -> bool:
        """Return whether the list ends before this page."""
        return self.number > self.total

    @property
    def previous_url(self) -> str:
        return self.url(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        return self.url(self.number + 1) if self.number < self.total else ""

    @property
    def first_url(self) -> str:
        return self.url(1)

    @property
    def entries(self) -> Iterator[tuple[int, str, bool]]:
        """Yield (number, address, is_current) for the first page, those around this one and the last.

        A gap between them is (0, "", False).
        """
        around = range(max(1, self.number - PAGES_AROUND), min(self.total, self.number + PAGES_AROUND) + 1)
        previous = 0
        for number in sorted({1, *around, self.total}):
            if number > previous + 1:
                yield 0, "", False
            yield number, self.url(number), number == self.number
            previous = number

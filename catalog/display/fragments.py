"""Places in a page that are somebody's own: the page is kept the same for everybody, and these are filled when it goes
out.

A template marks a place with `{% slot "card" card.kind card.id %}`; whoever knows members registers a filler, which
gets all places of a page at once. The catalogue knows no members, and without a filler the places stay empty.
"""

import re
from collections.abc import Sequence
from typing import Protocol

from django.http import HttpResponse
from django.template.loader import render_to_string

from catalog.http import Request

MARK = re.compile(r"<!--slot ([a-z]+)((?: [a-z0-9-]+)*)-->")

Placeholder = tuple[str, tuple[str, ...]]  # a slot's name, and what it is about


class FragmentProvider(Protocol):
    def is_personal(self, request: Request) -> bool:
        """Whether pages for this visitor differ from everybody's."""
        ...

    def filled(self, request: Request, places: Sequence[Placeholder]) -> dict[Placeholder, str]:
        """HTML for the places; those it leaves out stay empty."""
        ...


_fillers: list[FragmentProvider] = []


def register(filler: FragmentProvider) -> None:
    _fillers.append(filler)


def is_personal(request: Request) -> bool:
    return any(filler.is_personal(request) for filler in _fillers)


def mark(name: str, *about: object) -> str:
    return f"<!--slot {' '.join([name, *map(str, about)])}-->"


def render_placeholders(html: str, request: Request) -> str:
    places = [_place(found) for found in MARK.finditer(html)]
    made: dict[Placeholder, str] = {}
    for filler in _fillers:
        made |= filler.filled(request, list(dict.fromkeys(places)))
    return MARK.sub(lambda found: made.get(_place(found), ""), html)


def _place(found: "re.Match[str]") -> Placeholder:
    return found[1], tuple(found[2].split())


def render(request: Request, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    """A page of somebody's own that has such places in it."""
    return HttpResponse(render_placeholders(render_to_string(template, context, request), request), status=status)

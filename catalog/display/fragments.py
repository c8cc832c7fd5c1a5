"""Personal fragments: a page is rendered the same for everybody, and fragments are put into it when it goes out.

A template has `{% placeholder "card" card.kind card.id %}` where a fragment goes. Apps that know members register a
provider, which gets all placeholders of a page at once. The catalogue knows no members; without a provider the
placeholders are just taken out.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from django.http import HttpResponse
from django.template.loader import render_to_string

from catalog.http import Request

PLACEHOLDER_PATTERN = re.compile(r"<!--placeholder ([a-z]+)((?: [a-z0-9-]+)*)-->")


class Placeholder(NamedTuple):
    """A place for a fragment: the fragment's name, and what it is about, such as ("movie", "603")."""

    name: str
    subject: tuple[str, ...]


class FragmentProvider(Protocol):
    """What knows the fragments of some placeholders."""

    def is_personal(self, request: Request) -> bool:
        """Return whether pages for this visitor differ from everybody's."""
        ...

    def render_fragments(self, request: Request, placeholders: Sequence[Placeholder]) -> dict[Placeholder, str]:
        """Return HTML by placeholder; those left out stay empty."""
        ...


_providers: list[FragmentProvider] = []


def register_provider(provider: FragmentProvider) -> None:
    _providers.append(provider)


@contextmanager
def only_provider(provider: FragmentProvider) -> Iterator[None]:
    """Let one provider stand for all, for tests."""
    registered = _providers[:]
    _providers[:] = [provider]
    try:
        yield
    finally:
        _providers[:] = registered


def is_personal(request: Request) -> bool:
    """Return whether pages for this visitor differ from everybody's."""
    return any(provider.is_personal(request) for provider in _providers)


def write_placeholder(name: str, *subject: object) -> str:
    """Return a placeholder as it stands in HTML."""
    return f"<!--placeholder {' '.join([name, *map(str, subject)])}-->"


def render_placeholders(html: str, request: Request) -> str:
    """Put each placeholder's fragment in its place."""
    placeholders = [_read_placeholder(match) for match in PLACEHOLDER_PATTERN.finditer(html)]
    fragments: dict[Placeholder, str] = {}
    for provider in _providers:
        fragments |= provider.render_fragments(request, list(dict.fromkeys(placeholders)))
    return PLACEHOLDER_PATTERN.sub(lambda match: fragments.get(_read_placeholder(match), ""), html)


def _read_placeholder(match: "re.Match[str]") -> Placeholder:
    return Placeholder(match[1], tuple(match[2].split()))


def render_personal_page(
    request: Request, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """Render a page that is personal anyway, and that has placeholders in it."""
    return HttpResponse(render_placeholders(render_to_string(template, context, request), request), status=status)

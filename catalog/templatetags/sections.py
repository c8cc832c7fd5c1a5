"""Parts of a page that are there only with something in them: sections, grids, pagers; and what stands in their place.

What decides is in the view-model: a template names what a part would show.
"""

from collections.abc import Collection
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.display.cards import Card
from catalog.display.lists import EmptyState
from catalog.display.paging import Pager
from catalog.templatetags.markup import EMPTY, attributes, element

register = template.Library()


@register.simple_block_tag
def section(content: SafeString, items: object, heading: str, *, id: str = "", count: object = "") -> SafeString:
    """Return a block as a section with a heading; without items there is none. `count` stands behind the heading."""
    return _wrap(content, heading, count, "section", "section-heading", id=id) if items else EMPTY


@register.simple_block_tag
def side_section(content: SafeString, items: object, heading: str) -> SafeString:
    """Return a block as a section of the narrow column; without items there is none."""
    return _wrap(content, heading, "", "side-section", "side-heading") if items else EMPTY


def _wrap(
    content: SafeString, heading: str, count: object, name: str, heading_name: str, **values: object
) -> SafeString:
    number = element("span", count, **{"class": "quiet"})
    return format_html(
        '<section{}>\n<h2 class="{}">{}{}{}</h2>\n{}</section>',
        attributes(**{"class": name} | values),
        heading_name,
        heading,
        " " if number else "",
        number,
        content,
    )


@register.simple_tag
def card_grid(cards: Collection[Card]) -> str:
    """Return cards in columns."""
    return render_to_string("partials/grid.html", {"cards": cards}) if cards else EMPTY


@register.simple_tag
def pager(pages: Pager | None) -> str:
    """Return the ways to the other pages of a list."""
    return render_to_string("partials/pager.html", {"pager": pages}) if pages else EMPTY


@register.simple_tag
def empty_state(state: EmptyState | None) -> str:
    """Return what stands where nothing is."""
    return render_to_string("partials/empty.html", _fields(state)) if state else EMPTY


@register.simple_tag
def notice(text: str, level: str) -> str:
    """Return a line that has to be said. `level` is that of partials/notice.html."""
    return render_to_string("partials/notice.html", {"text": text, "level": level}) if text else EMPTY


def _fields(state: EmptyState) -> dict[str, Any]:
    return {"heading": state.heading, "text": state.text, "url": state.url, "label": state.label}

"""Markup that is there only where it has something to say: attributes, elements, links; and which partial fits.

A template names what may stand there, `{% element "p" page.overview class="title-overview" %}`; an empty value leaves
all of it out. Values are escaped as in `{{ value }}`.
"""

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

EMPTY = SafeString("")
KIND_NAMES = {"person": "Person", "tv": "Show", "collection": "Collection"}
NOTICE_ICONS = {"error": "triangle-alert", "stale": "history"}


@register.simple_tag
def attributes(**values: object) -> SafeString:
    """Return an element's attributes, without those that are empty: `lang=card.lang` gives ` lang="fr"`.

    An underscore in a name stands for a hyphen.
    """
    pairs = ((name.replace("_", "-"), value) for name, value in values.items() if value)
    return format_html_join("", ' {}="{}"', pairs)


@register.simple_tag
def flag(name: str, is_set: object) -> SafeString:
    """Return an attribute without a value, such as ` data-invalid`."""
    return format_html(" {}", name) if is_set else EMPTY


@register.simple_tag
def element(tag: str, content: object, /, **values: object) -> SafeString:
    """Return an element around its content, and nothing where that is empty."""
    return format_html("<{}{}>{}</{}>", tag, attributes(**values), content, tag) if content else EMPTY


@register.simple_tag
def canonical_link(url: str) -> SafeString:
    """Return what tells search engines a page's own address."""
    return format_html('<link rel="canonical" href="{}">', url) if url else EMPTY


@register.simple_tag
def open_graph(name: str, content: str) -> SafeString:
    """Return what other sites show of a page that somebody links to."""
    return format_html('<meta property="og:{}" content="{}">', name, content) if content else EMPTY


@register.simple_tag
def link(url: str, text: object, /, *, hidden: str = "", **values: object) -> SafeString:
    """Return a link, and nothing without an address. Screen readers go on with `hidden`."""
    rest = element("span", hidden, **{"class": "visually-hidden"})
    pairs = {"class": values.pop("class", ""), "href": url} | values
    return format_html("<a{}>{}{}</a>", attributes(**pairs), text, rest) if url else EMPTY


@register.simple_tag
def link_or_text(text: object, url: str, /, **values: Any) -> object:
    """Return a text, linked where there is an address."""
    return link(url, text, **values) if text and url else text


@register.simple_tag
def link_or_span(text: object, url: str, /, **values: Any) -> SafeString:
    """Return a text as a link, or where it leads nowhere as a span of the same looks."""
    return link(url, text, **values) or element("span", text, **values)


@register.simple_tag
def joined(separator: str, /, *parts: object) -> SafeString:
    """Return the parts that are not empty, with a separator between them."""
    return format_html_join(separator, "{}", ((part,) for part in parts if part))


@register.filter
def prefixed(text: object, prefix: str) -> str:
    """Put words in front of a text, and none in front of an empty one."""
    return f"{prefix}{text}" if text else ""


@register.filter
def suffixed(text: object, suffix: str) -> str:
    """Put words behind a text, and none behind an empty one."""
    return f"{text}{suffix}" if text else ""


@register.filter
def in_brackets(text: object) -> str:
    """Return " (1999)", and "" for an empty text."""
    return f" ({text})" if text else ""


@register.filter
def is_longer_than(text: str, length: int) -> bool:
    return len(text) > length


@register.filter
def kind_name(kind: str) -> str:
    """Return what a card's kind is called beside its title."""
    return KIND_NAMES.get(kind, "Film")


@register.filter
def color_scheme(theme: str) -> str:
    """Return what browsers call a theme; without one it is the dark one."""
    return "light dark" if theme == "system" else theme or "dark"


@register.filter
def picture_shape(kind: str) -> str:
    """Return the shape of a card's picture."""
    return "profile" if kind == "person" else "poster"


@register.filter
def notice_icon(level: str) -> str:
    return NOTICE_ICONS.get(level, "info")


@register.filter
def card_partial(kind: str) -> str:
    """Return the partial that shows a card of this kind."""
    return "partials/person_card.html" if kind == "person" else "partials/card.html"


@register.filter
def field_partial(field: BoundField) -> str:
    """Return the partial that shows a form's field."""
    if field.is_hidden:
        return "partials/field_hidden.html"
    if field.use_fieldset:
        return "partials/field_group.html"
    return "partials/field_check.html" if field.widget_type == "checkbox" else "partials/field_line.html"

"""Reviews, which are Markdown with bits of HTML in it, written by strangers.

They are rendered, and then stripped of all but marks in a text.
"""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from tmdb.web_address import clean_web_address

TAGS = {
    "p",
    "br",
    "em",
    "strong",
    "b",
    "i",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "h4",
    "hr",
    "code",
    "del",
    "s",
}
ATTRIBUTES = {"a": {"href"}}

MAX_LENGTH = 12_000  # characters, some 2,000 words: what is behind them is left out
# Brackets and tags that are read as such: a text with more of them is no review, and costs more than its length.
MAX_MARKS = 400

_markdown = MarkdownIt("commonmark", {"html": True, "breaks": True, "linkify": False})
_without_marks = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False}).disable(["link", "image"])


def render_markdown(content: str) -> SafeString:
    """Return HTML that can stand in a page.

    It has no scripts, pictures, styles or headings above its place, and its links lead to the web.
    """
    shown = content if len(content) <= MAX_LENGTH else f"{content[:MAX_LENGTH]} …"
    is_plain = shown.count("<") + shown.count("[") > MAX_MARKS
    html = nh3.clean(
        (_without_marks if is_plain else _markdown).render(shown),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https"},
        link_rel="nofollow noopener ugc",
    )
    return mark_safe(html)  # noqa: S308 — cleaned in the line above


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return what stands in an attribute; None leaves it out."""
    return (clean_web_address(value) or None) if name == "href" else value

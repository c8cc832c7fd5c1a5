"""Reviews are Markdown with bits of HTML, written by strangers: rendered, and then stripped of all but plain text
marks."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

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

_markdown = MarkdownIt("commonmark", {"html": True, "breaks": True, "linkify": False})


def safe(content: str) -> SafeString:
    """HTML that can stand in a page: no scripts, pictures, styles or headings above its place."""
    html = nh3.clean(
        _markdown.render(content),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel="nofollow noopener ugc",
    )
    return mark_safe(html)  # noqa: S308 — cleaned in the line above

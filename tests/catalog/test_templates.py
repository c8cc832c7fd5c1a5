"""What holds for all templates, and for those that need no page."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.messages import constants
from django.template.loader import render_to_string

from catalog import styleguide

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def test_no_template_needs_inline_styles_or_scripts() -> None:
    """A strict Content-Security-Policy would drop them."""
    inline = re.compile(r"\sstyle=|<style|<script(?![^>]*src=)|\son[a-z]+=\"|javascript:")
    assert [str(path) for path in TEMPLATES.rglob("*.html") if inline.search(path.read_text())] == []


def test_icons_are_in_the_sprite() -> None:
    names = {name for path in TEMPLATES.rglob("*.html") for name in re.findall(r'{% icon "([\w-]+)"', path.read_text())}
    assert names
    assert names <= set(styleguide.icon_names())


def test_messages_are_toasts() -> None:
    message = {"level_tag": constants.DEFAULT_TAGS[constants.SUCCESS], "message": "Kept."}
    html = render_to_string("partials/toasts.html", {"messages": [message["message"]]})
    assert "Kept." in html
    assert 'role="status"' in html


@pytest.mark.parametrize("code", ["400", "403", "404", "500", "502", "503"])
def test_error_pages_need_no_context(code: str) -> None:
    html = render_to_string(f"{code}.html")
    assert code in html
    assert html.count("<h1") == 1
    assert 'lang="en-GB"' in html


def test_unavailable_says_why() -> None:
    html = render_to_string("503.html", {"reason": "TMDB refuses our key.", "retry_after": 1})
    assert "TMDB refuses our key." in html
    assert "in 1 second." in html

"""Placeholders in a page, and the fragments that providers put there."""

from collections.abc import Iterator, Sequence
from typing import cast

import pytest
from django.template import engines
from django.test import RequestFactory

from catalog.display import fragments
from catalog.display.fragments import Placeholder
from catalog.http import Request


class Echo:
    """Says what each placeholder is about, and remembers how often it was called."""

    def __init__(self) -> None:
        self.calls: list[list[Placeholder]] = []

    def is_personal(self, request: Request) -> bool:
        return request.path == "/mine/"

    def render_fragments(self, request: Request, placeholders: Sequence[Placeholder]) -> dict[Placeholder, str]:
        self.calls.append(list(placeholders))
        return {place: f"<b>{' '.join(place.subject)}</b>" for place in placeholders if place.name == "echo"}


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Echo]:
    provider = Echo()
    with fragments.only_provider(provider):
        yield provider


def request_to(path: str = "/") -> Request:
    return cast("Request", RequestFactory().get(path))


def test_what_a_template_marks_is_filled_all_at_once(echo: Echo) -> None:
    source = '{% load site %}{% placeholder "echo" "movie" 603 %}, {% placeholder "echo" "movie 603" %}'
    html = engines["django"].from_string(source).render({})
    assert fragments.render_placeholders(html, request_to()) == "<b>movie 603</b>, <b>movie 603</b>"
    assert echo.calls == [[Placeholder("echo", ("movie", "603"))]]


def test_what_no_provider_knows_is_taken_out(echo: Echo) -> None:
    html = f"before{fragments.write_placeholder('other', 1)}after"
    assert fragments.render_placeholders(html, request_to()) == "beforeafter"


@pytest.mark.parametrize(
    "html", ["", "plain", "<!--placeholder-->", "<!--placeholder ECHO-->", "<!--placeholder echo <b>-->"]
)
def test_what_is_no_placeholder_stays(echo: Echo, html: str) -> None:
    assert fragments.render_placeholders(html, request_to()) == html


def test_pages_are_personal_when_a_provider_says_so(echo: Echo) -> None:
    assert fragments.is_personal(request_to("/mine/"))
    assert not fragments.is_personal(request_to("/yours/"))

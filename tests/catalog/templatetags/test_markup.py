"""Tags that leave out what has nothing to say."""

from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string

from catalog import styleguide
from catalog.display.paging import Pager
from catalog.templatetags import markup


def rendered(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load markup %}" + source).render(context)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('<p{% attributes lang="fr" aria_label="" dir=None %}>', '<p lang="fr">'),
        ('<p{% attributes aria_current=1|yesno:"page," %}>', '<p aria-current="page">'),
        ('<p{% flag "data-long" 1 %}{% flag "data-short" 0 %}>', "<p data-long>"),
        ('{% element "p" "So" class="quiet" %}', '<p class="quiet">So</p>'),
        ('{% element "p" "" class="quiet" %}', ""),
        ('{% link "/a" "A" rel="next" class="x" %}', '<a class="x" href="/a" rel="next">A</a>'),
        ('{% link "/a" "All" hidden=" of it" %}', '<a href="/a">All<span class="visually-hidden"> of it</span></a>'),
        ('{% link "" "A" %}', ""),
        ('{% link_or_text "A" "/a" %}{% link_or_text "B" "" %}{% link_or_text "" "/c" %}', '<a href="/a">A</a>B'),
        ('{% link_or_span "A" "" class="chip" %}', '<span class="chip">A</span>'),
        ('{% joined ", " "a" "" None "b" %}', "a, b"),
        ('{{ "x"|prefixed:"a " }}{{ ""|prefixed:"b" }}{{ "y"|suffixed:"-z" }}{{ None|suffixed:"c" }}', "a xy-z"),
        ('{{ "1999"|in_brackets }}{{ ""|in_brackets }}', " (1999)"),
        ('{{ missing|color_scheme }} {{ "system"|color_scheme }} {{ "light"|color_scheme }}', "dark light dark light"),
    ],
)
def test_tags(source: str, html: str) -> None:
    assert rendered(source) == html


def test_nothing_breaks_out() -> None:
    tags = (
        "{% element 'p' text lang=text %}{% link text text hidden=text title=text %}{% joined text text text %}"
        "{% link_or_text text '' as plain %}{{ plain }}{% attributes alt=text %}{{ text|prefixed:text }}"
    )
    assert '"><b>' not in rendered(tags, text='"><b>')


def test_notices_have_icons_of_the_sprite() -> None:
    assert {markup.notice_icon(level) for level in ("error", "stale", "")} <= set(styleguide.icon_names())


class Form(forms.Form):
    name = forms.CharField(help_text="In full")
    agreed = forms.BooleanField()
    colour = forms.ChoiceField(choices=[("red", "Red")], widget=forms.RadioSelect)
    token = forms.CharField(widget=forms.HiddenInput)


@pytest.mark.parametrize(
    ("name", "block"),
    [("name", '<div class="field"'), ("agreed", "field field-check"), ("colour", "<fieldset"), ("token", "<input")],
)
def test_each_field_has_its_partial(name: str, block: str) -> None:
    html = render_to_string("partials/field.html", {"field": Form({})[name]})
    assert block in html
    assert ("data-invalid" in html) == (name != "token")


def test_all_conditions_of_templates_are_few() -> None:
    """In 100 lines of partials and frames at most eight: Python decides, a template shows."""
    folder = Path(settings.BASE_DIR) / "templates"
    texts = [path.read_text() for path in (*folder.glob("*.html"), *folder.glob("partials/*.html"))]
    conditions = sum(text.count("{% if ") + text.count("{% elif ") for text in texts)
    assert conditions <= 0.08 * sum(len(text.splitlines()) for text in texts)


@pytest.mark.parametrize(
    ("number", "total", "numbers"),
    [
        (1, 3, "1 2 3"),
        (1, 9, "1 2 3 … 9"),
        (5, 9, "1 … 3 4 5 6 7 … 9"),
        (4, 7, "1 2 3 4 5 6 7"),
        (9, 9, "1 … 7 8 9"),
    ],
)
def test_pager_names_both_ends_and_what_is_around(number: int, total: int, numbers: str) -> None:
    entries = list(Pager(number, total).entries)
    assert " ".join(str(page) if address else "…" for page, address, _ in entries) == numbers
    assert [page for page, _, is_current in entries if is_current] == [number]

"""Sections: the pages behind a title's page."""

import pytest
from django.template.loader import get_template

from catalog.pages.person.sections import SECTIONS as PERSON_SECTIONS
from catalog.pages.title.sections import SECTIONS, Section
from tests.catalog.answers import section_request

ALL_SECTIONS = [
    pytest.param(kind, slug, section, id=f"{kind}-{slug}")
    for kind, sections in (*SECTIONS.items(), ("person", PERSON_SECTIONS))
    for slug, section in sections.items()
]


@pytest.mark.parametrize(("kind", "slug", "section"), ALL_SECTIONS)
def test_a_section_has_a_template_of_its_name(kind: str, slug: str, section: Section[object]) -> None:
    folder = "person" if kind == "person" else "title"
    assert get_template(f"catalog/{folder}/{slug}.html")


@pytest.mark.parametrize(("kind", "slug", "section"), ALL_SECTIONS)
def test_a_section_that_can_be_narrowed_has_a_parameter_for_it(kind: str, slug: str, section: Section[object]) -> None:
    assert bool(section.parameter) is bool(section.choices)
    assert "details" not in section.calls(section_request(kind))

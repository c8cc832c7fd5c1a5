"""Seasons and episodes as parts of their show."""

from typing import Any

import pytest

from catalog.gateway import NotFound
from catalog.pages.title.parts import Gallery
from catalog.pages.title.show_part import extract_part, gallery_block, show_call
from tests.catalog.answers import GERMAN
from tmdb.images import Picture

PICTURE = Picture("/a.jpg", "", 1, 1)


def test_a_part_has_the_parts_of_its_own() -> None:
    data = {"season/1": {"name": "One"}, "season/1/images": {"posters": []}, "season/11/images": 1, "season/2": {}}
    assert extract_part(data, "season/1") == {"name": "One", "images": {"posters": []}}


@pytest.mark.parametrize("odd", [None, "", [], 7])
def test_a_part_that_is_none_is_not_found(odd: Any) -> None:
    with pytest.raises(NotFound):
        extract_part({"season/1": odd}, "season/1")
    with pytest.raises(NotFound):
        extract_part({}, "season/1")


def test_the_call_asks_for_the_shows_translations_as_well() -> None:
    assert dict(show_call(1399, GERMAN, ["season/1"]).query)["append_to_response"] == "translations,season/1"


@pytest.mark.parametrize(("count", "is_there"), [(0, False), (1, False), (2, True)])
def test_a_gallery_needs_a_second_picture(count: int, is_there: bool) -> None:
    block = gallery_block(Gallery("Stills", "still", [PICTURE] * count))
    assert bool(block.content) is is_there
    assert (block.heading, block.id) == ("Stills", "stills")

"""Films and shows: what differs between their pages."""

import pytest

from catalog.pages.title.kinds import KINDS, title_call
from tests.catalog.answers import GERMAN


@pytest.mark.parametrize(("kind", "operation"), [("movie", "movie-details"), ("tv", "tv-series-details")])
def test_one_call_brings_all_parts_in_the_visitors_language(kind: str, operation: str) -> None:
    call = title_call(kind, 603, GERMAN)
    query = dict(call.query)
    assert call.operation.id == operation
    assert query["append_to_response"].split(",") == list(KINDS[kind].parts)
    assert query["language"] == "de-DE"
    assert query["include_image_language"] == "de,null,en"
    assert query["include_video_language"] == "de,en,null"

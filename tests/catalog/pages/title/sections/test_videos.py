"""All videos of a title, by type."""

from typing import Any

import pytest

from catalog.pages.title.sections.videos import VideosOfType, content
from tests.catalog.answers import ODD_VALUES, section_request


def video(kind: str, **more: Any) -> dict[str, Any]:
    return {"site": "YouTube", "key": "abc", "name": kind, "type": kind, "iso_639_1": "en", **more}


def videos(*rows: dict[str, Any]) -> list[VideosOfType]:
    languages = [{"iso_639_1": "de", "english_name": "German"}]
    data = {"videos": {"results": list(rows)}, "translations": {"translations": languages}}
    return content(data, section_request(), {})


def test_trailers_first_then_as_one_would_watch_them() -> None:
    kinds = ("Podcast", "Recap", "Bloopers", "Opening Credits", "", "Behind the Scenes", "Clip", "Teaser", "Trailer")
    assert [group.label for group in videos(*map(video, kinds))] == [
        "Trailers", "Teasers", "Clips", "Behind the scenes", "Bloopers", "Opening credits", "Recaps", "Podcast",
        "Other",
    ]  # fmt: skip


def test_official_ones_come_first_and_languages_have_names() -> None:
    [clips] = videos(video("Clip"), video("Clip", official=True, iso_639_1="de"))
    assert [(clip.is_official, clip.language) for clip in clips.videos] == [(True, "German"), (False, "EN")]


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_answers_have_no_videos(odd: Any) -> None:
    assert content({"videos": odd}, section_request(), {}) == []
    assert videos({"site": odd, "key": odd}) == []

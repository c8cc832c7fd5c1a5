"""All videos of a title, by type."""

from dataclasses import dataclass

from catalog.pages.page import Answers
from catalog.pages.title.parts import TitleParts, Video, rank_video_type
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON

PLURALS = {
    "Trailer": "Trailers", "Teaser": "Teasers", "Clip": "Clips", "Featurette": "Featurettes",
    "Behind the Scenes": "Behind the scenes", "Bloopers": "Bloopers", "Opening Credits": "Opening credits",
    "Recap": "Recaps",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VideosOfType:
    label: str
    videos: list[Video]


def content(data: JSON, request: SectionRequest, answers: Answers) -> list[VideosOfType]:
    by_type: dict[str, list[Video]] = {}
    for video in TitleParts(data, request.locale, request.kind).videos:
        by_type.setdefault(video.kind, []).append(video)
    kinds = sorted(by_type, key=rank_video_type)
    return [VideosOfType(PLURALS.get(kind, kind or "Other"), by_type[kind]) for kind in kinds]

"""All videos of a title, by type."""

from dataclasses import dataclass

from catalog.pages.page import Answers
from catalog.pages.title.parts import TRAILERS_FIRST, TitleParts, Video
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON

PLURALS = {
    "Trailer": "Trailers", "Teaser": "Teasers", "Clip": "Clips", "Featurette": "Featurettes",
    "Behind the Scenes": "Behind the scenes", "Bloopers": "Bloopers", "Opening Credits": "Opening credits",
    "Recap": "Recaps",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    videos: list[Video]


def content(data: JSON, asked: SectionRequest, answers: Answers) -> list[Group]:
    found: dict[str, list[Video]] = {}
    for video in TitleParts(data, asked.locale, "").videos:
        found.setdefault(video.kind, []).append(video)
    ordered = sorted(found, key=lambda kind: TRAILERS_FIRST.index(kind) if kind in TRAILERS_FIRST else 99)
    return [Group(PLURALS.get(kind, kind or "Other"), found[kind]) for kind in ordered]

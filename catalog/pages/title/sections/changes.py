"""Changes of the last fourteen days at TMDB, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from catalog.display.formatting import format_date, language_name, shorten
from catalog.display.images import images
from catalog.gateway import Call, api
from catalog.pages.page import Answers, require
from catalog.pages.title.sections.section import SectionRequest
from tmdb.images import Picture
from tmdb.payload import JSON, get_rows, get_str

PERIOD = timedelta(days=13)  # and today: TMDB takes fourteen
MAX_TEXT_LENGTH = 280  # characters of a value
PICTURE_SHAPES = ("poster", "backdrop", "profile", "still", "logo")
# Fields that TMDB calls by another name than people do.
LABELS = {
    "images": "Pictures", "plot_keywords": "Keywords", "imdb_id": "IMDb id", "tvdb_id": "TVDB id", "type": "Kind",
    "name": "Name", "air_date": "Date of broadcast", "place_of_birth": "Place of birth", "episode": "Episodes",
    "season": "Seasons", "spoken_languages": "Languages", "releases": "Releases", "general": "In general",
}  # fmt: skip
ACTIONS = {
    "added": "added", "created": "created", "updated": "changed", "deleted": "taken away", "destroyed": "deleted",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One change of a field.

    `before` and `after` are texts; `picture` what was put in or taken away, if that is a picture.
    """

    when: str
    action: str
    language: str
    before: str
    after: str
    picture: Picture | None
    shape: str


@dataclass(frozen=True, slots=True)
class FieldChanges:
    """The changes of one field, the latest first."""

    label: str
    entries: list[ChangeEntry]


def calls(request: SectionRequest) -> dict[str, Call]:
    """Return the call for the changes of a film, show, person, season or episode, by its own id."""
    today = datetime.now(UTC).date()
    start, end = (today - PERIOD).isoformat(), today.isoformat()
    match request.kind:
        case "movie":
            call = api.movies.changes(request.id, start_date=start, end_date=end)
        case "tv":
            call = api.tv.changes(request.id, start_date=start, end_date=end)
        case "person":
            call = api.people.changes(request.id, start_date=start, end_date=end)
        case "season":
            call = api.seasons.changes(request.id, start_date=start, end_date=end)
        case _:
            call = api.episodes.changes(request.id)
    return {"changes": call}


def content(data: JSON, request: SectionRequest, answers: Answers) -> list[FieldChanges]:
    rows = get_rows(require(answers["changes"]), "changes")
    fields = [FieldChanges(_label(get_str(row, "key")), list(_entries(row))) for row in rows]
    return [field for field in fields if field.entries]


def _label(key: str) -> str:
    return LABELS.get(key) or key.replace("_", " ").capitalize() or "Something"


def _entries(row: JSON) -> Iterator[ChangeEntry]:
    for item in sorted(get_rows(row, "items"), key=lambda item: get_str(item, "time"), reverse=True):
        picture, shape = _picture(item.get("value")) or _picture(item.get("original_value")) or (None, "")
        yield ChangeEntry(
            when=format_date(get_str(item, "time")),
            action=ACTIONS.get(get_str(item, "action"), "changed"),
            language=language_name(get_str(item, "iso_639_1")),
            before="" if picture else describe_value(item.get("original_value")),
            after="" if picture else describe_value(item.get("value")),
            picture=picture,
            shape=shape,
        )


def _picture(value: Any) -> tuple[Picture, str] | None:
    for shape in PICTURE_SHAPES:
        path = get_str(value, shape, "file_path")
        picture = getattr(images(), shape)(path) if path else None
        if picture:
            return picture, shape
    return None


def describe_value(value: Any) -> str:
    """Return a value in words: TMDB sends texts, numbers, objects or lists of these, as the field is."""
    if isinstance(value, list):
        text = ", ".join(filter(None, map(describe_value, value)))
    elif isinstance(value, dict):
        text = _describe_object(value)
    elif isinstance(value, bool):
        text = "yes" if value else "no"
    else:
        text = "" if value is None else str(value)
    return shorten(text, MAX_TEXT_LENGTH)


def _describe_object(value: JSON) -> str:
    """Return names and words, as a person would call the thing, and an id only if there is nothing else."""
    if number := value.get("episode_number"):
        return f"Episode {number}"
    if (number := value.get("season_number")) is not None:
        return f"Season {number}"
    texts = [
        text for key, text in value.items() if isinstance(text, str) and text and not key.endswith(("id", "_path"))
    ]
    nested = [describe_value(member) for member in value.values() if isinstance(member, dict | list)]
    numbers = [f"{key.replace('_', ' ')} {n}" for key, n in value.items() if isinstance(n, int | float)]
    return ", ".join(dict.fromkeys(filter(None, [*texts, *nested]))) or ", ".join(numbers)

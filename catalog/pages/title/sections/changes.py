"""What has changed at TMDB in the last fourteen days, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from catalog.display.formatting import format_date, language_name
from catalog.display.images import images
from catalog.gateway import Call, api
from catalog.pages.page import Answers, require
from catalog.pages.title.sections.section import SectionRequest
from tmdb.images import Picture
from tmdb.payload import JSON, get_rows, get_str

SPAN = timedelta(days=13)  # and today: TMDB takes fourteen
LONGEST = 280  # characters of a value
ROLES = ("poster", "backdrop", "profile", "still", "logo")
# Fields that TMDB calls by another name than people do.
LABELS = {
    "images": "Pictures", "plot_keywords": "Keywords", "imdb_id": "IMDb id", "tvdb_id": "TVDB id", "type": "Kind",
    "name": "Name", "air_date": "Date of broadcast", "place_of_birth": "Place of birth", "episode": "Episodes",
    "season": "Seasons", "spoken_languages": "Languages", "releases": "Releases", "general": "In general",
}  # fmt: skip
WORDS = {"added": "added", "created": "created", "updated": "changed", "deleted": "taken away", "destroyed": "deleted"}


@dataclass(frozen=True, slots=True)
class Item:
    """`before` and `after` are texts; `pictures` what was put in or taken away, if that is a picture."""

    when: str
    action: str
    language: str
    before: str
    after: str
    picture: Picture | None
    shape: str


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    items: list[Item]


def calls(asked: SectionRequest) -> dict[str, Call]:
    """`asked.id` is the item's own: of a film, show, person, season or episode."""
    return {"changes": _call(asked)}


def _call(asked: SectionRequest) -> Call:
    today = datetime.now(UTC).date()
    start, end = (today - SPAN).isoformat(), today.isoformat()
    match asked.kind:
        case "movie":
            return api.movies.changes(asked.id, start_date=start, end_date=end)
        case "tv":
            return api.tv.changes(asked.id, start_date=start, end_date=end)
        case "person":
            return api.people.changes(asked.id, start_date=start, end_date=end)
        case "season":
            return api.seasons.changes(asked.id, start_date=start, end_date=end)
    return api.episodes.changes(asked.id)


def content(data: JSON, asked: SectionRequest, answers: Answers) -> list[Change]:
    found = [
        Change(_label(get_str(row, "key")), list(_items(row)))
        for row in get_rows(require(answers["changes"]), "changes")
    ]
    return [change for change in found if change.items]


def _label(key: str) -> str:
    return LABELS.get(key) or key.replace("_", " ").capitalize() or "Something"


def _items(row: JSON) -> Iterator[Item]:
    """The latest first."""
    for one in sorted(get_rows(row, "items"), key=lambda item: get_str(item, "time"), reverse=True):
        picture, shape = _picture(one.get("value")) or _picture(one.get("original_value")) or (None, "")
        yield Item(
            when=format_date(get_str(one, "time")),
            action=WORDS.get(get_str(one, "action"), "changed"),
            language=language_name(get_str(one, "iso_639_1")),
            before="" if picture else said(one.get("original_value")),
            after="" if picture else said(one.get("value")),
            picture=picture,
            shape=shape,
        )


def _picture(value: Any) -> tuple[Picture, str] | None:
    for role in ROLES:
        path = get_str(value, role, "file_path")
        made = getattr(images(), role)(path) if path else None
        if made:
            return made, role
    return None


def said(value: Any) -> str:
    """A value in words: TMDB sends texts, numbers, objects or lists of these, as the field is."""
    if isinstance(value, list):
        words = ", ".join(filter(None, map(said, value)))
    elif isinstance(value, dict):
        words = _object(value)
    elif isinstance(value, bool):
        words = "yes" if value else "no"
    else:
        words = "" if value is None else str(value)
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"


def _object(value: JSON) -> str:
    """What a person would call it: names and words, and an id only where there is nothing else."""
    if number := value.get("episode_number"):
        return f"Episode {number}"
    if (number := value.get("season_number")) is not None:
        return f"Season {number}"
    named = [one for key, one in value.items() if isinstance(one, str) and one and not key.endswith(("id", "_path"))]
    deeper = [said(one) for one in value.values() if isinstance(one, dict | list)]
    plain = [f"{key.replace('_', ' ')} {one}" for key, one in value.items() if isinstance(one, int | float)]
    return ", ".join(dict.fromkeys(filter(None, [*named, *deeper]))) or ", ".join(plain)

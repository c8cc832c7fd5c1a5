"""Who made it: cast and crew of films, shows, seasons and episodes, in one shape."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.display import urls
from catalog.display.formatting import format_count
from catalog.display.images import images
from tmdb.images import Picture
from tmdb.payload import JSON, get_int, get_rows, get_str

# What a visitor looks for first, in this order; the plural is for the label.
KEY_JOBS = {
    "Creator": "Created by", "Director": "Directed by", "Screenplay": "Written by", "Writer": "Written by",
    "Novel": "From a novel by", "Director of Photography": "Photographed by", "Original Music Composer": "Music by",
    "Editor": "Edited by",
}  # fmt: skip
LEADING = 4  # of one label; who is one more is named, not counted
DEPARTMENTS = (
    "Directing", "Writing", "Production", "Camera", "Editing", "Art", "Sound", "Costume & Make-Up", "Visual Effects",
    "Lighting", "Crew", "Creator",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Credit:
    name: str
    url: str
    role: str
    picture: Picture | None
    episodes: str = ""  # how many, of a show
    episodes_url: str = ""  # where it stands in which


@dataclass(frozen=True, slots=True)
class Crew:
    """`more`: how many others there are, of whom the page of all credits tells."""

    label: str
    people: list[Credit]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Department:
    name: str
    people: list[Credit]


def cast(data: JSON) -> list[JSON]:
    """Cast rows in billing order, from aggregate credits where there are some."""
    found = get_rows(data, "aggregate_credits", "cast") or get_rows(data, "credits", "cast")
    return _people(found)


def crew(data: JSON) -> list[JSON]:
    found = get_rows(data, "aggregate_credits", "crew") or get_rows(data, "credits", "crew")
    return _people(found)


def _people(found: list[JSON]) -> list[JSON]:
    return [row for row in found if get_str(row, "name") and urls.person(get_int(row, "id"))]


def role(row: JSON) -> str:
    """What they did: a character, a job, or several."""
    if several := get_rows(row, "roles") or get_rows(row, "jobs"):
        words = (get_str(one, "character") or get_str(one, "job") for one in several[:3])
        return " / ".join(dict.fromkeys(filter(None, words)))
    return get_str(row, "character") or get_str(row, "job")


def _episodes(row: JSON) -> str:
    number = get_int(row, "total_episode_count")
    return format_count(number, "episode") if number else ""


def with_role(row: JSON) -> JSON:
    return {**row, "character": role(row)}


def credit(row: JSON) -> Credit:
    return Credit(
        name=get_str(row, "name"),
        url=urls.person(get_int(row, "id"), get_str(row, "name")),
        role=role(row),
        picture=images().profile(get_str(row, "profile_path")),
        episodes=_episodes(row),
        episodes_url=_episodes_url(row),
    )


def _episodes_url(row: JSON) -> str:
    """Of somebody's part in a show; one that was in a few episodes only."""
    identity = next((get_str(one, "credit_id") for one in get_rows(row, "roles") or get_rows(row, "jobs")), "")
    return urls.credit(identity)


def key_crew(data: JSON) -> list[Crew]:
    """Director, writers, camera, music, editor: each person once a label."""
    found: dict[str, dict[int, Credit]] = {}
    makers = [{**row, "job": "Creator"} for row in _people(get_rows(data, "created_by"))]
    people = makers + crew(data)
    for job, label in KEY_JOBS.items():
        for row in people:
            if job in _jobs(row):
                found.setdefault(label, {})[get_int(row, "id")] = credit(row)
    return [_shortened(label, list(several.values())) for label, several in found.items()]


def _shortened(label: str, people: list[Credit]) -> Crew:
    """A series may have twenty directors: the first of them, and how many others."""
    shown = LEADING if len(people) > LEADING + 1 else len(people)
    return Crew(label, people[:shown], len(people) - shown)


def departments(data: JSON, jobs: Mapping[str, int]) -> list[Department]:
    """The whole crew by department, in the order of their `jobs`; somebody with two in one stands there once."""
    found: dict[str, dict[int, list[JSON]]] = {}
    for row in crew(data):
        by_person = found.setdefault(get_str(row, "department") or "Crew", {})
        by_person.setdefault(get_int(row, "id"), []).append(row)

    def place(several: list[JSON]) -> int:
        return min(jobs.get(job, len(jobs)) for row in several for job in _jobs(row))

    return [
        Department(name, [_merged(several) for several in sorted(people.values(), key=place)])
        for name, people in found.items()
    ]


def _jobs(row: JSON) -> set[str]:
    return {get_str(row, "job")} | {get_str(one, "job") for one in get_rows(row, "jobs")}


def _merged(several: list[JSON]) -> Credit:
    first = several[0]
    return credit(first) if len(several) == 1 else credit({**first, "job": ", ".join(role(row) for row in several)})

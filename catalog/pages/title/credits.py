"""Cast and crew of films, shows, seasons and episodes, in one shape."""

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
MAX_PEOPLE_PER_LABEL = 4  # a fifth is named, too: that takes no more room than "and 1 more"
MAX_ROLES = 3  # of one person in one show
DEPARTMENTS = (
    "Directing", "Writing", "Production", "Camera", "Editing", "Art", "Sound", "Costume & Make-Up", "Visual Effects",
    "Lighting", "Crew", "Creator",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Credit:
    """A person and their part in a title.

    `episodes`: how many, of a show; `episodes_url` leads to the list of them.
    """

    name: str
    url: str
    role: str
    picture: Picture | None
    episodes: str = ""
    episodes_url: str = ""


@dataclass(frozen=True, slots=True)
class KeyCrew:
    """People of one label.

    `more`: how many others the page of all credits has.
    """

    label: str
    people: list[Credit]
    more: int = 0


@dataclass(frozen=True, slots=True)
class CreditGroup:
    """The cast, or a department of TMDB's ("Sound"); `is_plain` is without portraits."""

    name: str
    people: list[Credit]
    is_plain: bool = True


def get_cast(data: JSON) -> list[JSON]:
    """Return cast rows in billing order, from aggregate credits if there are any."""
    return _linkable(get_rows(data, "aggregate_credits", "cast") or get_rows(data, "credits", "cast"))


def get_crew(data: JSON) -> list[JSON]:
    """Return crew rows, from aggregate credits if there are any."""
    return _linkable(get_rows(data, "aggregate_credits", "crew") or get_rows(data, "credits", "crew"))


def _linkable(rows: list[JSON]) -> list[JSON]:
    return [row for row in rows if get_str(row, "name") and urls.person(get_int(row, "id"))]


def describe_role(row: JSON) -> str:
    """Return a character, a job, or several: "Neo", "Director / Writer"."""
    if roles := get_rows(row, "roles") or get_rows(row, "jobs"):
        names = (get_str(role, "character") or get_str(role, "job") for role in roles[:MAX_ROLES])
        return " / ".join(dict.fromkeys(filter(None, names)))
    return get_str(row, "character") or get_str(row, "job")


def add_role(row: JSON) -> JSON:
    """Return the row with its role as `character`, where cards look for it."""
    return {**row, "character": describe_role(row)}


def build_credit(row: JSON) -> Credit:
    return Credit(
        name=get_str(row, "name"),
        url=urls.person(get_int(row, "id"), get_str(row, "name")),
        role=describe_role(row),
        picture=images().profile(get_str(row, "profile_path")),
        episodes=_count_episodes(row),
        episodes_url=_episodes_url(row),
    )


def _count_episodes(row: JSON) -> str:
    count = get_int(row, "total_episode_count")
    return format_count(count, "episode") if count else ""


def _episodes_url(row: JSON) -> str:
    """Return the page of the first part that somebody has in a show; it lists the episodes."""
    roles = get_rows(row, "roles") or get_rows(row, "jobs")
    return urls.credit(get_str(roles[0], "credit_id")) if roles else ""


def build_key_crew(data: JSON) -> list[KeyCrew]:
    """Return director, writers, camera, music, editor: each person once a label."""
    by_label: dict[str, dict[int, Credit]] = {}
    creators = [{**row, "job": "Creator"} for row in _linkable(get_rows(data, "created_by"))]
    people = creators + get_crew(data)
    for job, label in KEY_JOBS.items():
        for row in people:
            if job in _jobs(row):
                by_label.setdefault(label, {})[get_int(row, "id")] = build_credit(row)
    return [_shorten(label, list(credits.values())) for label, credits in by_label.items()]


def _shorten(label: str, people: list[Credit]) -> KeyCrew:
    """Return the first people of a label, and how many others there are: a series may have twenty directors."""
    count = MAX_PEOPLE_PER_LABEL if len(people) > MAX_PEOPLE_PER_LABEL + 1 else len(people)
    return KeyCrew(label, people[:count], len(people) - count)


def build_departments(data: JSON, job_ranks: Mapping[str, int]) -> list[CreditGroup]:
    """Return the whole crew by department, in the order of their jobs; a person with two of them in one stands once."""
    by_department: dict[str, dict[int, list[JSON]]] = {}
    for row in get_crew(data):
        by_person = by_department.setdefault(get_str(row, "department") or "Crew", {})
        by_person.setdefault(get_int(row, "id"), []).append(row)

    def rank(rows: list[JSON]) -> int:
        return min(job_ranks.get(job, len(job_ranks)) for row in rows for job in _jobs(row))

    return [
        CreditGroup(name, [_merge(rows) for rows in sorted(by_person.values(), key=rank)])
        for name, by_person in by_department.items()
    ]


def _jobs(row: JSON) -> set[str]:
    return {get_str(row, "job")} | {get_str(job, "job") for job in get_rows(row, "jobs")}


def _merge(rows: list[JSON]) -> Credit:
    """Return one credit for all jobs that a person has in a department."""
    if len(rows) == 1:
        return build_credit(rows[0])
    return build_credit({**rows[0], "job": ", ".join(describe_role(row) for row in rows)})

"""The whole cast and crew, the crew in TMDB's own order of departments."""

from dataclasses import dataclass
from urllib.parse import quote_plus

from catalog.gateway import Call, api
from catalog.pages.page import Answers, data_or_none
from catalog.pages.title import credits
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON, get_rows, get_str


@dataclass(frozen=True)
class People:
    """`departments` those that are shown; `choices` all there are: (name, address, is chosen)."""

    cast: list[credits.Credit]
    departments: list[credits.Department]
    choices: list[tuple[str, str, bool]]


def calls(asked: SectionRequest) -> dict[str, Call]:
    return {"jobs": api.configuration.jobs()}


def content(data: JSON, asked: SectionRequest, answers: Answers) -> People:
    listed = get_rows(data_or_none(answers["jobs"]))
    order = [get_str(row, "department") for row in listed]
    found = credits.departments(data, _jobs(listed))
    found.sort(key=lambda one: (one.name not in credits.DEPARTMENTS, _place(one.name, order)))
    names = [one.name for one in found]
    chosen = asked.choice if asked.choice in {"Cast", *names} else ""
    cast = [credits.credit(row) for row in credits.cast(data)] if chosen in {"", "Cast"} else []
    return People(cast, [one for one in found if chosen in {"", one.name}], _choices(names, chosen))


def _place(name: str, order: list[str]) -> int:
    """Where people look first, then as TMDB lists them."""
    first = credits.DEPARTMENTS
    return first.index(name) if name in first else order.index(name) if name in order else len(order)


def _jobs(departments: list[JSON]) -> dict[str, int]:
    """The place of each job within its department."""
    found: dict[str, int] = {}
    for row in departments:
        jobs = row.get("jobs")
        for place, job in enumerate(jobs if isinstance(jobs, list) else []):
            found.setdefault(str(job), place)
    return found


def _choices(names: list[str], chosen: str) -> list[tuple[str, str, bool]]:
    if len(names) < 2:
        return []
    every = [("Everybody", "?", not chosen), ("Cast", "?department=Cast", chosen == "Cast")]
    return every + [(name, f"?department={quote_plus(name)}", name == chosen) for name in names]

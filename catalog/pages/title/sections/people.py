"""The whole cast and crew, the crew in TMDB's own order of departments."""

from dataclasses import dataclass
from urllib.parse import quote_plus

from catalog.gateway import Call, api
from catalog.pages.page import Answers, data_or_none
from catalog.pages.title.credits import DEPARTMENTS, CreditGroup, build_credit, build_departments, get_cast
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON, get_rows, get_str

CAST = "Cast"


@dataclass(frozen=True)
class CastAndCrew:
    """The groups that are shown; `choices` are all there are: (name, address, is chosen)."""

    groups: list[CreditGroup]
    choices: list[tuple[str, str, bool]]


def calls(request: SectionRequest) -> dict[str, Call]:
    return {"jobs": api.configuration.jobs()}


def content(data: JSON, request: SectionRequest, answers: Answers) -> CastAndCrew:
    listed = get_rows(data_or_none(answers["jobs"]))
    departments = build_departments(data, _job_ranks(listed))
    order = [*DEPARTMENTS, *(get_str(row, "department") for row in listed)]
    departments.sort(key=lambda department: _rank(department.name, order))
    names = [department.name for department in departments]
    choice = request.choice if request.choice in {CAST, *names} else ""
    cast = CreditGroup(CAST, [build_credit(row) for row in get_cast(data)], is_plain=False)
    shown = [group for group in (cast, *departments) if group.people and choice in {"", group.name}]
    return CastAndCrew(shown, _choices(names, choice))


def _rank(name: str, order: list[str]) -> int:
    """Return the place of a department: where people look first, then as TMDB lists them, then all others."""
    return order.index(name) if name in order else len(order)


def _job_ranks(listed: list[JSON]) -> dict[str, int]:
    """Return the place of each job within its department."""
    ranks: dict[str, int] = {}
    for row in listed:
        jobs = row.get("jobs")
        for rank, job in enumerate(jobs if isinstance(jobs, list) else []):
            ranks.setdefault(str(job), rank)
    return ranks


def _choices(names: list[str], choice: str) -> list[tuple[str, str, bool]]:
    if len(names) < 2:
        return []
    first = [("Everybody", "?", not choice), (CAST, f"?department={CAST}", choice == CAST)]
    return first + [(name, f"?department={quote_plus(name)}", name == choice) for name in names]

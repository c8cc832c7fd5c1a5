"""The page of a person: a life in two lines, then all they did, by department and year."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from catalog.display import urls
from catalog.display.cards import Card, build_cards
from catalog.display.formatting import format_count, format_date
from catalog.display.images import images
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.external_links import ExternalLink, build_external_links
from catalog.pages.page import Answers, PageMetadata, require
from catalog.pages.person.sections import SECTIONS
from catalog.pages.title.parts import choose_tint
from catalog.pages.title.sections import SectionRequest
from tmdb.images import Picture
from tmdb.payload import JSON, get_float, get_int, get_rows, get_str, get_strings, parse_year

APPENDED = ("combined_credits", "images", "external_ids", "translations")
MAX_BEST_KNOWN = 12
GENDERS = {1: "Actress", 2: "Actor"}


@dataclass(frozen=True)
class PersonPage:
    """A person's page, or one of the pages behind it: `section` is a key of catalog.pages.person.sections, or ""."""

    person_id: int
    locale: Locale
    section: str = ""
    number: int = 1

    @property
    def template(self) -> str:
        return f"catalog/person/{self.section}.html" if self.section else "catalog/person.html"

    @property
    def _section_request(self) -> SectionRequest:
        return SectionRequest("person", self.person_id, self.locale, self.number)

    def calls(self) -> dict[str, Call]:
        details = api.people.details(self.person_id, language=self.locale.language, append_to_response=APPENDED)
        behind = SECTIONS[self.section].calls(self._section_request) if self.section else {}
        return {"details": details, **behind}

    def view(self, answers: Answers) -> "PersonView":
        data = require(answers["details"])
        view = PersonView(data, self.locale, self.section)
        if self.section:
            view.content = SECTIONS[self.section].content(data, self._section_request, answers)
        return view


@dataclass(frozen=True, slots=True)
class Work:
    """A line of a filmography; `role` is a character or the jobs, joined."""

    year: str
    title: str
    url: str
    role: str
    kind: str
    episodes: str
    lang: str
    score: float | None


@dataclass(frozen=True, slots=True)
class DepartmentWorks:
    """The works of one department, such as Directing."""

    name: str
    works: list[Work]


@dataclass
class PersonView:
    data: JSON
    locale: Locale
    section: str = ""
    content: Any = None

    def __post_init__(self) -> None:
        self.id = get_int(self.data, "id")
        self.name = self.heading = get_str(self.data, "name") or "Nameless"
        self.url = urls.person(self.id, self.name)

    @property
    def metadata(self) -> PageMetadata:
        section = SECTIONS.get(self.section)
        return PageMetadata(
            title=f"{self.name}: {section.label.lower()}" if section else self.name,
            description=self.biography[:200],
            canonical=f"{self.url}{self.section}/" if section else self.url,
            image=self.portrait.src if self.portrait else "",
            tint=choose_tint(self.data),
        )

    @property
    def section_name(self) -> str:
        return SECTIONS[self.section].heading or SECTIONS[self.section].label

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        behind = [(section.label, f"{self.url}{slug}/", slug == self.section) for slug, section in SECTIONS.items()]
        return [("Life and work", self.url, not self.section), *behind]

    @property
    def portrait(self) -> Picture | None:
        return images().profile(get_str(self.data, "profile_path"))

    @cached_property
    def biography(self) -> str:
        return get_str(self.data, "biography") or self._english_biography

    @property
    def biography_lang(self) -> str:
        """Return "en" where TMDB has none in the visitor's language, else ""."""
        return "en" if self.biography and not get_str(self.data, "biography") and not self.locale.speaks_english else ""

    @property
    def _english_biography(self) -> str:
        for row in get_rows(self.data, "translations", "translations"):
            if get_str(row, "iso_639_1") == "en":
                return get_str(row, "data", "biography")
        return ""

    @property
    def life(self) -> list[str]:
        """Return up to two lines: birth, with the age of the living, and death."""
        born, died = get_str(self.data, "birthday"), get_str(self.data, "deathday")
        place = get_str(self.data, "place_of_birth")
        born_line = " in ".join(part for part in (format_date(born), place) if part)
        lines = [f"Born {born_line}" if born_line else ""]
        if died:
            lines.append(f"Died {format_date(died)}" + _format_age_at_death(born, died))
        elif born and (age := _years_between(born, date.today().isoformat())):
            lines[0] += f" ({age})"
        return [line for line in lines if line]

    @property
    def department(self) -> str:
        return get_str(self.data, "known_for_department")

    @property
    def also_known_as(self) -> list[str]:
        return get_strings(self.data, "also_known_as")

    @property
    def pictures(self) -> list[Picture]:
        pictures = [images().profile(get_str(row, "file_path")) for row in get_rows(self.data, "images", "profiles")]
        return [picture for picture in pictures if picture]

    @property
    def best_known(self) -> list[Card]:
        """Return the titles of their own department that most people have voted on."""
        acting = self.department in {"", "Acting"}
        rows = get_rows(self.data, "combined_credits", "cast" if acting else "crew")
        if not acting:
            rows = [row for row in rows if get_str(row, "department") == self.department] or rows
        rows = [row for row in rows if not (get_str(row, "media_type") == "tv" and _is_brief(row))] or rows
        rows.sort(key=lambda row: (-get_int(row, "vote_count"), get_int(row, "order")))
        return _build_cards_with_roles(rows, self.locale)[:MAX_BEST_KNOWN]

    @cached_property
    def departments(self) -> list[DepartmentWorks]:
        """Return the filmography: the department they are known for first, then the largest."""
        rows = {"Acting": get_rows(self.data, "combined_credits", "cast")}
        for row in get_rows(self.data, "combined_credits", "crew"):
            rows.setdefault(get_str(row, "department") or "Crew", []).append(row)
        departments = [DepartmentWorks(name, _build_works(rows[name], self.locale)) for name in rows]
        departments.sort(key=lambda department: (department.name != self.department, -len(department.works)))
        return [department for department in departments if department.works]

    @property
    def links(self) -> list[ExternalLink]:
        return build_external_links("person", self.data)


def _build_cards_with_roles(rows: list[JSON], locale: Locale) -> list[Card]:
    roles: dict[tuple[str, int], str] = {}
    for row in rows:
        key = (get_str(row, "media_type"), get_int(row, "id"))
        roles.setdefault(key, get_str(row, "character") or get_str(row, "job"))
    return [card.with_note(roles.get((card.kind, card.id), "")) for card in build_cards(rows, locale)]


def _is_brief(row: JSON) -> bool:
    """Return whether a part is a guest appearance, such as in a talk show: nobody is known for these."""
    return 0 < get_int(row, "episode_count") < 4


def _build_works(rows: list[JSON], locale: Locale) -> list[Work]:
    """Build one line for each title, newest first; what has no date yet stands on top."""
    by_title: dict[tuple[str, int], list[JSON]] = {}
    for row in rows:
        if urls.movie(get_int(row, "id")) and row.get("adult") is not True:
            by_title.setdefault((get_str(row, "media_type"), get_int(row, "id")), []).append(row)
    works = [_build_work(rows_of_title, locale) for rows_of_title in by_title.values()]
    works.sort(key=lambda work: (work.year or "9999", work.title), reverse=True)
    return works


def _build_work(rows: list[JSON], locale: Locale) -> Work:
    """Build the line of a title from all that somebody did for it."""
    row = rows[0]
    kind = "tv" if get_str(row, "media_type") == "tv" else "movie"
    title = get_str(row, "title") or get_str(row, "name") or "Untitled"
    original = get_str(row, "original_title") or get_str(row, "original_name")
    language = get_str(row, "original_language")
    roles = dict.fromkeys(get_str(row, "character") or get_str(row, "job") for row in rows)
    episodes = sum(get_int(row, "episode_count") for row in rows)
    return Work(
        year=parse_year(get_str(row, "release_date") or get_str(row, "first_air_date")),
        title=title,
        url=urls.page(kind, get_int(row, "id"), title),
        role=", ".join(role for role in roles if role),
        kind=kind,
        episodes=format_count(episodes, "episode") if kind == "tv" and episodes else "",
        lang=language if title == original and language != locale.iso else "",
        score=get_float(row, "vote_average") if get_int(row, "vote_count") else None,
    )


def _format_age_at_death(born: str, died: str) -> str:
    age = _years_between(born, died)
    return f", aged {age}" if age else ""


def _years_between(start: str, end: str) -> int:
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return 0
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))

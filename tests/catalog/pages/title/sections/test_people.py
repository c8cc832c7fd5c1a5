"""The whole cast and crew."""

from typing import Any

import pytest

from catalog.gateway import Unavailable, UpstreamProblem
from catalog.pages.title.sections.people import CastAndCrew, content
from tests.catalog.answers import ODD_VALUES, answer, section_request

JOBS = [{"department": "Stunts", "jobs": []}, {"department": "Directing", "jobs": ["Director", "Assistant"]}]
CREDITS = {
    "cast": [{"id": 1, "name": "A", "character": "Neo"}],
    "crew": [
        {"id": 2, "name": "B", "job": "Catering", "department": "Kitchen"},
        {"id": 3, "name": "C", "job": "Fall", "department": "Stunts"},
        {"id": 4, "name": "D", "job": "Assistant", "department": "Directing"},
        {"id": 5, "name": "E", "job": "Director", "department": "Directing"},
    ],
}


def people(choice: str = "", **data: Any) -> CastAndCrew:
    return content({"credits": CREDITS, **data}, section_request(choice=choice), {"jobs": answer(JOBS)})


def test_the_cast_then_departments_where_people_look_first() -> None:
    groups = people().groups
    assert [(group.name, group.is_plain) for group in groups] == [
        ("Cast", False), ("Directing", True), ("Stunts", True), ("Kitchen", True),
    ]  # fmt: skip
    assert [person.name for person in groups[1].people] == ["E", "D"]


def test_one_group_can_be_chosen() -> None:
    stunts = people("Stunts")
    assert [group.name for group in stunts.groups] == ["Stunts"]
    assert ("Stunts", "?department=Stunts", True) in stunts.choices
    assert [group.name for group in people("Cast").groups] == ["Cast"]


def test_an_unknown_choice_shows_everybody() -> None:
    everybody = people("Nonsense")
    assert len(everybody.groups) == 4
    assert everybody.choices[0] == ("Everybody", "?", True)


def test_a_single_department_needs_no_choice() -> None:
    assert people(credits={"crew": CREDITS["crew"][:1]}).choices == []


def test_without_tmdbs_list_of_jobs_all_are_there() -> None:
    answers = {"jobs": Unavailable(UpstreamProblem.DOWN)}
    groups = content({"credits": CREDITS}, section_request(), answers).groups
    assert [group.name for group in groups] == ["Cast", "Directing", "Kitchen", "Stunts"]


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_answers_have_nobody(odd: Any) -> None:
    empty = content({"credits": odd, "aggregate_credits": odd}, section_request(), {"jobs": answer(odd)})
    assert (empty.groups, empty.choices) == ([], [])

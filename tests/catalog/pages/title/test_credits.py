"""Cast and crew in one shape."""

from typing import Any

import pytest

from catalog.pages.title.credits import (
    MAX_PEOPLE_PER_LABEL,
    add_role,
    build_credit,
    build_departments,
    build_key_crew,
    describe_role,
    get_cast,
    get_crew,
)
from tests.catalog.answers import ODD_VALUES

KEANU = {"id": 6384, "name": "Keanu Reeves", "character": "Neo", "profile_path": "/k.jpg"}


def member(number: int, job: str, department: str = "Directing") -> dict[str, Any]:
    return {"id": number, "name": f"Person {number}", "job": job, "department": department}


def test_a_credit_has_name_address_role_and_picture() -> None:
    credit = build_credit(KEANU)
    assert (credit.name, credit.url, credit.role) == ("Keanu Reeves", "/person/6384-keanu-reeves/", "Neo")
    assert credit.picture
    assert credit.picture.src.endswith("/k.jpg")
    assert (credit.episodes, credit.episodes_url) == ("", "")


def test_a_credit_in_a_show_counts_episodes_and_leads_to_them() -> None:
    roles = [{"character": "Ned", "credit_id": "abc1"}, {"character": "Double", "credit_id": "abc2"}]
    credit = build_credit({"id": 1, "name": "Sean", "roles": roles, "total_episode_count": 1})
    assert (credit.role, credit.episodes, credit.episodes_url) == ("Ned / Double", "1 episode", "/credit/abc1/")


@pytest.mark.parametrize(
    ("row", "role"),
    [
        ({"character": "Neo"}, "Neo"),
        ({"job": "Director"}, "Director"),
        ({"roles": [{"character": "A"}, {"character": "B"}, {"character": "A"}, {"character": "C"}]}, "A / B"),
        ({"jobs": [{"job": "Writer"}, {"job": ""}]}, "Writer"),
        ({"roles": [], "character": "Neo"}, "Neo"),
        ({"roles": "nonsense"}, ""),
        ({}, ""),
    ],
)
def test_a_role_is_a_character_a_job_or_several(row: dict[str, Any], role: str) -> None:
    assert describe_role(row) == role
    assert add_role(row)["character"] == role


def test_aggregate_credits_come_before_those_of_one_season() -> None:
    data = {"aggregate_credits": {"cast": [KEANU]}, "credits": {"cast": [member(1, "")], "crew": [member(2, "Editor")]}}
    assert get_cast(data) == [KEANU]
    assert get_crew(data) == [member(2, "Editor")]


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_people_without_a_name_or_an_id_are_left_out(odd: Any) -> None:
    assert get_cast({"credits": {"cast": [{"id": 1}, {"name": "Nobody"}, {"id": -4, "name": "Minus"}, odd]}}) == []
    assert get_cast({"credits": odd}) == get_crew({"credits": {"crew": odd}}) == []
    assert build_key_crew({"created_by": odd, "credits": odd}) == []
    assert build_departments({"credits": odd}, {}) == []


def test_key_crew_stands_in_the_order_of_what_visitors_look_for() -> None:
    crew = [
        member(1, "Editor"),
        member(2, "Writer"),
        member(3, "Director"),
        member(2, "Screenplay"),
        member(4, "Driver"),
    ]
    lines = build_key_crew({"created_by": [{"id": 5, "name": "Maker"}], "credits": {"crew": crew}})
    assert [(line.label, [person.name for person in line.people]) for line in lines] == [
        ("Created by", ["Maker"]), ("Directed by", ["Person 3"]), ("Written by", ["Person 2"]),
        ("Edited by", ["Person 1"]),
    ]  # fmt: skip


def test_of_many_directors_the_first_are_named_and_the_others_counted() -> None:
    def directed_by(count: int) -> tuple[int, int]:
        [line] = build_key_crew({"credits": {"crew": [member(number, "Director") for number in range(1, count + 1)]}})
        return len(line.people), line.more

    assert directed_by(MAX_PEOPLE_PER_LABEL + 1) == (MAX_PEOPLE_PER_LABEL + 1, 0)
    assert directed_by(20) == (MAX_PEOPLE_PER_LABEL, 20 - MAX_PEOPLE_PER_LABEL)


def test_departments_are_sorted_by_job_and_a_person_stands_once_in_each() -> None:
    crew = [
        member(1, "Mixer", "Sound"), member(2, "Composer", "Sound"), member(1, "Boom", "Sound"),
        member(1, "Director"), member(3, "Guest", ""),
    ]  # fmt: skip
    departments = build_departments({"credits": {"crew": crew}}, {"Composer": 0, "Boom": 1})
    assert [(department.name, [person.role for person in department.people]) for department in departments] == [
        ("Sound", ["Composer", "Mixer, Boom"]), ("Directing", ["Director"]), ("Crew", ["Guest"]),
    ]  # fmt: skip

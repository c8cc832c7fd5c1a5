"""Answers that a page needs, and those that it can do without."""

import pytest

from catalog.gateway import NotFound, Outcome, Unavailable, UpstreamProblem
from catalog.pages.page import data_or_none, require
from tests.catalog.answers import answer

PROBLEMS = [NotFound(), Unavailable(UpstreamProblem.DOWN)]


def test_an_answer_gives_its_data() -> None:
    assert require(answer({"id": 1})) == data_or_none(answer({"id": 1})) == {"id": 1}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_page_does_not_stand_without_what_it_needs(problem: Outcome) -> None:
    with pytest.raises(type(problem)):
        require(problem)


@pytest.mark.parametrize("outcome", [*PROBLEMS, None])
def test_it_stands_without_the_rest(outcome: Outcome | None) -> None:
    assert data_or_none(outcome) is None

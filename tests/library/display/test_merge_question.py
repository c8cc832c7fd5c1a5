"""The question how to merge is asked of whatever preview there is."""

from typing import Any

import pytest

from library.display.merge_question import build_merge_question

ROW = {"name": "Ratings", "here": 1, "there": 2, "both": 3}


def test_without_differing_ratings_there_are_two_choices() -> None:
    question = build_merge_question({"rows": [ROW], "differ": 0, "differing": [], "private_lists": 0})
    assert [choice.strategy for choice in question.choices] == ["mine", "replace"]
    assert question.choices[0].label == "Put the two together"
    assert (question.differing_label, question.private_note, question.rows) == ("", "", [ROW])


def test_with_them_there_are_three() -> None:
    question = build_merge_question({"differ": 2, "differing": [["The Matrix", 8.0, 9.5]]})
    assert [choice.strategy for choice in question.choices] == ["mine", "theirs", "replace"]
    assert question.choices[0].label == "Put the two together, mine count"
    assert question.differing_label == "2 ratings differ: see which"


def test_one_differs() -> None:
    assert build_merge_question({"differ": 1}).differing_label == "1 rating differs: see which"


@pytest.mark.parametrize(
    ("number", "note"), [(1, "1 list is not for everybody, and stays"), (2, "2 lists are not for everybody, and stay ")]
)
def test_private_lists_stay(number: int, note: str) -> None:
    assert build_merge_question({"private_lists": number}).private_note.startswith(note)


@pytest.mark.parametrize("preview", [{}, {"rows": []}, {"differ": None}, {"private_lists": "many"}])
def test_a_preview_of_a_former_version_asks_all_the_same(preview: dict[str, Any]) -> None:
    question = build_merge_question(preview)
    assert [choice.strategy for choice in question.choices] == ["mine", "replace"]
    assert (question.rows, question.private_note) == ([], "")

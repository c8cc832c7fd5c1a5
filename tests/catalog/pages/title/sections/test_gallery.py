"""All pictures of a title, with their languages."""

from typing import Any

import pytest

from catalog.gateway import Unavailable, UpstreamProblem
from catalog.pages.title.sections.gallery import AllPictures, calls, content
from tests.catalog.answers import ODD_VALUES, answer, section_request

LANGUAGES = [{"iso_639_1": "fr", "english_name": "French"}, {"iso_639_1": "de", "english_name": "German"}]


def picture(language: str | None, number: int) -> dict[str, Any]:
    return {"iso_639_1": language, "file_path": f"/{language}{number}.jpg", "width": 2000, "height": 3000}


def gallery(codes: list[str | None], choice: str = "") -> AllPictures:
    posters = [picture(code, number) for number, code in enumerate(codes)]
    answers = {"images": answer({"posters": posters}), "languages": answer(LANGUAGES)}
    return content({}, section_request(choice=choice), answers)


def test_german_then_without_text_then_english_then_the_rest() -> None:
    [posters] = gallery(["fr", "en", None, "de", "xx"]).shapes
    assert [labelled.language for labelled in posters.pictures] == ["German", "No text", "en", "French", "xx"]
    assert {labelled.size for labelled in posters.pictures} == {"2000 × 3000"}


def test_of_many_in_one_language_the_first_are_shown_and_a_link_leads_to_the_rest() -> None:
    [posters] = gallery([*["de"] * 15, "fr"]).shapes
    assert (posters.total, len(posters.pictures)) == (16, 13)
    assert posters.more == [("German", "?language=de", 3)]


def test_of_a_chosen_language_all_are_shown() -> None:
    pictures = gallery([*["de"] * 15, "fr"], "de")
    [posters] = pictures.shapes
    assert (posters.total, len(posters.pictures), posters.more) == (15, 15, [])
    assert pictures.languages == [
        ("All languages", "?", False), ("German", "?language=de", True), ("French", "?language=fr", False),
    ]  # fmt: skip


def test_a_language_without_pictures_shows_everything() -> None:
    pictures = gallery(["de", None], "fr")
    assert len(pictures.shapes[0].pictures) == 2
    assert pictures.languages[0] == ("All languages", "?", True)


def test_a_single_language_needs_no_choice() -> None:
    assert gallery(["de", "de"]).languages == []


def test_shapes_without_pictures_are_left_out() -> None:
    answers = {"images": answer({"logos": [picture(None, 1)], "posters": []}), "languages": answer([])}
    assert [shape.label for shape in content({}, section_request(), answers).shapes] == ["Logos"]


def test_without_names_of_languages_their_codes_stand_there() -> None:
    answers = {"images": answer({"posters": [picture("de", 1)]}), "languages": Unavailable(UpstreamProblem.DOWN)}
    assert content({}, section_request(), answers).shapes[0].pictures[0].language == "de"


def test_pictures_are_asked_for_in_all_languages() -> None:
    assert [call.operation.id for call in calls(section_request("tv")).values()] == [
        "tv-series-images", "configuration-languages",
    ]  # fmt: skip
    assert calls(section_request())["images"].query == ()


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_answers_have_no_pictures(odd: Any) -> None:
    answers = {"images": answer({"posters": odd, "backdrops": [{"file_path": odd}]}), "languages": answer(odd)}
    assert content({}, section_request(), answers).shapes == []

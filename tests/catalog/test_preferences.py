"""What a visitor can choose from, with TMDB's lists and without them."""

from typing import Any

import pytest

from catalog import preferences
from catalog.gateway import Outcome, Unavailable, UpstreamProblem
from catalog.locale import Locale
from catalog.preferences import Choices, build_choices
from tests.catalog.answers import BRITISH, ODD_VALUES, answer

DOWN = Unavailable(UpstreamProblem.DOWN)
LANGUAGES = [{"iso_639_1": "de", "english_name": "German"}, {"iso_639_1": "fr", "english_name": "French"}]
COUNTRIES = [{"iso_3166_1": "DE", "english_name": "Germany"}, {"iso_3166_1": "ZZ", "english_name": "Nowhere"}]


@pytest.fixture
def lists(monkeypatch: pytest.MonkeyPatch) -> dict[str, Outcome]:
    """TMDB's answers, which a test may change."""
    answers: dict[str, Outcome] = {
        "translations": answer(["de-DE", "de-AT", "nonsense"]),
        "languages": answer(LANGUAGES),
        "countries": answer(COUNTRIES),
    }

    class Answering:
        def gather(self, calls: dict[str, object], deadline: object) -> dict[str, Outcome]:
            return {name: answers[name] for name in calls}

    monkeypatch.setattr(preferences, "gateway", Answering)
    return answers


def choices(extra_language: str = "", locale: Locale = BRITISH) -> tuple[Choices, Choices]:
    return build_choices(locale, extra_language)


@pytest.mark.usefixtures("lists")
def test_languages_have_names_and_stand_by_them() -> None:
    languages, _ = choices()
    assert ("de-AT", "German (AT)") in languages
    assert "nonsense" not in dict(languages)
    assert [label for _, label in languages] == sorted(label for _, label in languages)


@pytest.mark.usefixtures("lists")
def test_countries_are_tmdbs_and_the_visitors() -> None:
    assert choices()[1] == [("GB", "GB"), ("DE", "Germany")]


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize(("code", "is_there"), [("fr-BE", True), ("qq-QQ", False), ("xx-XX", False), ("", False)])
def test_a_language_that_tmdb_lists_for_no_site_can_be_chosen(code: str, is_there: bool) -> None:
    assert (code in dict(choices(code)[0])) == is_there


@pytest.mark.parametrize("odd", [DOWN, *map(answer, ODD_VALUES)])
def test_without_tmdbs_lists_there_are_short_ones(lists: dict[str, Outcome], odd: Any) -> None:
    lists.update(dict.fromkeys(lists, odd))
    languages, countries = choices(locale=Locale("fr-CA", "CA"))
    assert {"de-DE", "fr-CA", "en-GB"} <= set(dict(languages))
    assert {"DE", "CA"} <= set(dict(countries))

"""Translations of a title's texts, or of a person's life."""

from typing import Any

import pytest

from catalog.locale import Locale
from catalog.pages.title.sections.translations import Translation, content
from tests.catalog.answers import GERMAN, ODD_VALUES, section_request


def row(tag: str, english: str, **texts: str) -> dict[str, Any]:
    data = {"title": "", "overview": "", "tagline": "", **texts}
    return {"iso_639_1": tag[:2], "iso_3166_1": tag[3:], "english_name": english, "name": english, "data": data}


def translations(*rows: dict[str, Any], locale: Locale = GERMAN) -> list[Translation]:
    data = {"original_language": "en", "translations": {"translations": list(rows)}}
    return content(data, section_request(locale=locale), {})


def test_the_visitors_language_comes_first_then_the_others_by_name() -> None:
    listed = translations(
        row("fr-FR", "French", title="A"), row("de-DE", "German", title="B"), row("el-GR", "Greek", title="C"),
        row("fr-CA", "French", title="D"),
    )  # fmt: skip
    assert [(text.language, text.country, text.is_current) for text in listed] == [
        ("German", "Germany", True), ("French", "Canada", False), ("French", "France", False),
        ("Greek", "Greece", False),
    ]  # fmt: skip


def test_of_two_kinds_of_portuguese_the_visitors_is_the_one_they_read() -> None:
    rows = [row(tag, "Portuguese", title="Matrix") for tag in ("pt-BR", "pt-PT")]
    locale = Locale("pt-PT", "PT")
    assert [text.is_current for text in translations(*rows, locale=locale)] == [True, False]
    assert [text.is_current for text in translations(rows[0], locale=locale)] == [True]


@pytest.mark.parametrize(("tag", "direction"), [("he-IL", "rtl"), ("de-DE", "ltr")])
def test_a_language_has_its_direction(tag: str, direction: str) -> None:
    [text] = translations(row(tag, "A language", title="מטריקס"))
    assert (text.lang, text.direction) == (tag[:2], direction)


def test_a_language_is_called_by_its_own_name_as_well() -> None:
    [text] = translations({**row("de-DE", "German", title="B"), "name": "Deutsch"})
    assert (text.language, text.native_name) == ("German", "Deutsch")
    [text] = translations({**row("de-DE", "", title="B"), "name": ""})
    assert (text.language, text.native_name) == ("de", "")


def test_says_what_is_missing_unless_it_is_the_titles_own_language() -> None:
    listed = translations(row("fr-FR", "French", title="Matrix"), row("en-US", "English", tagline="Free."))
    assert [text.missing for text in listed] == ["", "tagline, overview"]


def test_what_says_nothing_stays_away_and_a_long_overview_is_cut_at_a_word() -> None:
    [text] = translations(row("el-GR", "Greek"), row("fr-FR", "French", overview="mot " * 200))
    assert text.overview.endswith("mot …")


def test_a_persons_life_is_one_text() -> None:
    life = {"iso_639_1": "fr", "iso_3166_1": "FR", "english_name": "French", "data": {"biography": "Né à Beyrouth."}}
    [text] = translations(life)
    assert (text.overview, text.title, text.missing) == ("Né à Beyrouth.", "", "")


def test_a_link_leads_to_reading_in_it() -> None:
    [text] = translations(row("fr-FR", "French", title="A"))
    assert text.switch_url == "/preferences/?language=fr-FR"


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_answers_have_no_translations(odd: Any) -> None:
    assert content({"translations": odd}, section_request(), {}) == []
    assert translations({"iso_639_1": "fr", "data": odd}) == []

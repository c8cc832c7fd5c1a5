"""Texts in the visitor's language, or in English instead."""

from typing import Any

import pytest

from catalog.locale import Locale
from catalog.pages.title.texts import Texts, parse_texts
from tests.catalog.answers import BRITISH, GERMAN, ODD_VALUES

ENGLISH = {"iso_639_1": "en", "data": {"title": "Spirited Away", "overview": "A girl.", "name": "The Show"}}


def spirited_away(**texts: Any) -> dict[str, Any]:
    original = {"title": "千と千尋の神隠し", "original_title": "千と千尋の神隠し", "original_language": "ja"}
    return {**original, "translations": {"translations": [ENGLISH]}, **texts}


def test_a_translated_title_stands_with_the_original_one() -> None:
    texts = parse_texts(spirited_away(title="Chihiros Reise", overview="Ein Mädchen.", tagline="Los!"), GERMAN)
    assert texts == Texts(
        "Chihiros Reise", "Ein Mädchen.", "Los!", original_title="千と千尋の神隠し", original_lang="ja"
    )
    assert not texts.is_english_instead


def test_where_nobody_translated_it_it_is_english_and_says_so() -> None:
    texts = parse_texts(spirited_away(), GERMAN)
    assert (texts.title, texts.title_lang, texts.original_title) == ("Spirited Away", "en", "千と千尋の神隠し")
    assert (texts.overview, texts.overview_lang) == ("A girl.", "en")
    assert texts.is_english_instead


def test_without_an_english_title_the_original_one_says_its_language() -> None:
    texts = parse_texts(spirited_away(translations={}), GERMAN)
    assert (texts.title, texts.title_lang, texts.original_title) == ("千と千尋の神隠し", "ja", "")
    assert not texts.is_english_instead


def test_a_reader_of_the_original_language_gets_it_as_it_is() -> None:
    texts = parse_texts(spirited_away(), Locale("ja-JP", "JP"))
    assert (texts.title, texts.title_lang) == ("千と千尋の神隠し", "")


def test_english_is_no_fallback_for_those_who_read_it() -> None:
    assert parse_texts(spirited_away(), BRITISH).overview_lang == ""


def test_shows_have_their_title_under_another_key() -> None:
    assert parse_texts({"name": "Dark", "original_name": "Dark"}, GERMAN, key="name").title == "Dark"


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_a_title_without_texts_is_untitled(odd: Any) -> None:
    texts = parse_texts({"overview": odd if not isinstance(odd, str) else "", "translations": odd}, GERMAN)
    assert (texts.title, texts.overview, texts.tagline) == ("Untitled", "", "")

"""The words of names, in several alphabets."""

import pytest

from catalog.search.normalize import fold, index_text, parse_query, split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Amélie & Co", ["amelie", "and", "co"]),
        ("千と千", ["千", "と", "千と", "と千"]),
        ("Сталкер", ["сталкер", "stalker"]),
        ("Тарковский", ["тарковскии", "tarkovskii", "tarkovsky"]),
        ("الرسالة", ["الرسالة", "رسالة"]),
        ("WALL·E", ["wall", "e"]),
        ("", []),
        ("!?", []),
    ],
)
def test_a_title_is_found_by_its_words(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@pytest.mark.parametrize("text", ["Amélie", "千と千", "Сталкер", "Тарковский", "الرسالة", "기생충"])
def test_a_name_is_indexed_under_its_words(text: str) -> None:
    assert set(index_text(text).lower().split()) == set(split_words(text))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Amélie", [["amelie"]]),
        ("сталкер", [["сталкер", "stalker"]]),
        ("千と千", [["千と"], ["と千"]]),
        ("千", [["千"]]),
        ("*", []),
    ],
)
def test_each_typed_word_has_its_spellings(text: str, query: list[list[str]]) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Œuvre", "oeuvre"), ("ßen", "ssen"), ("Łódź", "lodz"), ("Ёлки", "елки"), ("ＡＢＣ", "abc"), ("が", "が")],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded

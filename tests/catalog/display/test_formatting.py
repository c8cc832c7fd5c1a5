"""Numbers, dates and countries in words."""

import pytest

from catalog.display import formatting


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("United Kingdom", "the United Kingdom"),
        ("Czech Republic", "the Czech Republic"),
        ("Faroe Islands", "the Faroe Islands"),
        ("Netherlands", "the Netherlands"),
        ("Germany", "Germany"),
        ("Unitedia", "Unitedia"),
    ],
)
def test_a_country_is_spoken_of_as_one_speaks_of_it(country: str, words: str) -> None:
    assert formatting.with_article(country) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "a moment"),
        (119, "a moment"),
        (120, "2 minutes"),
        (119 * 60, "119 minutes"),
        (120 * 60, "2 hours"),
        (47 * 3600, "47 hours"),
        (48 * 3600, "2 days"),
    ],
)
def test_an_age_is_as_coarse_as_people_say_it(seconds: float, words: str) -> None:
    assert formatting.format_age(seconds) == words


@pytest.mark.parametrize(("minutes", "words"), [(-1, ""), (0, ""), (59, "59 min"), (60, "1 h"), (136, "2 h 16 min")])
def test_runtimes(minutes: int, words: str) -> None:
    assert formatting.format_runtime(minutes) == words


@pytest.mark.parametrize(
    ("dollars", "words"),
    [(-5, ""), (0, ""), (999_999, "$999,999"), (1_500_000, "$1.5 million"), (63_000_000, "$63 million")],
)
def test_sums(dollars: int, words: str) -> None:
    assert formatting.format_money(dollars) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1999-03-31", "31 March 1999"),
        ("2024-05-02T10:00:00Z", "2 May 2024"),
        ("1999-02-30", ""),
        ("1999", ""),
        ("", ""),
    ],
)
def test_dates(value: str, words: str) -> None:
    assert formatting.format_date(value) == words


@pytest.mark.parametrize(("number", "words"), [(0, "0 films"), (1, "1 film"), (2, "2 films")])
def test_counts(number: int, words: str) -> None:
    assert formatting.format_count(number, "film") == words


@pytest.mark.parametrize(("code", "name"), [("de", "German"), ("xx", "xx"), ("", "")])
def test_languages(code: str, name: str) -> None:
    assert formatting.language_name(code) == name

"""Numbers as addresses and forms bring them."""

import pytest

from catalog.numbers import MAX_DIGITS, parse_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("9" * MAX_DIGITS, 99_999_999_999)])
def test_plain_digits_are_a_number(text: str, number: int) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text", [None, "", " 1", "+1", "-1", "1_000", "1.0", "1e3", "²", "٣", "１", "x", "9" * 12, "9" * 5000]
)
def test_anything_else_is_none(text: str | None) -> None:
    assert parse_number(text) is None


def test_how_long_a_number_may_be_depends_on_what_it_is() -> None:
    assert parse_number("1999", max_digits=4) == 1999
    assert parse_number("01999", max_digits=4) is None

"""Numbers as addresses and forms bring them."""

MAX_DIGITS = 11


def parse_number(text: str | None, max_digits: int = MAX_DIGITS) -> int | None:
    """Return the number that a text spells in plain digits, or None.

    Python's own `int` also takes "+11", "1_1", other scripts' digits, and numbers of any length.
    """
    is_number = text and text.isascii() and text.isdecimal() and len(text) <= max_digits
    return int(text) if text and is_number else None

"""Numbers that addresses and forms bring."""


def whole_number(value: str | None, max_digits: int = 11) -> int:
    """Return the number that an address or a form gives; 0 for what is none, or too long."""
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) <= max_digits else 0

"""Phrases of chips for what lies between two bounds: "1975–1985", "score at least 7", "under 2 h".

Each takes the lower and the upper bound as the address has them; one of them may be "".
"""

from catalog.display.formatting import format_runtime
from catalog.numbers import parse_number


def dates(start: str, end: str) -> str:
    if start and end:
        return start if start == end else f"{start}–{end}"
    return f"since {start}" if start else f"until {end}"


def release_dates(start: str, end: str) -> str:
    return f"released {dates(start, end)}"


def episode_dates(start: str, end: str) -> str:
    return f"with an episode {dates(start, end)}"


def scores(low: str, high: str) -> str:
    return _numbers("score", low, high)


def votes(low: str, high: str) -> str:
    return _numbers("votes", low, high)


def _numbers(noun: str, low: str, high: str) -> str:
    if low and high:
        return f"{noun} {low}–{high}"
    return f"{noun} at least {low}" if low else f"{noun} at most {high}"


def runtimes(low: str, high: str) -> str:
    minutes = [parse_number(part) for part in (low or "0", high or "0")]
    if None in minutes:
        return f"{low}–{high} min"
    shortest, longest = (format_runtime(number or 0) for number in minutes)
    if shortest and longest:
        return f"{shortest} to {longest}"
    return f"over {shortest}" if shortest else f"under {longest}"


def certifications(low: str, high: str) -> str:
    return " ".join(part for part in (f"from {low}" if low else "", f"up to {high}" if high else "") if part)

"""Numbers, dates and countries in words."""

import re
from datetime import date

from django.conf.locale import LANG_INFO

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

# Countries that English speaks of with an article.
WITH_ARTICLE = re.compile(
    r"^(United|Netherlands|Philippines|Bahamas|Maldives|Seychelles|Gambia|Comoros|Holy See|Isle)\b"
    r"|\b(Republic|Islands|Territory|Territories|Emirates)\b"
)


def the(country: str) -> str:
    """ "the United Kingdom", "France": a country's name within a sentence."""
    return f"the {country}" if WITH_ARTICLE.search(country) else country


def language_name(code: str) -> str:
    """ "German" for "de"; the code itself where Django knows no name."""
    return str(LANG_INFO.get(code, {}).get("name", code))


def plural(number: int, noun: str) -> str:
    """ "1 hour", "2 hours"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def age(seconds: float) -> str:
    """ "2 hours", "3 days": as coarse as people say it."""
    minutes = int(seconds // 60)
    if minutes < 2:
        return "a moment"
    if minutes < 120:
        return plural(minutes, "minute")
    if minutes < 48 * 60:
        return plural(minutes // 60, "hour")
    return plural(minutes // (24 * 60), "day")


def minutes(number: int) -> str:
    """ "2 h 16 min"; "" for an unknown runtime."""
    if number <= 0:
        return ""
    hours, rest = divmod(number, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)


def money(dollars: int) -> str:
    """ "$63 million"; "" for an unknown sum."""
    if dollars <= 0:
        return ""
    if dollars < 1_000_000:
        return f"${dollars:,}"
    millions = dollars / 1_000_000
    return f"${millions:,.1f} million" if millions < 10 else f"${millions:,.0f} million"


def date_words(value: str) -> str:
    """ "31 March 1999"; what is no date stays unsaid."""
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return ""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

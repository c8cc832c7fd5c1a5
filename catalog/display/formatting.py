"""Numbers, dates, countries and long texts in words."""

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


def with_article(country: str) -> str:
    """Return a country's name within a sentence: "the United Kingdom", "France"."""
    return f"the {country}" if WITH_ARTICLE.search(country) else country


def language_name(code: str) -> str:
    """Return the name of a language: "German" for "de"; the code itself where Django knows no name."""
    return str(LANG_INFO.get(code, {}).get("name", code))


def format_count(number: int, noun: str) -> str:
    """Return a number of things in words: "1 hour", "2 hours"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def shorten(text: str, length: int) -> str:
    """Return a text of more characters cut after a word."""
    return text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0]} …"


def format_age(seconds: float) -> str:
    """Return an age as coarse as people say it: "2 hours", "3 days"."""
    minutes = int(seconds // 60)
    if minutes < 2:
        return "a moment"
    if minutes < 120:
        return format_count(minutes, "minute")
    if minutes < 48 * 60:
        return format_count(minutes // 60, "hour")
    return format_count(minutes // (24 * 60), "day")


def format_runtime(minutes: int) -> str:
    """Return a number of minutes as "2 h 16 min"; "" for an unknown runtime."""
    if minutes <= 0:
        return ""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)


def format_money(dollars: int) -> str:
    """Return a sum as "$63 million"; "" for an unknown one."""
    if dollars <= 0:
        return ""
    if dollars < 1_000_000:
        return f"${dollars:,}"
    millions = dollars / 1_000_000
    return f"${millions:,.1f} million" if millions < 10 else f"${millions:,.0f} million"


def format_date(value: str) -> str:
    """Return an ISO date as "31 March 1999"; "" for what is no date."""
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return ""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

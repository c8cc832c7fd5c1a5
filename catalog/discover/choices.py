"""Choices that the form of discover offers: TMDB's lists, and the few that its documentation names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalog.discover.reference import Choices, Reference
from catalog.pages.title import movie_facts
from catalog.pages.title.offers import OFFER_LABELS

SORTS = {
    "movie": {
        "popularity.desc": "Most popular", "vote_average.desc": "Best rated", "primary_release_date.desc": "Newest",
        "primary_release_date.asc": "Oldest", "revenue.desc": "Highest revenue", "vote_count.desc": "Most votes",
        "title.asc": "Title, A to Z", "title.desc": "Title, Z to A", "popularity.asc": "Least popular",
        "vote_average.asc": "Worst rated",
    },
    "tv": {
        "popularity.desc": "Most popular", "vote_average.desc": "Best rated", "first_air_date.desc": "Newest",
        "first_air_date.asc": "Oldest", "vote_count.desc": "Most votes", "name.asc": "Name, A to Z",
        "name.desc": "Name, Z to A", "popularity.asc": "Least popular", "vote_average.asc": "Worst rated",
    },
}  # fmt: skip
RELEASE_TYPES = [(str(number), label) for number, label in movie_facts.RELEASE_TYPES.items()]
OFFER_TYPES = list(OFFER_LABELS.items())
STATUSES = [
    ("0", "Returning"), ("1", "Planned"), ("2", "In production"), ("3", "Ended"), ("4", "Cancelled"), ("5", "Pilot"),
]  # fmt: skip
SHOW_TYPES = [
    ("0", "Documentary"), ("1", "News"), ("2", "Miniseries"), ("3", "Reality"), ("4", "Scripted"), ("5", "Talk show"),
    ("6", "Video"),
]  # fmt: skip


@dataclass(frozen=True)
class FormContext:
    """What the choices of a field depend on: films or shows, the filters of the address, TMDB's lists."""

    kind: str
    values: Mapping[str, str]
    reference: Reference


ChoiceSource = Callable[[FormContext], Choices]


def fixed(choices: Choices) -> ChoiceSource:
    return lambda context: choices


def sorts(context: FormContext) -> Choices:
    return list(SORTS[context.kind].items())


def genres(context: FormContext) -> Choices:
    return context.reference.genres


def languages(context: FormContext) -> Choices:
    return context.reference.languages


def countries(context: FormContext) -> Choices:
    return context.reference.countries


def providers(context: FormContext) -> Choices:
    return context.reference.providers


def certifying_countries(context: FormContext) -> Choices:
    return [(code, name) for code, name in context.reference.countries if code in context.reference.certifications]


def certifications(context: FormContext) -> Choices:
    """Return the certifications of the country that the address names, from the mildest on."""
    return context.reference.certifications.get(context.values.get("certification_country", ""), [])

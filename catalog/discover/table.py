"""The table of discover's filters.

A new filter is one entry here, and a source of choices where it needs one. Chips, and parameters in an address, stand
in the order of the table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from catalog.discover import phrases
from catalog.discover.choices import (
    OFFER_TYPES,
    RELEASE_TYPES,
    SHOW_TYPES,
    STATUSES,
    certifications,
    certifying_countries,
    countries,
    fixed,
    genres,
    languages,
    providers,
)
from catalog.discover.fields import FieldBuilder, checkbox, checkboxes, count, date, name, score, select, tmdb_id
from catalog.discover.things import COMPANY, KEYWORD, NETWORK, PERSON, Thing

AND, OR = ",", "|"
BOTH, MOVIE, TV = ("movie", "tv"), ("movie",), ("tv",)
BOUNDS = (".gte", ".lte")
SORT_BY = "sort_by"  # an order, not a filter: it has no chip and stands above the groups


class FieldGroup(StrEnum):
    """Groups of the form that open, in their order on the page."""

    GENRES = "Genres"
    WHEN = "When"
    SCORE = "Score and length"
    WATCHING = "Where to watch"
    STATUS = "Kind and status"
    MAKERS = "Who"
    TOPICS = "About"
    ORIGIN = "Language and country"
    CERTIFICATION = "Certification"
    RELEASES = "Releases in a country"

    def heading(self, kind: str) -> str:
        return "Who made it" if self is FieldGroup.MAKERS and kind == "tv" else self.value


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter under TMDB's name.

    `fields` has one builder for a filter with one value, two for a filter with a lower and an upper bound.
    `chip` takes the words for its value and "", or its two bounds, and returns the chip's text.
    `joins` is what stands between several values, "" for a filter with one.
    `thing`: what its values are ids of. Where things can be found by name, the form has a field for a name instead.
    `any_label`: the label of a box that turns "all of these" into "any of these".
    `country`: the parameter for the country in which it applies; the visitor's unless the address names one.
    `unlisted`: parameters that an address may have and the form does not show.
    `place` in its group: 0 stands as in the table, -1 before, 1 behind.
    """

    name: str
    group: FieldGroup
    fields: tuple[FieldBuilder] | tuple[FieldBuilder, FieldBuilder]
    chip: Callable[[str, str], str]
    kinds: tuple[str, ...] = BOTH
    joins: str = ""
    thing: Thing | None = None
    any_label: str = ""
    country: str = ""
    is_date: bool = False
    unlisted: tuple[str, ...] = ()
    place: int = 0

    @property
    def parameters(self) -> tuple[str, ...]:
        return (self.name,) if len(self.fields) == 1 else tuple(self.name + bound for bound in BOUNDS)

    @property
    def shown_parameters(self) -> list[str]:
        return [parameter for parameter in self.parameters if parameter not in self.unlisted]

    @property
    def is_found_by_name(self) -> bool:
        return self.thing is not None and self.thing.search is not None

    @property
    def any_field_name(self) -> str:
        return f"{self.name}.any"

    def field_name(self, parameter: str) -> str:
        return f"add.{parameter}" if self.is_found_by_name else parameter

    @property
    def shown_fields(self) -> list[str]:
        """Return the names of the fields that the form shows, in their order."""
        names = [self.field_name(parameter) for parameter in self.shown_parameters]
        return [*names, self.any_field_name] if self.any_label else names


FILTERS = (
    Filter(
        "with_genres", FieldGroup.GENRES, (checkboxes("Genres", genres),), "{}".format,
        joins=AND, any_label="Any of them is enough",
    ),
    Filter("without_genres", FieldGroup.GENRES, (checkboxes("None of these", genres),), "not {}".format, joins=AND),
    Filter(
        "primary_release_date", FieldGroup.WHEN, (date("From"), date("To")), phrases.dates,
        kinds=MOVIE, is_date=True,
    ),
    Filter(
        "first_air_date", FieldGroup.WHEN, (date("First aired from"), date("to")), phrases.dates,
        kinds=TV, is_date=True,
    ),
    Filter(
        "air_date", FieldGroup.WHEN, (date("With an episode from"), date("to")), phrases.episode_dates,
        kinds=TV, is_date=True,
    ),
    Filter("vote_average", FieldGroup.SCORE, (score("Score at least"), score("Score at most")), phrases.scores),
    Filter(
        "vote_count", FieldGroup.SCORE, (count("Votes at least"), count("Votes at most")), phrases.votes,
        unlisted=("vote_count.lte",),
    ),
    Filter("with_runtime", FieldGroup.SCORE, (count("Minutes at least"), count("Minutes at most")), phrases.runtimes),
    Filter(
        "with_watch_providers", FieldGroup.WATCHING, (checkboxes("On", providers),), "on {}".format,
        joins=OR, country="watch_region",
    ),
    Filter(
        "without_watch_providers", FieldGroup.WATCHING, (checkboxes("Not on", providers),), "not on {}".format,
        joins=AND, country="watch_region", place=1,
    ),
    Filter(
        "with_watch_monetization_types", FieldGroup.WATCHING, (checkboxes("How", fixed(OFFER_TYPES)),), "to {}".format,
        joins=OR, country="watch_region",
    ),
    Filter("watch_region", FieldGroup.WATCHING, (select("In", countries),), "watching in {}".format, place=-1),
    Filter(
        "with_people", FieldGroup.MAKERS, (name("With anybody"),), "with {}".format,
        kinds=MOVIE, joins=AND, thing=PERSON,
    ),
    Filter(
        "with_cast", FieldGroup.MAKERS, (name("In the cast"),), "{} in the cast".format,
        kinds=MOVIE, joins=AND, thing=PERSON,
    ),
    Filter(
        "with_crew", FieldGroup.MAKERS, (name("In the crew"),), "{} in the crew".format,
        kinds=MOVIE, joins=AND, thing=PERSON,
    ),
    Filter("with_companies", FieldGroup.MAKERS, (name("Company"),), "by {}".format, joins=OR, thing=COMPANY),
    Filter(
        "without_companies", FieldGroup.MAKERS, (name("Not by company"),), "not by {}".format,
        joins=AND, thing=COMPANY,
    ),
    Filter(
        "with_networks", FieldGroup.MAKERS, (tmdb_id("Network, by TMDB's number"),), "on {}".format,
        kinds=TV, joins=OR, thing=NETWORK,
    ),
    Filter("with_keywords", FieldGroup.TOPICS, (name("Keyword"),), "about {}".format, joins=AND, thing=KEYWORD),
    Filter(
        "without_keywords", FieldGroup.TOPICS, (name("Not about"),), "not about {}".format,
        joins=AND, thing=KEYWORD,
    ),
    Filter(
        "with_original_language", FieldGroup.ORIGIN, (select("Original language", languages),), "in {}".format,
        joins=OR,
    ),
    Filter(
        "with_origin_country", FieldGroup.ORIGIN, (select("Country of origin", countries),), "from {}".format,
        joins=OR,
    ),
    Filter(
        "certification", FieldGroup.CERTIFICATION, (checkboxes("Exactly", certifications),), "rated {}".format,
        kinds=MOVIE, joins=OR, country="certification_country",
    ),
    Filter(
        "certification", FieldGroup.CERTIFICATION, (select("From", certifications), select("Up to", certifications)),
        phrases.certifications, kinds=MOVIE, country="certification_country",
    ),
    Filter(
        "certification_country", FieldGroup.CERTIFICATION, (select("Of", certifying_countries),),
        "certified in {}".format, kinds=MOVIE, place=-1,
    ),
    Filter("region", FieldGroup.RELEASES, (select("Released in", countries),), "released in {}".format, kinds=MOVIE),
    Filter(
        "with_release_type", FieldGroup.RELEASES, (checkboxes("As", fixed(RELEASE_TYPES)),), "{}".format,
        kinds=MOVIE, joins=OR, country="region",
    ),
    Filter(
        "release_date", FieldGroup.RELEASES,
        (date("From", "A date in that country"), date("To", "A date in that country")), phrases.release_dates,
        kinds=MOVIE, country="region", is_date=True,
    ),
    Filter("with_status", FieldGroup.STATUS, (checkboxes("Status", fixed(STATUSES)),), "{}".format, kinds=TV, joins=OR),
    Filter("with_type", FieldGroup.STATUS, (checkboxes("Kind", fixed(SHOW_TYPES)),), "{}".format, kinds=TV, joins=OR),
    Filter(
        "screened_theatrically", FieldGroup.STATUS, (checkbox("Also shown in cinemas"),),
        "also shown in cinemas".format, kinds=TV,
    ),
)  # fmt: skip
BY_PARAMETER = {parameter: filter_ for filter_ in FILTERS for parameter in filter_.parameters}


def filters_of(kind: str) -> Iterator[Filter]:
    return (filter_ for filter_ in FILTERS if kind in filter_.kinds)

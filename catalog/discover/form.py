"""The form of discover. Its choices are TMDB's own lists; its fields bear TMDB's names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from catalog.discover.filters import BY_NAME, OR, split

Choices = list[tuple[str, str]]

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
RELEASE_TYPES = [
    ("1", "Premiere"), ("2", "Limited release"), ("3", "In cinemas"), ("4", "Digital"), ("5", "On disc"), ("6",
    "Television"),
]  # fmt: skip
STATUSES = [
    ("0", "Returning"), ("1", "Planned"), ("2", "In production"), ("3", "Ended"), ("4", "Cancelled"), ("5", "Pilot"),
]  # fmt: skip
TYPES = [
    ("0", "Documentary"), ("1", "News"), ("2", "Miniseries"), ("3", "Reality"), ("4", "Scripted"), ("5", "Talk show"),
    ("6", "Video"),
]  # fmt: skip
WAYS = [
    ("flatrate", "Stream"),
    ("free", "Free"),
    ("ads", "With adverts"),
    ("rent", "Rent"),
    ("buy", "Buy"),
]

DATE = re.compile(r"[0-9]{4}(?:-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?")


@dataclass(frozen=True)
class Reference:
    """TMDB's lists that the form offers. An empty one offers only what is already asked for."""

    genres: Choices = field(default_factory=list)
    languages: Choices = field(default_factory=list)
    countries: Choices = field(default_factory=list)
    providers: Choices = field(default_factory=list)
    certifications: Mapping[str, Choices] = field(default_factory=dict)


class DateOrYearField(forms.CharField):
    """A date, or a year that stands for its first or last day."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if text and not DATE.fullmatch(text):
            raise ValidationError("A year or a date: 1975 or 1975-06-20.")
        return text


def whole_days(name: str, value: str) -> str:
    """A year as the first or last of its days, as TMDB wants it."""
    if len(value) != 4:
        return value
    return f"{value}-01-01" if name.endswith(".gte") else f"{value}-12-31"


class DiscoverForm(forms.Form):
    """All filters of one kind. The initial values are those of an address (`filters.asked`)."""

    template_groups = {
        "movie": (
            ("Genres", ("with_genres", "with_genres.any", "without_genres")),
            ("When", ("primary_release_date.gte", "primary_release_date.lte")),
            ("Score and length", ("vote_average.gte", "vote_average.lte", "vote_count.gte", "with_runtime.gte",
            "with_runtime.lte")),
            ("Where to watch", ("watch_region", "with_watch_providers", "with_watch_monetization_types",
            "without_watch_providers")),
            ("Who", ("add.with_people", "add.with_cast", "add.with_crew", "add.with_companies",
            "add.without_companies")),
            ("About", ("add.with_keywords", "add.without_keywords")),
            ("Language and country", ("with_original_language", "with_origin_country")),
            ("Certification", ("certification_country", "certification", "certification.gte", "certification.lte")),
            ("Releases in a country", ("region", "with_release_type", "release_date.gte", "release_date.lte")),
        ),
        "tv": (
            ("Genres", ("with_genres", "with_genres.any", "without_genres")),
            ("When", ("first_air_date.gte", "first_air_date.lte", "air_date.gte", "air_date.lte")),
            ("Score and length", ("vote_average.gte", "vote_average.lte", "vote_count.gte", "with_runtime.gte",
            "with_runtime.lte")),
            ("Where to watch", ("watch_region", "with_watch_providers", "with_watch_monetization_types",
            "without_watch_providers")),
            ("Kind and status", ("with_status", "with_type", "screened_theatrically")),
            ("Who made it", ("add.with_companies", "add.without_companies", "with_networks")),
            ("About", ("add.with_keywords", "add.without_keywords")),
            ("Language and country", ("with_original_language", "with_origin_country")),
        ),
    }  # fmt: skip

    def __init__(self, kind: str, found: Mapping[str, str], reference: Reference) -> None:
        self.kind, self.found, self.reference = kind, found, reference
        super().__init__(data=None)
        self.fields.update(self._all_fields())
        self.data = self._expanded()
        self.is_bound = True

    def _all_fields(self) -> dict[str, forms.Field]:
        reference = self.reference
        fields: dict[str, forms.Field] = {
            "sort_by": forms.ChoiceField(label="Sort by", choices=list(SORTS[self.kind].items()), required=False),
            "with_genres": self._many("Genres", reference.genres),
            "with_genres.any": forms.BooleanField(label="Any of them is enough", required=False),
            "without_genres": self._many("None of these", reference.genres),
            "with_original_language": self._one("Original language", reference.languages),
            "with_origin_country": self._one("Country of origin", reference.countries),
            "watch_region": self._one("In", reference.countries),
            "with_watch_providers": self._many("On", reference.providers),
            "without_watch_providers": self._many("Not on", reference.providers),
            "with_watch_monetization_types": self._many("How", WAYS),
            **_number_fields(),
            **_adders(self.kind),
        }
        return fields | (self._movie_fields() if self.kind == "movie" else self._tv_fields())

    def _movie_fields(self) -> dict[str, forms.Field]:
        certifications = self.reference.certifications
        here = self.found.get("certification_country", "")
        steps = certifications.get(here, [])
        return {
            "primary_release_date.gte": _date("From", "A year or a date"),
            "primary_release_date.lte": _date("To", "A year or a date"),
            "certification_country": self._one(
                "Of", [(c, n) for c, n in self.reference.countries if c in certifications]
            ),
            "certification": self._many("Exactly", steps),
            "certification.gte": self._one("From", steps),
            "certification.lte": self._one("Up to", steps),
            "region": self._one("Released in", self.reference.countries),
            "with_release_type": self._many("As", RELEASE_TYPES),
            "release_date.gte": _date("From", "A date in that country"),
            "release_date.lte": _date("To", "A date in that country"),
        }

    def _tv_fields(self) -> dict[str, forms.Field]:
        return {
            "first_air_date.gte": _date("First aired from", "A year or a date"),
            "first_air_date.lte": _date("to", "A year or a date"),
            "air_date.gte": _date("With an episode from", "A year or a date"),
            "air_date.lte": _date("to", "A year or a date"),
            "with_status": self._many("Status", STATUSES),
            "with_type": self._many("Kind", TYPES),
            "with_networks": forms.IntegerField(label="Network, by TMDB's number", required=False, min_value=1),
            "screened_theatrically": forms.BooleanField(label="Also shown in cinemas", required=False),
        }

    def _one(self, label: str, choices: Choices) -> forms.ChoiceField:
        return forms.ChoiceField(label=label, choices=[("", "Any"), *choices], required=False)

    def _many(self, label: str, choices: Choices) -> forms.MultipleChoiceField:
        return forms.MultipleChoiceField(
            label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )

    def _expanded(self) -> dict[str, Any]:
        """The address's values as the form's data; a value that the lists lack is offered as it is, not refused."""
        data: dict[str, Any] = {}
        for name, value in self.found.items():
            field_ = self.fields.get(name)
            values = split(value) if BY_NAME[name].joins else [value]
            if isinstance(field_, forms.ChoiceField):
                _offer(field_, values)
            data[name] = values if isinstance(field_, forms.MultipleChoiceField) else value
        data["with_genres.any"] = OR in self.found.get("with_genres", "")
        return data

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """(heading, fields, whether something in it is asked for), in the order of the page."""
        return [
            (
                heading,
                [self[name] for name in names],
                any(name.removeprefix("add.") in self.found for name in names),
            )
            for heading, names in self.template_groups[self.kind]
        ]


def _offer(field_: forms.ChoiceField, values: list[str]) -> None:
    """Add values that the lists lack, so that they are not refused."""
    choices = list(cast("Choices", field_.choices))
    offered = {str(value) for value, _ in choices}
    field_.choices = [*choices, *((value, value) for value in values if value not in offered)]


def _date(label: str, help_text: str) -> DateOrYearField:
    return DateOrYearField(label=label, required=False, help_text=help_text, max_length=10)


def _number_fields() -> dict[str, forms.Field]:
    def score(label: str) -> forms.Field:
        return forms.DecimalField(label=label, required=False, min_value=0, max_value=10, decimal_places=1)

    def count(label: str) -> forms.Field:
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=10_000_000)

    return {
        "vote_average.gte": score("Score at least"),
        "vote_average.lte": score("Score at most"),
        "vote_count.gte": count("Votes at least"),
        "vote_count.lte": count("Votes at most"),
        "with_runtime.gte": count("Minutes at least"),
        "with_runtime.lte": count("Minutes at most"),
    }


ADDERS = {
    "with_people": "With anybody", "with_cast": "In the cast", "with_crew": "In the crew", "with_companies": "Company",
    "without_companies": "Not by company", "with_keywords": "Keyword", "without_keywords": "Not about",
}  # fmt: skip


def _adders(kind: str) -> dict[str, forms.Field]:
    """Fields into which one writes a name; the view looks it up and puts its id into the address."""
    return {
        f"add.{name}": forms.CharField(label=label, required=False, max_length=100)
        for name, label in ADDERS.items()
        if kind in BY_NAME[name].kinds
    }

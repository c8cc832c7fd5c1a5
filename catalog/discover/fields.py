"""Form fields of discover: each function returns what builds a field once the choices are there."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from catalog.discover.choices import ChoiceSource, FormContext

FieldBuilder = Callable[[FormContext], forms.Field]

DATE = re.compile(r"[0-9]{4}(?:-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?")
MAX_COUNT = 10_000_000
MAX_NAME_LENGTH = 100


class DateOrYearField(forms.CharField):
    """A date, or a year that stands for its first or last day."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if text and not DATE.fullmatch(text):
            raise ValidationError("A year or a date: 1975 or 1975-06-20.")
        return text


def sort_order(label: str, choices: ChoiceSource) -> FieldBuilder:
    return lambda context: forms.ChoiceField(label=label, choices=choices(context), required=False)


def select(label: str, choices: ChoiceSource) -> FieldBuilder:
    return lambda context: forms.ChoiceField(label=label, choices=[("", "Any"), *choices(context)], required=False)


def checkboxes(label: str, choices: ChoiceSource) -> FieldBuilder:
    return lambda context: forms.MultipleChoiceField(
        label=label, choices=choices(context), required=False, widget=forms.CheckboxSelectMultiple
    )


def checkbox(label: str) -> FieldBuilder:
    return lambda context: forms.BooleanField(label=label, required=False)


def date(label: str, help_text: str = "A year or a date") -> FieldBuilder:
    return lambda context: DateOrYearField(label=label, required=False, help_text=help_text, max_length=10)


def score(label: str) -> FieldBuilder:
    return lambda context: forms.DecimalField(label=label, required=False, min_value=0, max_value=10, decimal_places=1)


def count(label: str) -> FieldBuilder:
    return lambda context: forms.IntegerField(label=label, required=False, min_value=0, max_value=MAX_COUNT)


def tmdb_id(label: str) -> FieldBuilder:
    return lambda context: forms.IntegerField(label=label, required=False, min_value=1)


def name(label: str) -> FieldBuilder:
    """Return the builder of a field for a name, which the view looks up to put its id into the address."""
    return lambda context: forms.CharField(label=label, required=False, max_length=MAX_NAME_LENGTH)

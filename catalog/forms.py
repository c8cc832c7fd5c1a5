"""What the forms of several apps share."""

from collections.abc import Iterable
from typing import Any, cast

from django.forms import BaseForm, ChoiceField


def choice_field(form: BaseForm, name: str) -> ChoiceField:
    """Return a form's field whose choices are known only once there is a form. Raises TypeError for another kind."""
    field = form.fields[name]
    if not isinstance(field, ChoiceField):
        raise TypeError(f"{name} is no field of choices")
    return field


def choices_of(form: BaseForm, name: str) -> list[tuple[Any, Any]]:
    """Return the (value, label) pairs of a field of choices."""
    return list(cast("Iterable[tuple[Any, Any]]", choice_field(form, name).choices))

"""The filters of an address in words: "Science Fiction or Horror", "1975–1985", "under 2 h"."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import ChoiceField

from catalog.discover.filters import address, split
from catalog.discover.form import DiscoverForm
from catalog.discover.table import OR, Filter, filters_of
from catalog.forms import choices_of
from catalog.numbers import parse_number

ThingNames = Mapping[tuple[str, int], str]  # (kind, id) → name


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in words; `remove_url` is the address without it."""

    text: str
    remove_url: str


def build_chips(form: DiscoverForm, names: ThingNames) -> list[Chip]:
    """Return a chip for each filter that has a value, in the order of the table."""
    chips = []
    for filter_ in filters_of(form.kind):
        if text := _text(filter_, form, names):
            rest = {key: value for key, value in form.values.items() if key not in filter_.parameters}
            chips.append(Chip(text, f"?{address(rest)}"))
    return chips


def _text(filter_: Filter, form: DiscoverForm, names: ThingNames) -> str:
    """Return the chip's text, "" for a filter without a value."""
    values = [form.values.get(parameter, "") for parameter in filter_.parameters]
    if not any(values):
        return ""
    if len(values) == 1:
        values = [_join(_words(filter_, values[0], form, names), values[0]), ""]
    low, high = values
    return filter_.chip(low, high)


def _words(filter_: Filter, value: str, form: DiscoverForm, names: ThingNames) -> list[str]:
    if filter_.thing:
        return [_thing_name(filter_.thing.kind, text, names) for text in split(value)]
    labels = _labels(form, filter_.name)
    return [labels.get(text, text) for text in split(value)]


def _thing_name(kind: str, text: str, names: ThingNames) -> str:
    """Return the name behind an id; as long as it is not there, the id; what is no id as it is."""
    number = parse_number(text)
    return text if number is None else names.get((kind, number), f"{kind} {text}")


def _labels(form: DiscoverForm, name: str) -> dict[str, str]:
    choices = choices_of(form, name) if isinstance(form.fields[name], ChoiceField) else []
    return {str(value): str(label) for value, label in choices}


def _join(words: list[str], value: str) -> str:
    return (" or " if OR in value else " and ").join(words)

"""The form of discover: the fields of the table's filters, filled in with the values of an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from django import forms

from catalog.discover.choices import FormContext, sorts
from catalog.discover.fields import checkbox, sort_order
from catalog.discover.filters import joins_of, split
from catalog.discover.reference import Choices, Reference
from catalog.discover.table import OR, SORT_BY, FieldGroup, Filter, filters_of


@dataclass(frozen=True, slots=True)
class FilledGroup:
    """A group of the form that opens; it is open from the start where a filter in it has a value."""

    heading: str
    fields: list[forms.BoundField]
    is_open: bool


class DiscoverForm(forms.Form):
    """All filters of one kind.

    `values` are those of an address, as `filters.parse_filters` returns them.
    """

    def __init__(self, kind: str, values: Mapping[str, str], reference: Reference) -> None:
        self.kind, self.values = kind, values
        super().__init__(data=None)
        self.fields.update(_build_fields(FormContext(kind, values, reference)))
        self.data = self._fill_in()
        self.is_bound = True

    def _fill_in(self) -> dict[str, Any]:
        """Return the form's data; a value that the lists lack is offered as it is, not refused."""
        data: dict[str, Any] = {}
        for name, value in self.values.items():
            field = self.fields.get(name)
            texts = split(value) if joins_of(name) else [value]
            if isinstance(field, forms.ChoiceField):
                _offer(field, texts)
            data[name] = texts if isinstance(field, forms.MultipleChoiceField) else value
        for filter_ in filters_of(self.kind):
            if filter_.any_label:
                data[filter_.any_field_name] = OR in self.values.get(filter_.name, "")
        return data

    @property
    def groups(self) -> list[FilledGroup]:
        """Return the groups in the order of the page, the first one always open."""
        filters = {group: _in_group(group, self.kind) for group in FieldGroup}
        filled = [self._fill_group(group, members) for group, members in filters.items() if members]
        return [replace(filled[0], is_open=True), *filled[1:]]

    def _fill_group(self, group: FieldGroup, filters: list[Filter]) -> FilledGroup:
        return FilledGroup(
            heading=group.heading(self.kind),
            fields=[self[name] for filter_ in filters for name in filter_.shown_fields],
            is_open=any(parameter in self.values for filter_ in filters for parameter in filter_.shown_parameters),
        )


def _in_group(group: FieldGroup, kind: str) -> list[Filter]:
    filters = (filter_ for filter_ in filters_of(kind) if filter_.group is group)
    return sorted(filters, key=lambda filter_: filter_.place)


def _build_fields(context: FormContext) -> dict[str, forms.Field]:
    fields = {SORT_BY: sort_order("Sort by", sorts)(context)}
    for filter_ in filters_of(context.kind):
        for parameter, build in zip(filter_.parameters, filter_.fields, strict=True):
            fields[filter_.field_name(parameter)] = build(context)
        if filter_.any_label:
            fields[filter_.any_field_name] = checkbox(filter_.any_label)(context)
    return fields


def _offer(field: forms.ChoiceField, texts: list[str]) -> None:
    """Add values that the lists lack, so that they are not refused."""
    choices = list(cast("Choices", field.choices))
    offered = {str(value) for value, _ in choices}
    field.choices = [*choices, *((text, text) for text in texts if text not in offered)]

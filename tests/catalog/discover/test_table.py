"""Each filter of the table has a chip, a field in the form, and a parameter of the client."""

import inspect

import pytest

from catalog.discover.chips import build_chips
from catalog.discover.form import DiscoverForm
from catalog.discover.page import api_arguments
from catalog.discover.reference import Reference
from catalog.discover.table import BOTH, FILTERS, Filter, filters_of
from catalog.gateway import api

CASES = [
    pytest.param(kind, filter_, parameter, id=f"{kind}-{parameter}")
    for kind in BOTH
    for filter_ in filters_of(kind)
    for parameter in filter_.parameters
]


def form_with(kind: str, parameter: str) -> DiscoverForm:
    form = DiscoverForm(kind, {parameter: "1975" if "date" in parameter else "7"}, Reference())
    assert form.is_valid(), form.errors
    return form


@pytest.mark.parametrize(("kind", "filter_", "parameter"), CASES)
def test_a_filter_in_use_has_one_chip_that_takes_it_away(kind: str, filter_: Filter, parameter: str) -> None:
    [chip] = build_chips(form_with(kind, parameter), {})
    assert chip.text.strip()
    assert chip.remove_url == "?"


@pytest.mark.parametrize(("kind", "filter_", "parameter"), CASES)
def test_a_filter_stands_in_an_open_group_of_the_form(kind: str, filter_: Filter, parameter: str) -> None:
    first, *others = form_with(kind, parameter).groups
    assert first.is_open
    [group] = [group for group in (first, *others) if group.heading == filter_.group.heading(kind)]
    names = [field.name for field in group.fields]
    if parameter in filter_.unlisted:
        assert parameter not in names
    else:
        assert filter_.field_name(parameter) in names
        assert [group.heading for group in others if group.is_open] in ([filter_.group.heading(kind)], [])


@pytest.mark.parametrize(("kind", "filter_", "parameter"), CASES)
def test_the_client_takes_each_filter_by_that_name(kind: str, filter_: Filter, parameter: str) -> None:
    method = api.discover.movie if kind == "movie" else api.discover.tv
    arguments = api_arguments({parameter: "7"}, "DE")
    call = method(**arguments)
    assert dict(call.query)[parameter] == "7"
    if filter_.country:
        assert dict(call.query)[filter_.country] == "DE"


def test_the_table_has_each_parameter_once_for_a_kind() -> None:
    for kind in BOTH:
        parameters = [parameter for filter_ in filters_of(kind) for parameter in filter_.parameters]
        assert len(parameters) == len(set(parameters))


def test_a_filter_cannot_be_written_without_group_field_and_chip() -> None:
    required = {
        name for name, parameter in inspect.signature(Filter).parameters.items() if parameter.default is parameter.empty
    }
    assert required == {"name", "group", "fields", "chip"}


def test_countries_are_filters_themselves() -> None:
    names = {filter_.name for filter_ in FILTERS}
    assert {filter_.country for filter_ in FILTERS if filter_.country} <= names

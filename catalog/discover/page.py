"""Discover: everything on TMDB, by every filter that it has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from catalog.discover.chips import Chip, ThingNames, build_chips
from catalog.discover.filters import address, ids
from catalog.discover.form import DiscoverForm
from catalog.discover.reference import Reference, parse_reference, reference_calls
from catalog.discover.table import BY_PARAMETER, filters_of
from catalog.discover.things import Thing
from catalog.display.cards import Card, build_cards
from catalog.display.paging import Pager
from catalog.gateway import PAGE_DEADLINE, Call, api, gateway
from catalog.locale import Locale
from catalog.pages.page import Answers, PageMetadata, data_or_none, require
from tmdb import Deadline
from tmdb.payload import JSON, get_int, get_rows, get_str


@dataclass(frozen=True)
class DiscoverPage:
    """A page of discover's results, with its form.

    `filters` are those of the address, as sorted pairs. `unknown`: names that the form could not turn into ids.
    """

    kind: str
    filters: tuple[tuple[str, str], ...]
    locale: Locale
    number: int = 1
    unknown: tuple[str, ...] = ()
    template = "catalog/discover.html"

    @property
    def values(self) -> dict[str, str]:
        return dict(self.filters)

    def calls(self) -> dict[str, Call]:
        return {"results": self._results_call(), **self._form_calls()}

    def _results_call(self) -> Call:
        discover = api.discover.movie if self.kind == "movie" else api.discover.tv
        arguments = api_arguments(self.values, self.locale.region)
        return discover(
            page=self.number, language=self.locale.language, include_adult=self.locale.include_adult, **arguments
        )

    def _form_calls(self) -> dict[str, Call]:
        """Return the calls for what the form and the chips show."""
        watch_region = self.values.get("watch_region") or self.locale.region
        names = {_name_key(thing, number): thing.details(number) for thing, number in self._things()}
        return reference_calls(self.kind, self.locale, watch_region) | names

    def _things(self) -> Iterator[tuple[Thing, int]]:
        """Return the things whose names the chips need."""
        for filter_ in filters_of(self.kind):
            if filter_.thing:
                for number in ids(self.values.get(filter_.name, "")):
                    yield filter_.thing, number

    @property
    def is_invalid(self) -> bool:
        """Return whether a filter's value makes no sense, judged without TMDB's lists."""
        return not DiscoverForm(self.kind, self.values, Reference()).is_valid()

    def view(self, answers: Answers) -> "DiscoverView":
        return self._view(require(answers["results"]), answers)

    def form_only(self) -> "DiscoverView":
        """Return the page with its form and no results, for filters that TMDB would not understand."""
        return self._view({}, gateway().gather(self._form_calls(), Deadline.after(PAGE_DEADLINE)))

    def _view(self, results: JSON, answers: Answers) -> "DiscoverView":
        """Build the view; a list or a name that TMDB did not answer is left out."""
        named = {
            (thing.kind, number): get_str(data_or_none(answers.get(_name_key(thing, number))), "name")
            for thing, number in self._things()
        }
        form = DiscoverForm(self.kind, self.values, parse_reference(answers))
        return DiscoverView(self, results, form, {key: name for key, name in named.items() if name})


def _name_key(thing: Thing, number: int) -> str:
    return f"{thing.kind} {number}"


def api_arguments(values: Mapping[str, str], region: str) -> dict[str, Any]:
    """Return filters as the client takes them: whole days, and `region` for filters that need a country."""
    arguments: dict[str, Any] = {}
    countries: dict[str, str] = {}
    for parameter, value in values.items():
        filter_ = BY_PARAMETER.get(parameter)
        arguments[parameter.replace(".", "_")] = _whole_day(parameter, value) if filter_ and filter_.is_date else value
        if filter_ and filter_.country:
            countries[filter_.country] = region
    return countries | arguments


def _whole_day(parameter: str, value: str) -> str:
    """Return a year as the first or last of its days, and a date as it is."""
    if len(value) != len("1975"):
        return value
    return f"{value}-01-01" if parameter.endswith(".gte") else f"{value}-12-31"


@dataclass(frozen=True, slots=True)
class Notice:
    text: str
    level: str = "info"


@dataclass
class DiscoverView:
    """The view-model of discover.

    `data` is TMDB's answer, {} where it has not been asked; `names` those of the things in filters.
    """

    page: DiscoverPage
    data: JSON
    form: DiscoverForm
    names: ThingNames

    def __post_init__(self) -> None:
        self.kind = self.page.kind
        self.heading = "Discover films" if self.kind == "movie" else "Discover shows"
        self.form.is_valid()

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(self.heading)

    @property
    def notices(self) -> list[Notice]:
        notices = [Notice(f"{name} is nobody and nothing that TMDB knows.") for name in self.page.unknown]
        if self.form.errors:
            notices.append(Notice("Some filters make no sense as they are; they are marked in the form.", "error"))
        return notices

    @cached_property
    def cards(self) -> list[Card]:
        return build_cards(get_rows(self.data, "results"), self.page.locale, self.kind)

    @cached_property
    def chips(self) -> list[Chip]:
        return build_chips(self.form, self.names)

    @property
    def hidden_values(self) -> list[tuple[str, str]]:
        """Return the ids that the form sends along while something else is changed."""
        names = {filter_.name for filter_ in filters_of(self.kind) if filter_.is_found_by_name}
        return [(parameter, value) for parameter, value in self.page.filters if parameter in names]

    @property
    def total(self) -> int:
        return get_int(self.data, "total_results")

    @property
    def plain_url(self) -> str:
        return reverse(f"catalog:discover_{self.kind}")

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        return [
            (label, reverse(f"catalog:discover_{kind}"), kind == self.kind)
            for kind, label in (("movie", "Films"), ("tv", "Shows"))
        ]

    @property
    def is_empty(self) -> bool:
        """Return whether nothing passes all filters, rather than nothing on a page beyond the last."""
        return not (self.form.errors or self.cards or self.pager.is_beyond)

    @property
    def pager(self) -> Pager:
        """Return the pages of results, a single one where the filters make no sense."""
        number = 1 if self.form.errors else self.page.number
        return Pager.of(number, get_int(self.data, "total_pages"), address(self.page.values))

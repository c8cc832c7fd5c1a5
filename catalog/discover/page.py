"""Discover: everything on TMDB, by every filter that it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from catalog.discover.chips import Chip, chips
from catalog.discover.filters import BY_NAME, NAMED, address, ids
from catalog.discover.form import Choices, DiscoverForm, Reference, whole_days
from catalog.display.cards import Card, cards
from catalog.display.paging import Pager
from catalog.gateway import PAGE_DEADLINE, Answer, Call, api, gateway
from catalog.locale import Locale
from catalog.rendering import Outcome, require
from tmdb import Deadline
from tmdb.payload import JSON, get_dict, get_int, get_rows, get_str

DATES = ("date.gte", "date.lte")
PROVIDERS = 40  # the biggest of a country; a list of hundreds helps nobody


@dataclass(frozen=True)
class DiscoverPage:
    """`filters` are `discover.filters.asked`, as sorted pairs. `unknown`: names the form could not turn into ids."""

    kind: str
    filters: tuple[tuple[str, str], ...]
    locale: Locale
    number: int = 1
    unknown: tuple[str, ...] = ()
    template = "catalog/discover.html"

    @property
    def found(self) -> dict[str, str]:
        return dict(self.filters)

    @property
    def named(self) -> list[tuple[str, int]]:
        """Things whose names the chips need."""
        return [(kind, one) for name, kind in NAMED.items() for one in ids(self.found.get(name, ""))]

    def calls(self) -> Sequence[Call]:
        return (
            self.results(),
            *self.references(),
            *(_name_call(kind, one) for kind, one in self.named),
        )

    def references(self) -> Sequence[Call]:
        region = self.found.get("watch_region") or self.locale.region
        movie = self.kind == "movie"
        genres, providers = (
            (api.genres.movies, api.watch_providers.movies) if movie else (api.genres.tv, api.watch_providers.tv)
        )
        return (
            genres(language=self.locale.iso),
            api.configuration.languages(),
            api.configuration.countries(language="en-US"),
            providers(language=self.locale.language, watch_region=region),
            *([api.certifications.movies()] if movie else []),
        )

    def results(self) -> Call:
        discover = api.discover.movie if self.kind == "movie" else api.discover.tv
        usual: dict[str, Any] = {"language": self.locale.language, "include_adult": self.locale.include_adult}
        return discover(page=self.number, **usual, **self._arguments())

    def _arguments(self) -> dict[str, Any]:
        """As the client takes them: whole days, and the visitor's country where a filter needs one."""
        values = {
            BY_NAME[name].argument: whole_days(name, value) if name.endswith(DATES) else value
            for name, value in self.filters
        }
        if any(
            name in values
            for name in (
                "with_watch_providers",
                "without_watch_providers",
                "with_watch_monetization_types",
            )
        ):
            values.setdefault("watch_region", self.locale.region)
        if any(name in values for name in ("with_release_type", "release_date_gte", "release_date_lte")):
            values.setdefault("region", self.locale.region)
        if any(name.startswith("certification") for name in values):
            values.setdefault("certification_country", self.locale.region)
        return values

    @property
    def is_invalid(self) -> bool:
        """Whether a filter's value makes no sense, judged without TMDB's lists."""
        return not DiscoverForm(self.kind, self.found, Reference()).is_valid()

    def view(self, outcomes: Sequence[Outcome]) -> "DiscoverView":
        return self._view(require(outcomes[0]), outcomes[1:])

    def form_only(self) -> "DiscoverView":
        """The page with its form, when the filters are not such that TMDB could be asked."""
        return self._view({}, gateway().gather(self.calls()[1:], Deadline.after(PAGE_DEADLINE)))

    def _view(self, results: JSON, others: Sequence[Outcome]) -> "DiscoverView":
        """A list or a name that TMDB did not answer is left out; the page stands without it."""
        data: list[object] = [one.data if isinstance(one, Answer) else {} for one in others]
        count = len(self.references())
        names = {key: get_str(one, "name") for key, one in zip(self.named, data[count:], strict=True)}
        form = DiscoverForm(self.kind, self.found, reference(data[:count]))
        return DiscoverView(self, results, form, {key: name for key, name in names.items() if name})


@dataclass
class DiscoverView:
    page: DiscoverPage
    data: JSON
    form: DiscoverForm
    names: dict[tuple[str, int], str]

    def __post_init__(self) -> None:
        self.kind = self.page.kind
        self.title = self.heading = "Discover films" if self.kind == "movie" else "Discover shows"
        self.form.is_valid()

    @property
    def unknown(self) -> tuple[str, ...]:
        return self.page.unknown

    @cached_property
    def cards(self) -> list[Card]:
        return cards(get_rows(self.data, "results"), self.page.locale, self.kind)

    @property
    def chips(self) -> list[Chip]:
        return chips(self.form, self.names)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Ids that the form keeps while something else is changed."""
        return [(name, value) for name, value in self.page.filters if name in NAMED and name != "with_networks"]

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
    def pager(self) -> Pager:
        return Pager.of(self.page.number, get_int(self.data, "total_pages"), address(self.page.found))


def reference(data: Sequence[object]) -> Reference:
    """The lists for the form, from the answers to `DiscoverPage.references`."""
    genres, languages, countries, providers, *certifications = data
    return Reference(
        genres=_choices(get_rows(genres, "genres"), "id", "name"),
        languages=_by_label(_choices(get_rows(languages), "iso_639_1", "english_name")),
        countries=_by_label(_choices(get_rows(countries), "iso_3166_1", "english_name")),
        providers=_choices(get_rows(providers, "results")[:PROVIDERS], "provider_id", "provider_name"),
        certifications=_certifications(certifications[0]) if certifications else {},
    )


def _certifications(data: object) -> dict[str, Choices]:
    return {
        country: _choices(
            sorted(get_rows(several), key=lambda row: get_int(row, "order")),
            "certification",
            "certification",
        )
        for country, several in get_dict(data, "certifications").items()
    }


def _choices(found: list[JSON], key: str, label: str) -> Choices:
    return [(str(row[key]), get_str(row, label)) for row in found if row.get(key) and get_str(row, label)]


def _by_label(choices: Choices) -> Choices:
    return sorted(choices, key=lambda choice: choice[1])


def _name_call(kind: str, number: int) -> Call:
    match kind:
        case "person":
            return api.people.details(number)
        case "company":
            return api.companies.details(number)
        case "network":
            return api.networks.details(number)
    return api.keywords.details(number)

"""Discover: everything on TMDB, by every filter that it has."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from catalog.discover.chips import Chip, chips
from catalog.discover.filters import BY_NAME, NAMED, address, ids
from catalog.discover.form import Choices, DiscoverForm, Reference, whole_days
from catalog.display.cards import Card, build_cards
from catalog.display.paging import Pager
from catalog.gateway import PAGE_DEADLINE, Call, api, gateway
from catalog.locale import Locale
from catalog.pages.page import Answers, PageMetadata, data_or_none, require
from tmdb import Deadline
from tmdb.payload import JSON, get_dict, get_int, get_rows, get_str

REFERENCES = ("genres", "languages", "countries", "providers", "certifications")
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

    def calls(self) -> dict[str, Call]:
        return {"results": self.results(), **self.form_calls()}

    def form_calls(self) -> dict[str, Call]:
        """Return the calls for what the form and the chips show."""
        names = {_name_key(kind, number): _name_call(kind, number) for kind, number in self.named}
        return {**self.references(), **names}

    def references(self) -> dict[str, Call]:
        region = self.found.get("watch_region") or self.locale.region
        movie = self.kind == "movie"
        genres, providers = (
            (api.genres.movies, api.watch_providers.movies) if movie else (api.genres.tv, api.watch_providers.tv)
        )
        certifications = {"certifications": api.certifications.movies()} if movie else {}
        return {
            "genres": genres(language=self.locale.iso),
            "languages": api.configuration.languages(),
            "countries": api.configuration.countries(language="en-US"),
            "providers": providers(language=self.locale.language, watch_region=region),
            **certifications,
        }

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

    def view(self, answers: Answers) -> "DiscoverView":
        return self._view(require(answers["results"]), answers)

    def form_only(self) -> "DiscoverView":
        """The page with its form, when the filters are not such that TMDB could be asked."""
        return self._view({}, gateway().gather(self.form_calls(), Deadline.after(PAGE_DEADLINE)))

    def _view(self, results: JSON, answers: Answers) -> "DiscoverView":
        """A list or a name that TMDB did not answer is left out; the page stands without it."""
        names = {key: get_str(data_or_none(answers[_name_key(*key)]), "name") for key in self.named}
        form = DiscoverForm(self.kind, self.found, reference(answers))
        return DiscoverView(self, results, form, {key: name for key, name in names.items() if name})


@dataclass
class DiscoverView:
    page: DiscoverPage
    data: JSON
    form: DiscoverForm
    names: dict[tuple[str, int], str]

    def __post_init__(self) -> None:
        self.kind = self.page.kind
        self.heading = "Discover films" if self.kind == "movie" else "Discover shows"
        self.form.is_valid()

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(self.heading)

    @property
    def unknown(self) -> tuple[str, ...]:
        return self.page.unknown

    @cached_property
    def cards(self) -> list[Card]:
        return build_cards(get_rows(self.data, "results"), self.page.locale, self.kind)

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


def reference(answers: Answers) -> Reference:
    """Return the lists for the form, from the answers to `DiscoverPage.references`."""
    data = {name: data_or_none(answers.get(name)) for name in REFERENCES}
    return Reference(
        genres=_choices(get_rows(data["genres"], "genres"), "id", "name"),
        languages=_by_label(_choices(get_rows(data["languages"]), "iso_639_1", "english_name")),
        countries=_by_label(_choices(get_rows(data["countries"]), "iso_3166_1", "english_name")),
        providers=_choices(get_rows(data["providers"], "results")[:PROVIDERS], "provider_id", "provider_name"),
        certifications=_certifications(data["certifications"]),
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


def _name_key(kind: str, number: int) -> str:
    return f"{kind} {number}"


def _name_call(kind: str, number: int) -> Call:
    match kind:
        case "person":
            return api.people.details(number)
        case "company":
            return api.companies.details(number)
        case "network":
            return api.networks.details(number)
    return api.keywords.details(number)

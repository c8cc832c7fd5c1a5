"""Pages of what titles belong to: a collection, a company, a network, a keyword."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from catalog.display import urls
from catalog.display.cards import Card, build_cards
from catalog.display.countries import country_name
from catalog.display.facts import Fact, Link, build_fact, build_page_link, non_empty
from catalog.display.formatting import format_count
from catalog.display.images import choose_poster_path, images
from catalog.display.lists import CardList, EmptyState
from catalog.display.paging import Pager
from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.page import Answers, PageMetadata, data_or_none, require
from catalog.pages.title.parts import Gallery, build_galleries, choose_tint
from catalog.pages.title.sections import SectionRequest, translations
from catalog.pages.title.sections.translations import Translation
from catalog.pages.title.texts import Texts, parse_texts
from tmdb.images import Picture
from tmdb.payload import JSON, get_int, get_names, get_rows, get_str, get_value
from tmdb.web_address import clean_web_address

NO_FILMS_YET = EmptyState("No films yet", "They stand here once TMDB has put them into this collection.")
NO_TITLES = EmptyState("Nothing here", "TMDB has nothing of this kind under that name.")
DISCOVER_FILTERS = {"company": "with_companies", "network": "with_networks", "keyword": "with_keywords"}


@dataclass(frozen=True)
class CollectionPage:
    collection_id: int
    locale: Locale
    template = "catalog/collection.html"

    def calls(self) -> dict[str, Call]:
        details = api.collections.details(
            self.collection_id,
            language=self.locale.language,
            append_to_response=("translations", "images"),
            include_image_language=self.locale.image_languages,
        )
        return {"details": details}

    def view(self, answers: Answers) -> "CollectionView":
        return CollectionView(require(answers["details"]), self.locale)


@dataclass
class CollectionView:
    data: JSON
    locale: Locale

    def __post_init__(self) -> None:
        self.id = get_int(self.data, "id")
        self.texts: Texts = parse_texts(self.data, self.locale, key="name")
        self.heading = self.texts.title

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(
            self.heading,
            description=self.texts.overview[:200],
            canonical=urls.page("collection", self.id, self.heading),
            tint=choose_tint(self.data),
        )

    @property
    def poster(self) -> Picture | None:
        posters = get_rows(self.data, "images", "posters")
        return images().poster(choose_poster_path(get_str(self.data, "poster_path"), posters, self.locale))

    @property
    def backdrop(self) -> Picture | None:
        return images().backdrop(get_str(self.data, "backdrop_path"))

    @cached_property
    def films(self) -> list[Card]:
        """Return cards in the order in which the films came out; those without a date last."""
        parts = sorted(get_rows(self.data, "parts"), key=lambda row: get_str(row, "release_date") or "9999")
        return build_cards(parts, self.locale, "movie")

    @property
    def galleries(self) -> list[Gallery]:
        return build_galleries(self.data, self.locale)

    @property
    def film_list(self) -> CardList:
        return CardList(self.films, empty=None if self.films else NO_FILMS_YET)

    @property
    def other_translations(self) -> list[Translation]:
        """Return the translations into languages that the visitor does not read."""
        listed = translations.content(self.data, SectionRequest("collection", self.id, self.locale), {})
        return [translation for translation in listed if not translation.is_current] if len(listed) > 1 else []

    @property
    def line(self) -> list[str]:
        years = sorted(card.year for card in self.films if card.year)
        span = "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""
        return [part for part in (format_count(len(self.films), "film"), span) if part]

    @property
    def score(self) -> float | None:
        """Return the mean of its films' scores."""
        scores = [card.score for card in self.films if card.score is not None]
        return sum(scores) / len(scores) if scores else None


@dataclass(frozen=True)
class PlacePage:
    """A company, network or keyword with its films, or with `shows` its shows; the most popular first."""

    kind: str
    place_id: int
    locale: Locale
    number: int = 1
    shows: bool = False
    template = "catalog/place.html"

    def calls(self) -> dict[str, Call]:
        calls = {"details": self._details_call(), "titles": self._titles_call()}
        if self.kind == "network":  # to which TMDB appends nothing
            calls["alternative_names"] = api.networks.alternative_names(self.place_id)
            calls["images"] = api.networks.images(self.place_id)
        return calls

    def _details_call(self) -> Call:
        match self.kind:
            case "company":
                return api.companies.details(self.place_id, append_to_response=("alternative_names", "images"))
            case "network":
                return api.networks.details(self.place_id)
        return api.keywords.details(self.place_id)

    def _titles_call(self) -> Call:
        options: dict[str, Any] = {
            "language": self.locale.language,
            "page": self.number,
            "include_adult": self.locale.include_adult,
        }
        if self.kind == "keyword" and not self.shows:
            return api.keywords.movies(self.place_id, **options)
        options[DISCOVER_FILTERS[self.kind]] = str(self.place_id)
        discover = api.discover.tv if self.shows or self.kind == "network" else api.discover.movie
        return discover(**options)

    def view(self, answers: Answers) -> "PlaceView":
        appended = {name: data_or_none(answers[name]) for name in ("alternative_names", "images") if name in answers}
        return PlaceView(self, {**require(answers["details"]), **appended}, data_or_none(answers["titles"]))


@dataclass
class PlaceView:
    """The place's `data`, and its `titles`; None if TMDB did not answer."""

    page: PlacePage
    data: JSON
    titles: JSON | None

    def __post_init__(self) -> None:
        self.kind = self.page.kind
        self.name = get_str(self.data, "name") or "Nameless"
        self.heading = self.name
        self.url = urls.page(self.kind, get_int(self.data, "id"), self.name)
        self.shows = self.page.shows or self.kind == "network"

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(self.name, canonical=self.url, tint=choose_tint(self.data))

    @property
    def kind_name(self) -> str:
        return {"company": "Company", "network": "Network"}.get(self.kind, "Keyword")

    @property
    def failure_message(self) -> str:
        """Return what to say when TMDB named the place, but not its titles: not the same as having none."""
        return "TMDB did not answer for this list. Try again in a moment." if self.titles is None else ""

    @property
    def logo(self) -> Picture | None:
        return images().logo(get_str(self.data, "logo_path"))

    @property
    def facts(self) -> list[Fact]:
        homepage = clean_web_address(get_str(self.data, "homepage"))
        parent = get_value(self.data, "parent_company")
        return non_empty(
            (
                build_fact("Country", country_name(get_str(self.data, "origin_country"))),
                build_fact("Headquarters", get_str(self.data, "headquarters")),
                build_fact("Homepage", Link(homepage.partition("//")[2].strip("/"), homepage) if homepage else ""),
                build_fact("Also known as", *get_names(self.data, "alternative_names", "results")),
                build_fact("Part of", build_page_link("company", parent) if isinstance(parent, dict) else ""),
            )
        )

    @property
    def logos(self) -> list[Picture]:
        """Return all logos as uploaded, drawn in vectors or not; none where there is but one."""
        logos = [images().logo(_logo_path(row)) for row in get_rows(self.data, "images", "logos")]
        pictures = [logo for logo in logos if logo]
        return pictures if len(pictures) > 1 else []

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """Return (label, address, is current) for films and shows, where the kind has both."""
        if self.kind == "network":
            return []
        return [("Films", self.url, not self.shows), ("Shows", f"{self.url}?type=tv", self.shows)]

    @cached_property
    def cards(self) -> list[Card]:
        return build_cards(get_rows(self.titles, "results"), self.page.locale, "tv" if self.shows else "movie")

    @property
    def count_line(self) -> str:
        total = get_int(self.titles, "total_results")
        return f"{total:,} in all, of the whole world, most popular first." if self.cards else ""

    @property
    def results(self) -> CardList:
        query = "type=tv" if self.page.shows else ""
        pager = Pager.of(self.page.number, get_int(self.titles, "total_pages"), query)
        return CardList.of(self.cards, pager, NO_TITLES) if self.titles is not None else CardList([])


def _logo_path(row: JSON) -> str:
    """Return a logo's path; of an SVG the original's, which TMDB gives with another ending."""
    path = get_str(row, "file_path")
    return f"{path.rpartition('.')[0]}.svg" if get_str(row, "file_type") == ".svg" and path else path

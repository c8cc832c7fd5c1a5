"""TMDB's lists that the form of discover offers: the calls for them, and how their answers are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalog.gateway import Call, api
from catalog.locale import Locale
from catalog.pages.page import Answers, data_or_none
from tmdb.payload import JSON, get_dict, get_int, get_rows, get_str

Choices = list[tuple[str, str]]  # (value, label)

MAX_PROVIDERS = 40  # the biggest of a country; a list of hundreds helps nobody


@dataclass(frozen=True)
class Reference:
    """TMDB's lists.

    An empty one offers only what the address already has.
    """

    genres: Choices = field(default_factory=list)
    languages: Choices = field(default_factory=list)
    countries: Choices = field(default_factory=list)
    providers: Choices = field(default_factory=list)
    certifications: Mapping[str, Choices] = field(default_factory=dict)  # by country


def reference_calls(kind: str, locale: Locale, watch_region: str) -> dict[str, Call]:
    if kind == "movie":
        genres, providers = api.genres.movies, api.watch_providers.movies
    else:
        genres, providers = api.genres.tv, api.watch_providers.tv
    calls = {
        "genres": genres(language=locale.iso),
        "languages": api.configuration.languages(),
        "countries": api.configuration.countries(language="en-US"),
        "providers": providers(language=locale.language, watch_region=watch_region),
    }
    return calls | {"certifications": api.certifications.movies()} if kind == "movie" else calls


def parse_reference(answers: Answers) -> Reference:
    """Return the lists from the answers to `reference_calls`; a list without an answer is empty."""
    data = {name: data_or_none(answer) for name, answer in answers.items()}
    return Reference(
        genres=_choices(get_rows(data.get("genres"), "genres"), "id", "name"),
        languages=_by_label(_choices(get_rows(data.get("languages")), "iso_639_1", "english_name")),
        countries=_by_label(_choices(get_rows(data.get("countries")), "iso_3166_1", "english_name")),
        providers=_choices(get_rows(data.get("providers"), "results")[:MAX_PROVIDERS], "provider_id", "provider_name"),
        certifications=_certifications(data.get("certifications")),
    )


def _certifications(data: object) -> dict[str, Choices]:
    return {
        country: _choices(
            sorted(get_rows(rows), key=lambda row: get_int(row, "order")), "certification", "certification"
        )
        for country, rows in get_dict(data, "certifications").items()
    }


def _choices(rows: list[JSON], key: str, label: str) -> Choices:
    return [(str(row[key]), get_str(row, label)) for row in rows if row.get(key) and get_str(row, label)]


def _by_label(choices: Choices) -> Choices:
    return sorted(choices, key=lambda choice: choice[1])

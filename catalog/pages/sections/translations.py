"""Into which languages a title, or a person's life, has been put."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from catalog.countries import country_name
from catalog.locale import Locale
from catalog.pages.sections.section import Asked
from catalog.reading import JSON, rows, text
from catalog.rendering import Outcome

RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "ur", "yi"}
SHOWN = 400  # characters of a text


@dataclass(frozen=True, slots=True)
class Translation:
    """`lang` and `direction` for the reader's software; `switch_url` leads to reading everything in it."""

    language: str
    own_name: str
    country: str
    lang: str
    direction: str
    title: str
    overview: str
    tagline: str
    is_current: bool
    switch_url: str


def content(data: JSON, asked: Asked, outcomes: Sequence[Outcome]) -> list[Translation]:
    """The visitor's language first, then by name; only what says something."""
    made = [_translation(row, asked.locale) for row in rows(data, "translations", "translations")]
    found = [one for one in made if one.title or one.overview]
    return sorted(found, key=lambda one: (not one.is_current, one.language, one.country))


def _translation(row: JSON, locale: Locale) -> Translation:
    code, region = text(row, "iso_639_1"), text(row, "iso_3166_1")
    overview = text(row, "data", "overview") or text(row, "data", "biography")
    query = urlencode({"language": f"{code}-{region}"})
    return Translation(
        language=text(row, "english_name") or text(row, "name") or code,
        own_name=text(row, "name") if text(row, "name") != text(row, "english_name") else "",
        country=country_name(region),
        lang=code,
        direction="rtl" if code in RIGHT_TO_LEFT else "ltr",
        title=text(row, "data", "title") or text(row, "data", "name"),
        overview=overview if len(overview) <= SHOWN else f"{overview[:SHOWN].rsplit(' ', 1)[0]} …",
        tagline=text(row, "data", "tagline"),
        is_current=code == locale.iso,
        switch_url=f"{reverse('catalog:preferences')}?{query}",
    )

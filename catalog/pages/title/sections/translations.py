"""Into which languages a title, or a person's life, has been put."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from catalog.display.countries import country_name
from catalog.locale import Locale
from catalog.pages.page import Answers
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON, get_rows, get_str, get_value

RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
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
    missing: str
    is_current: bool
    switch_url: str


def content(data: JSON, asked: SectionRequest, answers: Answers) -> list[Translation]:
    """The visitor's language first, then by name; only what says something."""
    listed = get_rows(data, "translations", "translations")
    current = _current(listed, asked.locale)
    made = [_translation(row, _tag(row) in current, get_str(data, "original_language")) for row in listed]
    found = [one for one in made if one.title or one.overview or one.tagline]
    return sorted(found, key=lambda one: (not one.is_current, one.language, one.country))


def _tag(row: JSON) -> str:
    return f"{get_str(row, 'iso_639_1')}-{get_str(row, 'iso_3166_1')}"


def _current(listed: list[JSON], locale: Locale) -> set[str]:
    """What the visitor reads: just that where it is there ("pt-BR"), else whatever is in that language."""
    tags = {_tag(row) for row in listed}
    return {locale.language} & tags or {tag for tag in tags if tag.startswith(f"{locale.iso}-")}


def _translation(row: JSON, is_current: bool, original: str) -> Translation:
    code, region = get_str(row, "iso_639_1"), get_str(row, "iso_3166_1")
    overview = get_str(row, "data", "overview") or get_str(row, "data", "biography")
    query = urlencode({"language": _tag(row)})
    return Translation(
        language=get_str(row, "english_name") or get_str(row, "name") or code,
        own_name=get_str(row, "name") if get_str(row, "name") != get_str(row, "english_name") else "",
        country=country_name(region),
        lang=code,
        direction="rtl" if code in RIGHT_TO_LEFT else "ltr",
        title=get_str(row, "data", "title") or get_str(row, "data", "name"),
        overview=overview if len(overview) <= SHOWN else f"{overview[:SHOWN].rsplit(' ', 1)[0]} …",
        tagline=get_str(row, "data", "tagline"),
        missing="" if code == original else _missing(row),
        is_current=is_current,
        switch_url=f"{reverse('catalog:preferences')}?{query}",
    )


def _missing(row: JSON) -> str:
    """ "title, tagline": what of a title's texts has not been put into it. A person's life is one text."""
    if get_value(row, "data", "overview") is None:
        return ""
    there = {
        "title": get_str(row, "data", "title") or get_str(row, "data", "name"),
        "tagline": get_str(row, "data", "tagline"),
        "overview": get_str(row, "data", "overview"),
    }
    return ", ".join(part for part, words in there.items() if not words)

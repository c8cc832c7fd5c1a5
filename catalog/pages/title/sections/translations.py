"""Translations of a title's texts, or of a person's life."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from catalog.display.countries import country_name
from catalog.display.formatting import shorten
from catalog.locale import Locale
from catalog.pages.page import Answers
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON, get_rows, get_str, get_value

RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
MAX_OVERVIEW = 400  # characters


@dataclass(frozen=True, slots=True)
class Translation:
    """A title's or person's texts in one language.

    `lang` and `direction` are for the reader's software; `switch_url` leads to reading everything in it.
    """

    language: str
    native_name: str
    country: str
    lang: str
    direction: str
    title: str
    overview: str
    tagline: str
    missing: str
    is_current: bool
    switch_url: str


def content(data: JSON, request: SectionRequest, answers: Answers) -> list[Translation]:
    """Return the translations that have a text: the visitor's language first, then by name."""
    rows = get_rows(data, "translations", "translations")
    current = _current_tags(rows, request.locale)
    original = get_str(data, "original_language")
    translations = [_translation(row, original, is_current=_tag(row) in current) for row in rows]
    return sorted(
        (text for text in translations if text.title or text.overview or text.tagline),
        key=lambda text: (not text.is_current, text.language, text.country),
    )


def _tag(row: JSON) -> str:
    return f"{get_str(row, 'iso_639_1')}-{get_str(row, 'iso_3166_1')}"


def _current_tags(rows: list[JSON], locale: Locale) -> set[str]:
    """Return the visitor's own variant ("pt-BR") if there is a translation in it, else all variants of the language."""
    tags = {_tag(row) for row in rows}
    return {locale.language} & tags or {tag for tag in tags if tag.startswith(f"{locale.iso}-")}


def _translation(row: JSON, original: str, *, is_current: bool) -> Translation:
    code, name = get_str(row, "iso_639_1"), get_str(row, "name")
    return Translation(
        language=get_str(row, "english_name") or name or code,
        native_name=name if name != get_str(row, "english_name") else "",
        country=country_name(get_str(row, "iso_3166_1")),
        lang=code,
        direction="rtl" if code in RIGHT_TO_LEFT else "ltr",
        title=_title(row),
        overview=shorten(get_str(row, "data", "overview") or get_str(row, "data", "biography"), MAX_OVERVIEW),
        tagline=get_str(row, "data", "tagline"),
        missing="" if code == original else _missing_texts(row),
        is_current=is_current,
        switch_url=f"{reverse('catalog:preferences')}?{urlencode({'language': _tag(row)})}",
    )


def _title(row: JSON) -> str:
    return get_str(row, "data", "title") or get_str(row, "data", "name")


def _missing_texts(row: JSON) -> str:
    """Return which of a title's texts are not translated: "title, tagline"; a person's life is one text."""
    if get_value(row, "data", "overview") is None:
        return ""
    texts = {
        "title": _title(row),
        "tagline": get_str(row, "data", "tagline"),
        "overview": get_str(row, "data", "overview"),
    }
    return ", ".join(name for name, text in texts.items() if not text)

"""Texts of a title in the visitor's language, or in English where nobody has translated them yet."""

from dataclasses import dataclass

from catalog.locale import Locale
from tmdb.payload import JSON, rows, text


@dataclass(frozen=True, slots=True)
class Texts:
    """`title_lang`, `overview_lang`: the language where it is not the visitor's, else ""."""

    title: str
    overview: str
    tagline: str
    original_title: str = ""
    title_lang: str = ""
    overview_lang: str = ""
    original_lang: str = ""

    @property
    def is_english_instead(self) -> bool:
        return bool(self.overview) and self.overview_lang == "en"


def texts(data: JSON, locale: Locale, *, title: str = "title") -> Texts:
    """Of a details answer with `translations` appended. `title` is the key: "title" for films, "name" for shows."""
    english = _translation(data, "en")
    own, original = text(data, title), text(data, f"original_{title}")
    language = text(data, "original_language")
    title_lang = ""
    if own == original and language not in {"", locale.iso}:
        # Nobody translated the title, so TMDB gives the original one; an English one says more to most.
        own, title_lang = _readable(data, own, language, english, title)
    overview = text(data, "overview")
    fell_back = not overview and not locale.speaks_english
    return Texts(
        title=own or original or "Untitled",
        overview=overview or text(english, "overview"),
        tagline=text(data, "tagline"),
        original_title=original if original != own else "",
        title_lang=title_lang,
        overview_lang="en" if fell_back else "",
        original_lang=language,
    )


def _readable(data: JSON, original: str, language: str, english: JSON, title: str) -> tuple[str, str]:
    translated = text(english, title)
    if translated and translated != original:
        return translated, "en"
    return original, language


def _translation(data: JSON, language: str) -> JSON:
    for row in rows(data, "translations", "translations"):
        if text(row, "iso_639_1") == language and isinstance(row.get("data"), dict):
            return dict(row["data"])
    return {}

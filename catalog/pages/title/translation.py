"""Texts of a title in the visitor's language, or in English where nobody has translated them yet."""

from dataclasses import dataclass

from catalog.locale import Locale
from tmdb.payload import JSON, get_rows, get_str


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
    own, original = get_str(data, title), get_str(data, f"original_{title}")
    language = get_str(data, "original_language")
    title_lang = ""
    if own == original and language not in {"", locale.iso}:
        # Nobody translated the title, so TMDB gives the original one; an English one says more to most.
        own, title_lang = _readable(data, own, language, english, title)
    overview = get_str(data, "overview")
    fell_back = not overview and not locale.speaks_english
    return Texts(
        title=own or original or "Untitled",
        overview=overview or get_str(english, "overview"),
        tagline=get_str(data, "tagline"),
        original_title=original if original != own else "",
        title_lang=title_lang,
        overview_lang="en" if fell_back else "",
        original_lang=language,
    )


def _readable(data: JSON, original: str, language: str, english: JSON, title: str) -> tuple[str, str]:
    translated = get_str(english, title)
    if translated and translated != original:
        return translated, "en"
    return original, language


def _translation(data: JSON, language: str) -> JSON:
    for row in get_rows(data, "translations", "translations"):
        if get_str(row, "iso_639_1") == language and isinstance(row.get("data"), dict):
            return dict(row["data"])
    return {}

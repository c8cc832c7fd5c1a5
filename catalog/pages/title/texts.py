"""Texts of a title in the visitor's language, or in English where nobody has translated them yet."""

from dataclasses import dataclass

from catalog.locale import Locale
from tmdb.payload import JSON, get_rows, get_str


@dataclass(frozen=True, slots=True)
class Texts:
    """A title's texts.

    `title_lang`, `overview_lang`: the language where it is not the visitor's, else "".
    """

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


def parse_texts(data: JSON, locale: Locale, *, key: str = "title") -> Texts:
    """Return the texts of a details answer with `translations` appended.

    `key` is that of the title: "title" for films, "name" for all else.
    """
    english = _translation(data, "en")
    title, original = get_str(data, key), get_str(data, f"original_{key}")
    language = get_str(data, "original_language")
    title_lang = ""
    if title == original and language not in {"", locale.iso}:
        # Nobody translated the title, so TMDB gives the original one; an English one says more to most.
        title, title_lang = _readable_title(original, language, get_str(english, key))
    overview = get_str(data, "overview")
    is_fallback = not overview and not locale.speaks_english
    return Texts(
        title=title or original or "Untitled",
        overview=overview or get_str(english, "overview"),
        tagline=get_str(data, "tagline"),
        original_title=original if original != title else "",
        title_lang=title_lang,
        overview_lang="en" if is_fallback else "",
        original_lang=language,
    )


def _readable_title(original: str, language: str, english: str) -> tuple[str, str]:
    """Return the English title and its language, or the original ones where there is no other."""
    return (english, "en") if english and english != original else (original, language)


def _translation(data: JSON, language: str) -> JSON:
    for row in get_rows(data, "translations", "translations"):
        if get_str(row, "iso_639_1") == language and isinstance(row.get("data"), dict):
            return dict(row["data"])
    return {}

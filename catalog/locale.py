"""A visitor's language, country and theme: from cookies, with a first guess from the browser."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from catalog.codes import COUNTRIES, is_language

THEMES = ("system", "dark", "light")
COOKIE_AGE = 365 * 86400  # seconds

# What a browser that names a bare language most likely means.
DEFAULT_VARIANTS = {
    "ar": "ar-SA", "bn": "bn-BD", "ca": "ca-ES", "cs": "cs-CZ", "da": "da-DK", "de": "de-DE", "el": "el-GR",
    "en": "en-GB", "es": "es-ES", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR", "he": "he-IL", "hi": "hi-IN",
    "hu": "hu-HU", "id": "id-ID", "it": "it-IT", "ja": "ja-JP", "ko": "ko-KR", "nb": "nb-NO", "nl": "nl-NL",
    "no": "no-NO", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU", "sv": "sv-SE", "th": "th-TH",
    "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip
DEFAULT_LANGUAGE, DEFAULT_REGION, DEFAULT_THEME = "en-GB", "GB", "dark"


@dataclass(frozen=True, slots=True)
class Locale:
    """What TMDB is asked for, and pages are rendered for.

    `language` as TMDB takes it ("de-DE"), `region` an ISO 3166-1 code. `shows_adult`: titles for adults are shown, too;
    only members choose that.
    """

    language: str = DEFAULT_LANGUAGE
    region: str = DEFAULT_REGION
    shows_adult: bool = False

    @property
    def include_adult(self) -> bool | None:
        """Return TMDB's parameter, None where its default does."""
        return self.shows_adult or None

    @property
    def iso(self) -> str:
        """Return the bare language ("de"), as TMDB tags pictures, videos and translations."""
        return self.language[:2]

    @property
    def speaks_english(self) -> bool:
        return self.iso == "en"

    @property
    def image_languages(self) -> str:
        """Return the languages of pictures: the visitor's, then no text, then English."""
        return ",".join(dict.fromkeys((self.iso, "null", "en")))

    @property
    def video_languages(self) -> str:
        return ",".join(dict.fromkeys((self.iso, "en", "null")))


def guess_language(accept: str) -> str:
    """Return the first language of an Accept-Language header that is one, in TMDB's form."""
    for part in accept[:200].split(","):
        tag = part.partition(";")[0].strip()
        language, _, country = tag.partition("-")
        exact = f"{language.lower()}-{country.upper()}"
        if language.lower() in DEFAULT_VARIANTS and is_language(exact):
            return exact
        if language.lower() in DEFAULT_VARIANTS:
            return DEFAULT_VARIANTS[language.lower()]
    return DEFAULT_LANGUAGE


def cookie_name(preference: str) -> str:
    return f"{settings.COOKIE_NAME_PREFIX}{preference}"


def read_locale(request: HttpRequest) -> Locale:
    language = request.COOKIES.get(cookie_name("language"), "")
    if not is_language(language):
        language = guess_language(request.headers.get("Accept-Language", ""))
    region = request.COOKIES.get(cookie_name("region"), "")
    if region not in COUNTRIES:
        region = language[3:] if language[3:] in COUNTRIES else DEFAULT_REGION
    return Locale(language, region)


def read_theme(request: HttpRequest) -> str:
    theme = request.COOKIES.get(cookie_name("theme"), "")
    return theme if theme in THEMES else DEFAULT_THEME


def set_preference_cookies(response: HttpResponse, locale: Locale, theme: str) -> None:
    """Keep the visitor's choice in cookies for a year."""
    for name, value in (("language", locale.language), ("region", locale.region), ("theme", theme)):
        response.set_cookie(
            cookie_name(name),
            value,
            max_age=COOKIE_AGE,
            path=settings.SESSION_COOKIE_PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )

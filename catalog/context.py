"""The context that every template has."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from catalog.locale import read_locale, read_theme


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "site_name": settings.SITE_NAME,
        "demo": settings.TMDB_DEMO,
        "locale": getattr(request, "locale", None) or read_locale(request),
        "theme": getattr(request, "theme", None) or read_theme(request),
    }

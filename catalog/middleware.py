"""What every request is given before a view gets it."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from catalog.http import Request
from catalog.locale import read_locale, read_theme


class LocaleMiddleware:
    """Give each request the visitor's locale and theme, and say in the response what these came from."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.locale = read_locale(request)
        request.theme = read_theme(request)
        response = self._get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Cookie", "Accept-Language"))
        return response

"""A member reads as they have chosen, in whatever browser."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class MemberLocaleMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            request.locale = user.locale(request.locale)  # type: ignore[attr-defined]
        return self._get_response(request)

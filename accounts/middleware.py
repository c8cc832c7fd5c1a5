"""A member reads as they have chosen, in whatever browser; and who came too late for an invitation is told so."""

from collections.abc import Callable

from allauth.core.exceptions import SignupClosedException
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class MemberLocaleMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            request.locale = user.locale(request.locale)  # type: ignore[attr-defined]
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The last use of an invitation went to somebody else while the form was being filled in."""
        if isinstance(error, SignupClosedException):
            return render(request, "account/signup_closed.html", status=409)
        return None

"""Middleware that knows members: their locale and time zone, ways to sign in, and redirects to other sites."""

import logging
from collections.abc import Callable
from urllib.parse import urlsplit

import requests
from allauth.core.exceptions import SignupClosedException
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import last_seen
from accounts.http import is_member
from catalog.http import Request

log = logging.getLogger("accounts")


class MemberMiddleware:
    """Has members read as they have chosen, in whatever browser, and leaves nothing of it in the browser's cache."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if not is_member(request):
            return _redirect_back_to_form(request, self._get_response(request))
        last_seen.record_visit(request)
        request.locale = request.user.locale(request.locale)
        request.theme = request.user.theme or request.theme
        with timezone.override(request.user.zone):
            response = self._get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)  # whoever has the browser next sees nothing of it
        return response

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        """Say that an invitation was used up while the form was filled in, or that the club's sign-on is away."""
        if isinstance(error, SignupClosedException):
            return render(request, "account/signup_closed.html", status=409)
        if isinstance(error, requests.RequestException):
            log.warning("sign_on failed path=%s reason=%s", request.path, type(error).__name__)
            return render(request, "socialaccount/authentication_error.html", status=503)
        return None


def _redirect_back_to_form(request: Request, response: HttpResponse) -> HttpResponse:
    """Have signing in lead to the page with the form, where it would lead to the address that took it.

    Many of those addresses answer no visit.
    """
    referrer, to_sign_in = request.headers.get("Referer", ""), redirect_to_login(request.get_full_path())
    if request.method == "POST" and response.headers.get("Location") == to_sign_in.url:
        is_ours = url_has_allowed_host_and_scheme(referrer, {request.get_host()}, require_https=request.is_secure())
        parts = urlsplit(referrer)
        path = f"/{parts.path.lstrip('/')}"  # two slashes would name another host
        page = f"{path}?{parts.query}" if parts.query else path
        response["Location"] = redirect_to_login(page if is_ours else reverse("catalog:home")).url
    return response


class ExternalRedirectMiddleware:
    """Answers with a page that goes on by itself, where the answer would be a redirect to another origin.

    The policy's `form-action 'self'` holds for all redirects that follow a form, so Chromium stops them, in silence.
    Naming origins in it would not do: a sign-on leads over further ones that only it knows. A page of ours ends the
    form's journey, and what it leads to is a journey of its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        address = response.headers.get("Location", "")
        if not address or url_has_allowed_host_and_scheme(address, {request.get_host()}):
            return response
        context = {"host": urlsplit(address).netloc, "address": address}
        page = render(request, "accounts/external_redirect.html", context)
        page.cookies = response.cookies
        add_never_cache_headers(page)  # the address may hold a token
        return page

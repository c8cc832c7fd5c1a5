"""Decorators and helpers of views that take a click: who may, where they go back to, and what if it can't be saved."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from accounts.http import MemberRequest, is_member
from catalog.gateway import Unavailable, UpstreamProblem
from catalog.http import Request
from library.models import List

NOT_SAVED = (
    "TMDB isn’t answering, and this title hasn’t been opened here yet, so the site can’t tell whether it exists. "
    "Nothing was saved. Try again in a moment."
)
TOO_MANY = "You opened many new titles within a few seconds. Nothing was saved. Try again in {} seconds."
P = ParamSpec("P")


def reject_unsaved(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Reject a click on a title that was never opened here while TMDB is away; a button sends it again.

    It might be about a title that does not exist.
    """

    @wraps(view)
    def wrapped(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Unavailable as error:
            if request.method != "POST" or error.problem is UpstreamProblem.REFUSED:
                raise
            return _render_unsaved(request, error)

    return wrapped


def describe_unsaved(error: Unavailable) -> tuple[str, int]:
    """Return the sentence and the status for what isn't accepted, since its title can't be looked up now."""
    if error.problem is UpstreamProblem.TOO_MANY:
        return TOO_MANY.format(error.retry_after), 429
    return NOT_SAVED, 503


def _render_unsaved(request: Request, error: Unavailable) -> HttpResponse:
    text, status = describe_unsaved(error)
    if request.htmx:
        response = HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
    else:
        fields = [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]
        back = get_return_url(request, reverse("catalog:home"))
        context = {"text": text, "code": status, "fields": fields, "back": back}
        response = render(request, "library/not_saved.html", context, status=status)
    response["Retry-After"] = str(error.retry_after)
    return response


def member_click_required(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Have visitors sign in first, and come back to the page of the click.

    A page that came before a session ended still has its buttons.
    """

    @wraps(view)
    def wrapped(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs) if is_member(request) else redirect_to_sign_in(request)

    return wrapped


def redirect_to_sign_in(request: Request) -> HttpResponse:
    """Send a visitor to sign in, and back to the page of the click; htmx is told to leave the page."""
    address = redirect_to_login(get_return_url(request, reverse("catalog:home"))).url
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def list_or_404(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer that a list is not found when it was deleted in the meantime."""

    @wraps(view)
    def wrapped(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except List.DoesNotExist:
            raise Http404 from None

    return wrapped


def get_return_url(request: Request, default: str) -> str:
    """Return the page that the visitor came from, if it is one of this site that shows something."""
    requested = request.POST.get("next") or request.GET.get("next")
    target = requested or request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return default
    parts = urlsplit(target)
    if parts.path.rstrip("/").endswith("/rate"):
        return default
    return urlunsplit(("", "", f"/{parts.path.lstrip('/')}", parts.query, ""))  # two slashes would name another host

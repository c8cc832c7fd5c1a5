"""Asking members to show again who they are, for what a session left open must not be enough.

allauth asks for a password or a second factor, and lets those pass who have neither. Here they set a password first.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.http import MemberRequest

View = Callable[[MemberRequest], HttpResponse]


def can_reauthenticate(request: MemberRequest) -> bool:
    """Return whether the member has a password or a second factor."""
    return bool(get_adapter().get_reauthentication_methods(request.user))


def build_reauthentication_url(request: MemberRequest, back: str) -> str:
    """Return the address that asks again and leads to the view `back`; "" for those who answered a moment ago."""
    try:
        reauthentication_required(lambda request: None)(request)
    except ReauthenticationRequired:
        method = get_adapter().get_reauthentication_methods(request.user)[0]
        return f"{method['url']}?{urlencode({'next': reverse(back)})}"
    return ""


def password_required(view: View) -> View:
    """Refuse those who have nothing to show again who they are, and tell them what to do."""

    @wraps(view)
    def wrapped(request: MemberRequest) -> HttpResponse:
        if can_reauthenticate(request):
            return view(request)
        return render(request, "accounts/no_password.html", status=403)

    return wrapped


def recent_sign_in_required(back: str) -> Callable[[View], View]:
    """Ask again unless that was done a moment ago, and lead to the view `back` afterwards.

    What was posted is not kept meanwhile, as allauth's decorator would: it may hold a password or a token.
    """

    def decorated(view: View) -> View:
        @wraps(view)
        def wrapped(request: MemberRequest) -> HttpResponse:
            url = build_reauthentication_url(request, back)
            return redirect(url) if url else view(request)

        return password_required(wrapped)

    return decorated

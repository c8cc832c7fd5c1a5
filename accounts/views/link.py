"""Linking and unlinking an account on TMDB.

TMDB is never a way to sign in: whoever links has signed in here, and has shown it again a moment ago.

The way over TMDB's page: `start` asks for a request token and keeps it in the member's session; TMDB's page leads back
to `callback`, which takes only that token, from that member, in that session, once.
"""

import logging
from dataclasses import dataclass
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts import tmdb_link
from accounts.forms import AccessTokenForm, TmdbLoginForm
from accounts.http import MemberRequest, is_member, member_required
from accounts.models import get_link
from accounts.reauthentication import (
    build_reauthentication_url,
    can_reauthenticate,
    password_required,
    recent_sign_in_required,
)
from accounts.tmdb_link import Account
from catalog.http import Request
from tmdb import errors

log = logging.getLogger("accounts.tmdb_link")

REQUEST_KEY = "tmdb_request"  # in the session: the latest request token, and the id of the member that it is for

# reason: (heading, what to do)
PROBLEMS = {
    "denied": ("TMDB was told no", "Nothing was linked. You can start again whenever you like."),
    "expired": (
        "That took too long",
        "TMDB keeps a request open for a while only, and this one is closed. Start again: it is quickly done.",
    ),
    "unknown": (
        "This did not begin here",
        "The request was started in another browser, or was used already. Start again in this one.",
    ),
    "other_member": (
        "Somebody else began this",
        "You have changed places in between: another member started it. Start again as yourself.",
    ),
    "taken": (
        "That account is somebody else's here",
        "Another member of the club has linked this TMDB account. One account on TMDB belongs to one member.",
    ),
    "unavailable": ("TMDB isn't answering", "Nothing was lost. Try again in a few minutes."),
}


@dataclass(frozen=True)
class WayToLink:
    """A form that links without TMDB's page."""

    summary: str
    url: str
    form: Form


def _render_problem(request: Request, reason: str, status: int = 200) -> HttpResponse:
    heading, text = PROBLEMS[reason]
    url, label = ("accounts:link", "To the link") if is_member(request) else ("account_login", "To signing in")
    context = {"heading": heading, "text": text, "next_url": reverse(url), "next_label": label}
    return render(request, "accounts/link_problem.html", context, status=status)


@never_cache
@member_required
@require_safe
def link(request: MemberRequest) -> HttpResponse:
    return _render_page(request)


def _render_page(
    request: MemberRequest,
    status: int = 200,
    *,
    password_form: Form | None = None,
    token_form: Form | None = None,
) -> HttpResponse:
    forms = []
    if settings.TMDB_PASSWORD_LOGIN:
        url = reverse("accounts:link_by_password")
        forms.append(WayToLink("With name and password instead", url, password_form or TmdbLoginForm()))
    url = reverse("accounts:link_by_token")
    forms.append(WayToLink("With an access token of TMDB's version 4", url, token_form or AccessTokenForm()))
    context = {
        "link": get_link(request.user),
        "forms": forms,
        "can_reauthenticate": can_reauthenticate(request),
        "reauthenticate_url": build_reauthentication_url(request, "accounts:link"),
    }
    return render(request, "accounts/link.html", context, status=status)


@never_cache
@member_required
@require_POST
@password_required
@reauthentication_required
def start(request: MemberRequest) -> HttpResponse:
    """Lead to TMDB's page; of several that were begun, the last one counts."""
    try:
        token = tmdb_link.create_request_token()
    except errors.TMDBError as error:
        log.warning("link failed step=request_token reason=%s", type(error).__name__)
        return _render_problem(request, "unavailable", 503)
    request.session[REQUEST_KEY] = [token, request.user.pk]
    back = request.build_absolute_uri(reverse("accounts:link_callback"))
    return redirect(f"{tmdb_link.build_approval_url(token)}?{urlencode({'redirect_to': back})}")


@never_cache
@require_GET
def callback(request: Request) -> HttpResponse:
    """Link with the account that was approved on TMDB's page, if it is what this member began in this session."""
    token = request.GET.get("request_token", "")
    expected, member_id = request.session.get(REQUEST_KEY, ("", None))
    if not is_member(request) or not expected or not constant_time_compare(token, expected):
        return _render_problem(request, "unknown", 400)
    del request.session[REQUEST_KEY]
    if member_id != request.user.pk:
        return _render_problem(request, "other_member", 403)
    if request.GET.get("approved", "") not in {"true", "1"}:
        return _render_problem(request, "denied")
    try:
        return _link(request, tmdb_link.fetch_account(token))
    except (errors.SessionDenied, errors.NotFound):
        return _render_problem(request, "expired", 400)
    except errors.TMDBError as error:
        log.warning("link failed step=session reason=%s", type(error).__name__)
        return _render_problem(request, "unavailable", 503)


@never_cache
@member_required
@require_POST
def unlink(request: MemberRequest) -> HttpResponse:
    tmdb_link.link_remove(user=request.user)
    messages.success(request, "Unlinked. Everything stays here, and on TMDB; the two no longer follow each other.")
    return redirect("accounts:link")


@never_cache
@sensitive_post_parameters("password")
@member_required
@require_POST
@recent_sign_in_required("accounts:link")
def by_password(request: MemberRequest) -> HttpResponse:
    """Link with a name and password on TMDB instead of its page; only where the operator wants it."""
    if not settings.TMDB_PASSWORD_LOGIN:
        raise Http404
    form = TmdbLoginForm(request.POST)
    if not form.is_valid():
        return _render_page(request, 422, password_form=form)
    try:
        token = tmdb_link.create_request_token()
        tmdb_link.approve_with_login(token, **form.cleaned_data)
        return _link(request, tmdb_link.fetch_account(token))
    except errors.LoginFailed as error:
        form.add_error(None, f"TMDB says: {error.message}")
        return _render_page(request, 422, password_form=form)
    except errors.TMDBError as error:
        log.warning("link failed step=password reason=%s", type(error).__name__)
        return _render_problem(request, "unavailable", 503)


@never_cache
@sensitive_post_parameters("access_token")
@member_required
@require_POST
@recent_sign_in_required("accounts:link")
def by_access_token(request: MemberRequest) -> HttpResponse:
    """Link with an access token of TMDB's version 4, for those who have one."""
    form = AccessTokenForm(request.POST)
    if not form.is_valid():
        return _render_page(request, 422, token_form=form)
    try:
        return _link(request, tmdb_link.fetch_account_by_v4_token(form.cleaned_data["access_token"].strip()))
    except (errors.AuthenticationFailed, errors.NotAllowed, errors.ValidationFailed, errors.NotFound) as error:
        form.add_error(None, f"TMDB says: {error.message}")
        return _render_page(request, 422, token_form=form)
    except errors.TMDBError as error:
        log.warning("link failed step=access_token reason=%s", type(error).__name__)
        return _render_problem(request, "unavailable", 503)


def _link(request: MemberRequest, account: Account) -> HttpResponse:
    """Link the member with an account at TMDB, unless it is another member's."""
    owner = tmdb_link.find_owner(account.id)
    if owner and owner != request.user:
        tmdb_link.discard_account(account)
        return _render_problem(request, "taken", 409)
    try:
        tmdb_link.link_set(user=request.user, account=account, request=request)
    except tmdb_link.AccountTaken:
        tmdb_link.discard_account(account)
        return _render_problem(request, "taken", 409)
    messages.success(request, f"Linked as {account.username}.")
    return redirect("library:sync")  # where a question may wait

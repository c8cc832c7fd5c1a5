"""Linking and unlinking an account on TMDB. TMDB is never a way to sign in: whoever links has signed in here, and has
shown it again a moment ago.

The way over TMDB's page: `start` asks for a request token and keeps it in the member's session; TMDB's page leads back
to `callback`, which takes only that token, from that member, in that session, once."""

import logging
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
from accounts.models import link_of
from accounts.reauthentication import can_reauthenticate, password_required, reauthenticate_url, recent_sign_in_required
from accounts.tmdb_link import Account
from catalog.http import Request
from tmdb import errors

log = logging.getLogger("accounts.tmdb_link")

REQUEST = "tmdb_request"  # in the session: the request token asked for last, and the id of the member who asked

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


def problem(request: Request, reason: str, status: int = 200) -> HttpResponse:
    heading, text = PROBLEMS[reason]
    context = {"heading": heading, "text": text, "reason": reason}
    return render(request, "accounts/link_problem.html", context, status=status)


@never_cache
@member_required
@require_safe
def link(request: MemberRequest) -> HttpResponse:
    return _page(request)


def _page(request: MemberRequest, status: int = 200, **forms: Form) -> HttpResponse:
    context = {
        "link": link_of(request.user),
        "allows_password": settings.TMDB_PASSWORD_LOGIN,
        "password_form": forms.get("password_form", TmdbLoginForm()),
        "token_form": forms.get("token_form", AccessTokenForm()),
        "can_reauthenticate": can_reauthenticate(request),
        "reauthenticate_url": reauthenticate_url(request, "accounts:link"),
    }
    return render(request, "accounts/link.html", context, status=status)


@never_cache
@member_required
@require_POST
@password_required
@reauthentication_required
def start(request: MemberRequest) -> HttpResponse:
    """Lead to TMDB's page. Of several that were begun, the last one counts."""
    try:
        token = tmdb_link.new_request_token()
    except errors.TMDBError as error:
        log.warning("no request token reason=%s", type(error).__name__)
        return problem(request, "unavailable", 503)
    request.session[REQUEST] = [token, request.user.pk]
    back = request.build_absolute_uri(reverse("accounts:link_callback"))
    return redirect(f"{tmdb_link.approval_url(token)}?{urlencode({'redirect_to': back})}")


@never_cache
@require_GET
def callback(request: Request) -> HttpResponse:
    """Link with the account that was approved on TMDB's page, if it is what this member began in this session."""
    token = request.GET.get("request_token", "")
    expected, member_id = request.session.get(REQUEST, ("", None))
    if not is_member(request) or not expected or not constant_time_compare(token, expected):
        return problem(request, "unknown", 400)
    del request.session[REQUEST]
    if member_id != request.user.pk:
        return problem(request, "other_member", 403)
    if request.GET.get("approved", "") not in {"true", "1"}:
        return problem(request, "denied")
    try:
        return _linked(request, tmdb_link.account_of(token))
    except (errors.SessionDenied, errors.NotFound):
        return problem(request, "expired", 400)
    except errors.TMDBError as error:
        log.warning("no session reason=%s", type(error).__name__)
        return problem(request, "unavailable", 503)


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
        return _page(request, 422, password_form=form)
    try:
        token = tmdb_link.new_request_token()
        tmdb_link.approve_with_login(token, **form.cleaned_data)
        return _linked(request, tmdb_link.account_of(token))
    except errors.LoginFailed as error:
        form.add_error(None, f"TMDB says: {error.message}")
        return _page(request, 422, password_form=form)
    except errors.TMDBError as error:
        log.warning("link by password failed reason=%s", type(error).__name__)
        return problem(request, "unavailable", 503)


@never_cache
@sensitive_post_parameters("access_token")
@member_required
@require_POST
@recent_sign_in_required("accounts:link")
def by_access_token(request: MemberRequest) -> HttpResponse:
    """Link with an access token of TMDB's version 4, for those who have one."""
    form = AccessTokenForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, token_form=form)
    try:
        return _linked(request, tmdb_link.account_of_v4(form.cleaned_data["access_token"].strip()))
    except (errors.AuthenticationFailed, errors.NotAllowed, errors.ValidationFailed, errors.NotFound) as error:
        form.add_error(None, f"TMDB says: {error.message}")
        return _page(request, 422, token_form=form)
    except errors.TMDBError as error:
        log.warning("link by token failed reason=%s", type(error).__name__)
        return problem(request, "unavailable", 503)


def _linked(request: MemberRequest, account: Account) -> HttpResponse:
    owner = tmdb_link.owner_of(account.id)
    if owner and owner != request.user:
        tmdb_link.discard(account)
        return problem(request, "taken", 409)
    try:
        tmdb_link.link_set(user=request.user, account=account, request=request)
    except tmdb_link.Taken:
        tmdb_link.discard(account)
        return problem(request, "taken", 409)
    messages.success(request, f"Linked as {account.username}.")
    return redirect("library:sync")  # where a question may wait

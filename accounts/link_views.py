"""Linking and unlinking an account at TMDB."""

import logging

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import linking
from accounts.forms import AccessTokenForm, TmdbLoginForm
from accounts.linking import Account
from accounts.models import link_of
from accounts.tmdb.views import problem
from accounts.views import member
from tmdb import errors

log = logging.getLogger("accounts.linking")


@never_cache
@login_required
@require_safe
def link(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **forms: Form) -> HttpResponse:
    context = {
        "link": link_of(request.user),
        "allows_password": settings.TMDB_PASSWORD_LOGIN,
        "password_form": forms.get("password_form", TmdbLoginForm()),
        "token_form": forms.get("token_form", AccessTokenForm()),
        "can_unlink": _can_unlink(request),
    }
    return render(request, "accounts/link.html", context, status=status)


def _can_unlink(request: HttpRequest) -> bool:
    """Not, if TMDB is the only way in."""
    others = SocialAccount.objects.filter(user=member(request)).exclude(provider="tmdb")
    return member(request).has_usable_password() or others.exists()


@never_cache
@login_required
@require_http_methods(["POST"])
def unlink(request: HttpRequest) -> HttpResponse:
    if not _can_unlink(request):
        messages.error(request, "TMDB is your only way in. Set a password first.")
        return redirect("accounts:link")
    linking.link_remove(user=member(request))
    messages.success(request, "Unlinked. Everything stays here, and at TMDB; the two no longer follow each other.")
    return redirect("accounts:link")


@never_cache
@sensitive_post_parameters("password")
@login_required
@require_http_methods(["POST"])
def by_password(request: HttpRequest) -> HttpResponse:
    """TMDB's name and password instead of its page; only where the operator wants it."""
    if not settings.TMDB_PASSWORD_LOGIN:
        raise Http404
    form = TmdbLoginForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, password_form=form)
    try:
        token = linking.new_request_token()
        linking.approve_with_login(token, **form.cleaned_data)
        return _linked(request, linking.account_of(token))
    except errors.LoginFailed as error:
        form.add_error(None, f"TMDB says: {error.message}")
        return _page(request, 422, password_form=form)
    except errors.TMDBError as error:
        log.warning("link by password failed reason=%s", type(error).__name__)
        return problem(request, "unavailable", 503)


@never_cache
@sensitive_post_parameters("access_token")
@login_required
@require_http_methods(["POST"])
def by_access_token(request: HttpRequest) -> HttpResponse:
    """With an access token of TMDB's version 4, for those who have one."""
    form = AccessTokenForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, token_form=form)
    try:
        return _linked(request, linking.account_of_v4(form.cleaned_data["access_token"].strip()))
    except (errors.AuthenticationFailed, errors.NotAllowed, errors.ValidationFailed, errors.NotFound) as error:
        form.add_error(None, f"TMDB says: {error.message}")
        return _page(request, 422, token_form=form)
    except errors.TMDBError as error:
        log.warning("link by token failed reason=%s", type(error).__name__)
        return problem(request, "unavailable", 503)


def _linked(request: HttpRequest, account: Account) -> HttpResponse:
    owner = linking.owner_of(account.id)
    if owner and owner != request.user:
        linking.discard(account)
        return problem(request, "taken", 409)
    try:
        linking.link_set(user=member(request), account=account, request=request)
    except linking.Taken:
        linking.discard(account)
        return problem(request, "taken", 409)
    SocialAccount.objects.update_or_create(
        provider="tmdb",
        uid=str(account.id),
        defaults={"user": member(request), "extra_data": {"username": account.username}},
    )
    return redirect("accounts:link")

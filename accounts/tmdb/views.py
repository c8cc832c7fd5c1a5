"""To TMDB's page and back. Whatever goes wrong on the way has a sentence of its own."""

import logging
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.base.views import BaseLoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import linking
from accounts.linking import Account
from accounts.tmdb.provider import TmdbProvider
from tmdb import errors

log = logging.getLogger("accounts.tmdb")

PENDING = "tmdb_pending"  # in the session: an account (id, name, sealed session) of somebody who still chooses a name

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
        "Another member of the club has linked this TMDB account. One account at TMDB belongs to one member.",
    ),
    "unavailable": ("TMDB isn't answering", "Nothing was lost. Try again in a few minutes."),
}


class LoginView(BaseLoginView):
    provider_id = TmdbProvider.id

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().dispatch(request, *args, **kwargs)
        except errors.TMDBError as error:
            log.warning("no request token reason=%s", type(error).__name__)
            return problem(request, "unavailable", 503)
        return response


login = never_cache(LoginView.as_view())


@never_cache
@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    token = request.GET.get("request_token", "")
    state = statekit.unstash_state(request, state_id=token, provider_id=TmdbProvider.id) if token else None
    if state is None:
        return problem(request, "unknown", 400)
    if state.get("user") != request.user.pk:
        return problem(request, "other_member", 403)
    if request.GET.get("approved", "") not in {"true", "1"}:
        return problem(request, "denied")
    try:
        account = linking.account_of(token)
    except (errors.SessionDenied, errors.NotFound):
        return problem(request, "expired", 400)
    except errors.TMDBError as error:
        log.warning("no session reason=%s", type(error).__name__)
        return problem(request, "unavailable", 503)
    return _completed(request, account, state)


def _completed(request: HttpRequest, account: Account, state: dict[str, Any]) -> HttpResponse:
    owner = linking.owner_of(account.id)
    if state["process"] == "connect" and owner and owner != request.user:
        linking.discard(account)
        return problem(request, "taken", 409)
    provider = get_adapter().get_provider(request, TmdbProvider.id)
    login = provider.sociallogin_from_response(request, account)
    login.state = {key: state[key] for key in ("process", "next") if key in state}
    hold(request, account)
    response: HttpResponse = complete_social_login(request, login)
    if held(request):  # the way is not at its end: a name to choose, or a password to confirm
        request.session[PENDING] = [account.id, account.username, account.sealed_session]
    return response


def hold(request: HttpRequest, account: Account) -> None:
    request.tmdb_account = account  # type: ignore[attr-defined]


def held(request: HttpRequest) -> Account | None:
    found: Account | None = getattr(request, "tmdb_account", None)
    return found


def taken_up(request: HttpRequest, uid: str) -> Account | None:
    """The account that somebody brought from TMDB, once: of this request, or kept while they chose a name."""
    account = held(request)
    request.tmdb_account = None  # type: ignore[attr-defined]
    kept = request.session.pop(PENDING, None)
    account = account or (Account(*kept) if kept else None)
    return account if account and str(account.id) == uid else None


def problem(request: HttpRequest, reason: str, status: int = 200) -> HttpResponse:
    heading, text = PROBLEMS[reason]
    context = {"heading": heading, "text": text, "reason": reason}
    return render(request, "accounts/link_problem.html", context, status=status)

"""Signing in with a password: the form, and how long to wait after too many tries."""

import math
import time
from typing import Any

from allauth.account.forms import LoginForm
from allauth.core.internal import ratelimit
from allauth.mfa.webauthn.views import login_webauthn
from django.core.cache import cache
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts import events
from accounts.events import Event
from catalog.display.formatting import format_count

MAX_LOGIN_LENGTH = 320  # characters: the longest e-mail address, and more than a name has
MAX_PASSWORD_LENGTH = 1_000  # characters


class SignInForm(LoginForm):
    """allauth's form, with an end to its fields.

    SQLite fails at a name of 50 kB, and a hasher would read a password of any length.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, length in (("login", MAX_LOGIN_LENGTH), ("password", MAX_PASSWORD_LENGTH)):
            self.fields[name].validators.append(MaxLengthValidator(length))


def passkey(request: HttpRequest) -> HttpResponseBase:
    """Sign in with a passkey.

    allauth limits only how often one is tried; drawing a challenge makes a session's row.
    """
    limited = None
    if request.method == "GET":
        limited = ratelimit.consume_or_429(request, app="allauth.mfa", action="webauthn_challenge", limit_get=True)
    response = limited or login_webauthn(request)
    if request.method == "POST" and not request.user.is_authenticated:
        events.record(Event.SIGN_IN_FAILED, None, method="passkey")
    return response


def describe_wait(request: HttpRequest, key: str) -> str:
    """Return a sentence that says when the next try is worth while."""
    seconds = get_retry_delay(request, key)
    wait = format_count(seconds, "second") if seconds < 100 else format_count(math.ceil(seconds / 60), "minute")
    return f"Too many attempts. Try again in {wait}."


def get_retry_delay(request: HttpRequest, key: str) -> int:
    """Return the seconds until all rates of `login_failed` allow another try; `key` is what they count by."""
    rates = ratelimit.get_rates(app="allauth.account", action="login_failed")
    return max(1, *(math.ceil(_get_delay_of_rate(request, key, rate)) for rate in rates))


def _get_delay_of_rate(request: HttpRequest, key: str, rate: ratelimit.Rate) -> float:
    """Return the seconds until one rate allows another try; allauth keeps the times of tries, the latest first."""
    name = ratelimit.get_cache_key(request, app="allauth.account", action="login_failed", rate=rate, key=key)
    tries: list[float] = cache.get(name, [])
    return tries[rate.amount - 1] + rate.duration - time.time() if len(tries) >= rate.amount else 0.0

"""Who may sign up: those who bring an invitation, unless the operator says otherwise."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import SignupClosedException
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from accounts import first_admin
from accounts.invitations import NotOpen, invitation_open, invitation_use
from accounts.models import User

INVITATION = "invitation"  # in the session: the token that somebody came with
FIRST = "first_admin"


def may_sign_up(request: HttpRequest) -> bool:
    if first_admin.is_good(request.session.get(FIRST, "")):
        return True
    if settings.SIGNUP == "open":
        return True
    if settings.SIGNUP == "closed":
        return False
    try:
        invitation_open(request.session.get(INVITATION, ""))
    except NotOpen:
        return False
    return True


def admit(request: HttpRequest, user: User) -> None:
    """What somebody came with makes them what they are. Raises NotOpen when it is no longer good."""
    if first_admin.is_good(request.session.get(FIRST, "")):
        user.is_staff = user.is_superuser = True
        del request.session[FIRST]
    elif settings.SIGNUP != "open" or INVITATION in request.session:
        user.is_staff = invitation_use(request.session.pop(INVITATION, "")).for_host


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return may_sign_up(request)

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        try:
            with transaction.atomic():
                admit(request, user)
                saved = super().save_user(request, user, form, commit)
        except NotOpen:
            raise SignupClosedException from None
        if user.is_superuser:
            first_admin.use_up()
        return saved

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("catalog:home")


class SocialAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return may_sign_up(request)

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Everybody chooses their own name here."""
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("accounts:link")

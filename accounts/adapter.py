"""Who may sign up: those who bring an invitation, unless the operator says otherwise."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import SignupClosedException
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from accounts import first_admin, sealing
from accounts.invitations import NotOpen, invitation_open, invitation_use
from accounts.models import User

log = logging.getLogger("accounts.mail")

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

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Return the name in the one form in which it is kept. Raises ValidationError."""
        name = str(User.normalize_username(username))
        if not any(letter.isalnum() for letter in name):  # browsers take /members/../ for another address
            raise ValidationError("A name needs a letter or a digit.")
        if not shallow and User.objects.named(name):
            raise self.validation_error("username_taken")
        return str(super().clean_username(name, shallow))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Take the name as the member chose it, however it was typed."""
        if (typed := credentials.get("username")) and (member := User.objects.named(typed)):
            credentials["username"] = member.username
        return super().authenticate(request, **credentials)

    def send_mail(self, template_prefix: str, email: str, context_: dict[str, Any]) -> None:
        """Mail that does not go out is said and logged; what it was about is not undone."""
        if not settings.SENDS_MAIL:
            return
        try:
            super().send_mail(template_prefix, email, context_)
        except (OSError, SMTPException) as error:
            log.error("mail not sent kind=%s reason=%s", template_prefix, type(error).__name__)
            messages.error(context.request, "The mail could not be sent. Try again in a while, or ask a host.")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Nothing is said of a mail that is never sent."""
        if settings.SENDS_MAIL or message_template != "account/messages/email_confirmation_sent.txt":
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("catalog:home")


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of authenticators are sealed, as sessions at TMDB are."""

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)


class SocialAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return may_sign_up(request)

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Everybody chooses their own name here."""
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("accounts:link")

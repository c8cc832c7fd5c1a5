"""allauth's adapters: who may sign up, what names are allowed, how tries are counted, how mails go out."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import SignupClosedException
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import get_random_string

from accounts import bootstrap_admin, encryption, events, mails
from accounts.events import Event
from accounts.invitations import NotOpen, find_open_invitation, invitation_use
from accounts.models import User
from accounts.sign_in import describe_wait
from catalog.visitors import network_of

# In the session: the token that somebody came with.
INVITATION_KEY = "invitation"
BOOTSTRAP_KEY = "first_admin"
RESET_MAILS = frozenset({"account/email/password_reset_key", "account/email/unknown_account"})


def may_sign_up(request: HttpRequest) -> bool:
    """Return whether somebody brings an invitation, or the operator lets everybody in."""
    if bootstrap_admin.is_valid(request.session.get(BOOTSTRAP_KEY, "")):
        return True
    if settings.SIGNUP == "open":
        return True
    if settings.SIGNUP == "closed":
        return False
    try:
        find_open_invitation(request.session.get(INVITATION_KEY, ""))
    except NotOpen:
        return False
    return True


def admit(request: HttpRequest, user: User) -> None:
    """Give a new member the role that they were invited to.

    Raises NotOpen when the invitation is no longer good.
    """
    if bootstrap_admin.is_valid(request.session.get(BOOTSTRAP_KEY, "")):
        user.is_staff = user.is_superuser = True
        del request.session[BOOTSTRAP_KEY]
    elif settings.SIGNUP != "open" or INVITATION_KEY in request.session:
        user.is_staff = invitation_use(request.session.pop(INVITATION_KEY, "")).for_host


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return may_sign_up(request)

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        try:
            with transaction.atomic():
                admit(request, user)
                member = super().save_user(request, user, form, commit)
        except NotOpen:
            raise SignupClosedException from None
        if user.is_superuser:
            bootstrap_admin.delete_token()
        return member

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Return the name in the one form in which it is kept.

        Raises ValidationError.
        """
        name = str(User.normalize_username(username))
        if not any(letter.isalnum() for letter in name):  # browsers take /members/../ for another address
            raise ValidationError("A name needs a letter or a digit.")
        if not shallow and User.objects.find_by_name(name):
            raise self.validation_error("username_taken")
        return str(super().clean_username(name, shallow))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return what tries are counted by: the name or e-mail address that was typed, and where from.

        A stranger's tries are not a member's own.
        """
        login = credentials.get("username") or credentials.get("email") or ""
        return f"{login.strip().lower()} {network_of(request)}"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Take the name as the member chose it, however it was typed, and look it up once.

        The form gives an e-mail address as a name, too, and allauth would check the password of whoever has it twice:
        that takes twice as long, which would tell a stranger that somebody has the address.
        """
        if typed := credentials.get("username"):
            credentials.pop("email", None)
            member = User.objects.find_by_name(typed)
            credentials["username"] = member.username if member else typed
        return super().authenticate(request, **credentials)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try.

        Raises ValidationError after too many, which says how long to wait.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            events.record(Event.SIGN_IN_LIMITED, None)
            key = self._get_login_attempts_cache_key(request, **credentials)
            raise ValidationError(describe_wait(request, key), code="too_many_login_attempts") from None

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell a member that somebody joins with their address: as much work as if they were new."""
        make_password(get_random_string(20))
        super().send_account_already_exists_mail(email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand a mail to a worker: how long the mail server takes would tell whether it is sent at all."""
        if not settings.SENDS_MAIL:
            return
        if template_prefix in RESET_MAILS:
            events.record(Event.PASSWORD_RESET_REQUESTED, context.get("user"))
        site = {"request": self.request, "email": email, "current_site": get_current_site(self.request)}
        mails.enqueue(self.render_mail(template_prefix, email, site | context))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Show a message, unless it is about a mail that is never sent."""
        if settings.SENDS_MAIL or message_template != "account/messages/email_confirmation_sent.txt":
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("catalog:home")


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of authenticators are encrypted, as sessions at TMDB are."""

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)


class SocialAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return may_sign_up(request)

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Return False: everybody chooses their own name here."""
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Record that the club's sign-on let nobody in; `error` is one of allauth's words."""
        events.record(Event.SIGN_IN_FAILED, None, method="socialaccount")

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("accounts:link")

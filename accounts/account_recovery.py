"""Letting members back in who forgot their password, or lost their second factor: a host's work, mail or no mail."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User


def password_link(request: HttpRequest, member: User) -> str:
    """The same link as in the mail: good once, and for three days."""
    key = default_token_generator.make_token(member)
    address = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(member), "key": key})
    return request.build_absolute_uri(address)


def second_factor_remove(member: User) -> int:
    """Passkeys, authenticator and recovery codes; how many of them."""
    return Authenticator.objects.filter(user=member).delete()[0]

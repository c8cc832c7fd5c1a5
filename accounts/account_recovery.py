"""The ways by which a host lets members back in who forgot their password or lost their second factor.

No mail is needed for them.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from catalog.display import urls


def build_password_link(request: HttpRequest, member: User) -> str:
    """Return a link like the one in the mail: good once, and for three days."""
    key = default_token_generator.make_token(member)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(member), "key": key})
    return urls.absolute(request, path)


def second_factor_remove(member: User) -> int:
    """Delete a member's passkeys, authenticator and recovery codes; return how many there were."""
    return Authenticator.objects.filter(user=member).delete()[0]

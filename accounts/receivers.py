"""What happens when an account at TMDB is connected, used to sign in, or disconnected; and when somebody chooses how to
read."""

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.signals import social_account_added, social_account_removed, social_account_updated
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import ending, linking
from accounts.models import TmdbLink, User
from accounts.tmdb.provider import TmdbProvider
from accounts.tmdb.views import taken_up
from catalog.signals import locale_chosen


@receiver([social_account_added, social_account_updated])
def _connected(request: HttpRequest, sociallogin: Any, **kwargs: Any) -> None:
    _link(request, sociallogin.account)


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """By TMDB, perhaps just signed up: allauth tells of both in one way."""
    if sociallogin := kwargs.get("sociallogin"):
        _link(request, sociallogin.account)


def _link(request: HttpRequest, social: SocialAccount) -> None:
    account = taken_up(request, social.uid) if social.provider == TmdbProvider.id else None
    if account:
        linking.link_set(user=social.user, account=account, request=request)


@receiver(social_account_removed)
def _disconnected(request: HttpRequest, socialaccount: SocialAccount, **kwargs: Any) -> None:
    if socialaccount.provider == TmdbProvider.id:
        linking.link_remove(user=socialaccount.user)


@receiver(post_delete, sender=TmdbLink)
def _unlinked(instance: TmdbLink, **kwargs: Any) -> None:
    """A link and the way to sign in by it are one thing to a member; and a session without a link ends at TMDB."""
    if instance.is_active:
        ending.end_soon(instance.sealed_session)
    SocialAccount.objects.filter(provider=TmdbProvider.id, uid=str(instance.account_id)).delete()


@receiver(locale_chosen)
def _remember_locale(request: HttpRequest, locale: Any, **kwargs: Any) -> None:
    user = request.user
    if isinstance(user, User):
        user.language, user.region, user.theme = locale.language, locale.region, locale.theme
        user.save(update_fields=["language", "region", "theme"])

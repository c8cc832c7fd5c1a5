"""What happens when a link to an account on TMDB goes; and when somebody chooses how to read."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import revocation
from accounts.models import TmdbLink, User
from catalog.signals import locale_chosen


@receiver(post_delete, sender=TmdbLink)
def _unlinked(instance: TmdbLink, **kwargs: Any) -> None:
    """End the session on TMDB: nobody needs it any more."""
    if instance.is_active:
        revocation.end_soon(instance.sealed_session)


@receiver(locale_chosen)
def _remember_locale(request: HttpRequest, locale: Any, **kwargs: Any) -> None:
    user = request.user
    if isinstance(user, User):
        user.language, user.region, user.theme = locale.language, locale.region, locale.theme
        user.save(update_fields=["language", "region", "theme"])

"""What happens when a link to an account on TMDB goes; and when somebody chooses how to read."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import revocation
from accounts.http import is_member
from accounts.models import TmdbLink
from catalog.locale import Locale
from catalog.signals import preferences_saved


@receiver(post_delete, sender=TmdbLink)
def _revoke_unlinked_session(instance: TmdbLink, **kwargs: Any) -> None:
    if instance.is_active:
        revocation.revoke_session(instance.encrypted_session)


@receiver(preferences_saved)
def _save_preferences(request: HttpRequest, locale: Locale, theme: str, **kwargs: Any) -> None:
    if is_member(request):
        user = request.user
        user.language, user.region, user.theme = locale.language, locale.region, theme
        user.save(update_fields=["language", "region", "theme"])

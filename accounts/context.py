"""What every template may use of members."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import TmdbLink


def members(request: HttpRequest) -> dict[str, Any]:
    """Return the site's way of signing up, and as `lost_link` the member's link if TMDB no longer takes it."""
    return {
        "sends_mail": settings.SENDS_MAIL,
        "signup": settings.SIGNUP,
        "lost_link": SimpleLazyObject(lambda: _find_lost_link(request)),
    }


def _find_lost_link(request: HttpRequest) -> TmdbLink | None:
    user = getattr(request, "user", None)  # none yet where a middleware answers
    if user is None or not user.is_authenticated:
        return None
    return TmdbLink.objects.filter(user=user, state=TmdbLink.State.REVOKED).first()

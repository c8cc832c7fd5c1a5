"""What is a member's own in the catalogue's pages: the streaming services that they have."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from accounts.models import User
from catalog.display.fragments import Placeholder


class Services:
    def is_personal(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated

    def filled(self, request: HttpRequest, places: Sequence[Placeholder]) -> dict[Placeholder, str]:
        user = request.user
        if not isinstance(user, User):
            return {}
        own = {str(number) for number in user.providers}
        made = {place: _MINE for place in places if place[0] == "service" and place[1][0:1] and place[1][0] in own}
        return made | {place: _shortcut(request, place[1][0]) for place in places if place[0] == "services"}


_MINE = ' <span class="provider-mine">yours</span>'


def _shortcut(request: HttpRequest, kind: str) -> str:
    """To all that the member's services have in their country."""
    providers = request.user.providers  # type: ignore[union-attr]
    if not providers:
        return format_html('<a href="{}">Say which services you have</a>', reverse("accounts:providers"))
    region = request.locale.region  # type: ignore[attr-defined]
    query = urlencode({"with_watch_providers": "|".join(map(str, providers)), "watch_region": region})
    return format_html('<a href="{}?{}">On the services you have</a>', reverse(f"catalog:discover_{kind}"), query)

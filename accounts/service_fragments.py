"""What is a member's own in the catalogue's pages: the streaming services that they have."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html

from accounts.http import MemberRequest, is_member
from catalog.display.fragments import Placeholder
from catalog.http import Request


class Services:
    def is_personal(self, request: Request) -> bool:
        return request.user.is_authenticated

    def filled(self, request: Request, places: Sequence[Placeholder]) -> dict[Placeholder, str]:
        if not is_member(request):
            return {}
        own = {str(number) for number in request.user.providers}
        made = {place: _MINE for place in places if place[0] == "service" and place[1][0:1] and place[1][0] in own}
        return made | {place: _shortcut(request, place[1][0]) for place in places if place[0] == "services"}


_MINE = ' <span class="provider-mine">yours</span>'


def _shortcut(request: MemberRequest, kind: str) -> str:
    """To all that the member's services have in their country."""
    providers = request.user.providers
    if not providers:
        return format_html('<a href="{}">Say which services you have</a>', reverse("accounts:providers"))
    region = request.locale.region
    query = urlencode({"with_watch_providers": "|".join(map(str, providers)), "watch_region": region})
    return format_html('<a href="{}?{}">On the services you have</a>', reverse(f"catalog:discover_{kind}"), query)

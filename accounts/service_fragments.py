"""A member's personal fragments in the catalogue's pages: the streaming services that they have."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html

from accounts.http import MemberRequest, is_member
from catalog.display.fragments import Placeholder
from catalog.http import Request

MINE = ' <span class="provider-mine">yours</span>'


class ServiceFragments:
    def is_personal(self, request: Request) -> bool:
        return is_member(request)

    def render_fragments(self, request: Request, placeholders: Sequence[Placeholder]) -> dict[Placeholder, str]:
        """Return the HTML for the placeholders "service" (of one) and "services" (of all in a kind of title)."""
        if not is_member(request):
            return {}
        ids = {str(number) for number in request.user.providers}
        marks = {place: MINE for place in placeholders if place[0] == "service" and place[1] and place[1][0] in ids}
        return marks | {
            place: _render_shortcut(request, place[1][0]) for place in placeholders if place[0] == "services"
        }


def _render_shortcut(request: MemberRequest, kind: str) -> str:
    """Link to all that the member's services have in their country."""
    providers = request.user.providers
    if not providers:
        return format_html('<a href="{}">Say which services you have</a>', reverse("accounts:providers"))
    query = urlencode({"with_watch_providers": "|".join(map(str, providers)), "watch_region": request.locale.region})
    return format_html('<a href="{}?{}">On the services you have</a>', reverse(f"catalog:discover_{kind}"), query)

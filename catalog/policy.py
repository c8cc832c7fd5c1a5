"""The Content-Security-Policy: the one in the settings, with the origin that pictures come from."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from catalog.display.images import images


class PolicyMiddleware(CSPMiddleware):
    """Lets pages show pictures from the origin in TMDB's configuration or in TMDB_IMAGE_URL."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        # A 304 has no type; browsers take its policy for the page that they have.
        is_page = response.status_code == 304 or response.get("Content-Type", "").startswith("text/html")
        if is_page and (origin := images().origin):
            parts.update = {**(parts.update or {}), "img-src": [origin]}
        return parts

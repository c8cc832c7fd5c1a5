"""The admin site, behind the site's own sign-in with its second factor."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import urlencode

from tmdbsite import operator, row_page


class ClubAdminSite(AdminSite):
    """The admin site with the operator's page, and without a login page of its own."""

    index_template = "admin/club_index.html"
    site_header = site_title = f"{settings.SITE_NAME}: behind the screen"
    index_title = "What the club is made of"

    def get_urls(self) -> list[Any]:
        patterns = [
            path("tmdb/", self.admin_view(operator.page), name="tmdb"),
            path("tmdb/run/<slug:name>/", self.admin_view(operator.start), name="tmdb_run"),
            # As wide as Django's pattern behind it, which redirects to any row that this one does not match.
            path(
                "r/<path:content_type_id>/<path:object_id>/",
                self.admin_view(row_page.view_on_site),
                name="view_on_site",
            ),
        ]
        return [*patterns, *super().get_urls()]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Redirect visitors to the site's sign-in; to members who are not hosts the admin does not exist."""
        if request.user.is_authenticated:
            if self.has_permission(request):
                return redirect("admin:index")
            raise Http404
        target = request.GET.get("next") or reverse("admin:index")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")

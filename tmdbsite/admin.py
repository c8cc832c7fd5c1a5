"""The admin, behind the site's own way to sign in, second factor included."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import urlencode


class ClubAdminSite(AdminSite):
    index_template = "admin/club_index.html"

    def get_urls(self) -> list[Any]:
        from tmdbsite import operator, row_page

        own = [
            path("tmdb/", self.admin_view(operator.page), name="tmdb"),
            path("tmdb/run/<slug:name>/", self.admin_view(operator.start), name="tmdb_run"),
            # As wide as Django's own, which lies behind it: what ours lets pass leads to any row.
            path(
                "r/<path:content_type_id>/<path:object_id>/",
                self.admin_view(row_page.view_on_site),
                name="view_on_site",
            ),
        ]
        return [*own, *super().get_urls()]

    site_header = site_title = f"{settings.SITE_NAME}: behind the screen"
    index_title = "What the club is made of"

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is nothing here for members who are not hosts, and strangers sign in where everybody does."""
        if request.user.is_authenticated:
            if self.has_permission(request):
                return redirect("admin:index")
            raise Http404
        target = request.GET.get("next") or reverse("admin:index")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")


class ClubAdminConfig(AdminConfig):
    default_site = "tmdbsite.admin.ClubAdminSite"

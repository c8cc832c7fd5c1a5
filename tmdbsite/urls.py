"""Addresses of the whole site, except those for machines that watch it (tmdbsite.health.HealthMiddleware)."""

from django.contrib import admin
from django.urls import include, path, re_path

from catalog import demo
from tmdbsite import health

handler400 = "catalog.errors.bad_request"
handler404 = "catalog.errors.not_found"

urlpatterns = [
    path("readyz", health.ready_details, name="readyz"),
    path("", include("catalog.urls")),
    re_path(r"^demo/t/p/(?P<path>.+)$", demo.picture, name="demo_picture"),
    path("demo/authenticate/<path:token>", demo.authenticate, name="demo_authenticate"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("library.urls")),
    path("admin/", admin.site.urls),
]
